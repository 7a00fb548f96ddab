"""One thing the trade knows by several names, and its relations to others."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import NAME, bounded, bounded_list
from enishi.domain.text import fold


class ConceptKind(StrEnum):
    """What a concept is."""

    PROCESS = "process"  # 工程
    TREATMENT = "treatment"  # 表面処理・熱処理
    MATERIAL = "material"  # 材料
    EQUIPMENT = "equipment"  # 設備
    PRODUCT = "product"  # 製品・部品
    DEFECT = "defect"  # 不良
    PROPERTY = "property"  # 性質
    FUNCTION = "function"  # はたらき
    SYMPTOM = "symptom"  # 困りごと
    CERTIFICATION = "certification"  # 認証・規格
    SECTOR = "sector"  # 用途分野


class Relation(StrEnum):
    """How one concept stands to another, read from the first to the second.

    Synonyms are the names of one concept. `can_replace` is a relation of its own shape,
    because it holds on a material and keeps some properties only: see `Replacement`.
    """

    BROADER = "broader"  # is a kind of; read backwards it is `narrower`
    MADE_BY = "made_by"  # a product is made, a property is achieved, by this
    USES = "uses"  # a process uses a machine, a machine performs a process
    NEEDS_PROPERTY = "needs_property"  # a product, sector or symptom calls for this
    GIVES_FUNCTION = "gives_function"  # a process, treatment or material brings this
    PREVENTS_SYMPTOM = "prevents_symptom"  # a property, treatment or material prevents this
    MUST_NOT_CONFUSE = "must_not_confuse"  # looks or sounds near, is another ability


# Asked of every concept whenever a lexicon is read; an enumeration is slow to walk.
_FIELDS = tuple((relation, relation.value) for relation in Relation)
_LISTS = ("names", "english", "chinese", *(field for _, field in _FIELDS))
# Concepts whose keys are at hand, a few lexicons of the shipped size; folding them takes a second.
_REMEMBERED = 2**14


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of the trade; its preferred Japanese name identifies it."""

    name: str
    kind: ConceptKind
    names: tuple[str, ...] = ()  # every other way a Japanese text says it
    english: tuple[str, ...] = ()
    chinese: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    made_by: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    needs_property: tuple[str, ...] = ()
    gives_function: tuple[str, ...] = ()
    prevents_symptom: tuple[str, ...] = ()
    must_not_confuse: tuple[str, ...] = ()
    note: str | None = None

    def __post_init__(self) -> None:
        bounded(self.name, "concept", NAME, required=True)
        bounded(self.note, "note", NAME)
        for field in _LISTS:
            if items := getattr(self, field):
                bounded_list(items, field)
        for relation, other in self.relations():
            if other == self.name:
                raise InvalidValueError(
                    f"「{self.name}」が自分自身を指しています",
                    field=relation.value,
                    english=f"{self.name} points to itself",
                )

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every name in every language, the preferred one first, each once."""
        return tuple(dict.fromkeys((self.name, *self.names, *self.english, *self.chinese)))

    @property
    def keys(self) -> tuple[str, ...]:
        """The spellings folded, each once: what meets here, a reader takes for the same."""
        return _keys(self.spellings)

    @property
    def english_name(self) -> str:
        """What an English reader is shown."""
        return self.english[0] if self.english else self.name

    def relations(self) -> Iterator[tuple[Relation, str]]:
        """Yield each relation with the name of the other concept, in the order written."""
        for relation, field in _FIELDS:
            for other in getattr(self, field):
                yield relation, other


@lru_cache(maxsize=_REMEMBERED)
def _keys(spellings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(fold, spellings)))
