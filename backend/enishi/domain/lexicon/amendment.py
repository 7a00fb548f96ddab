"""What a chamber changes in the lexicon (追補), laid over the files it began with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from enishi.domain.errors import InvalidValueError
from enishi.domain.lexicon.concept import Concept
from enishi.domain.lexicon.graph import Lexicon
from enishi.domain.lexicon.replacement import Replacement
from enishi.domain.limits import LIST_ITEMS, NAME, bounded

NounT = TypeVar("NounT", Concept, Replacement)


class Origin(StrEnum):
    """Where what is said of a concept comes from."""

    BASE = "base"  # the files
    AMENDED = "amended"  # the files have it, the chamber changed it
    ADDED = "added"  # only the chamber has it


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a chamber says of one concept, in place of all that the files say of it."""

    name: str  # the concept's preferred one
    concept: Concept | None  # None: left out
    replacements: tuple[Replacement, ...]  # what the concept can stand in for
    amended_at: datetime

    def __post_init__(self) -> None:
        bounded(self.name, "concept", NAME, required=True)
        if len(self.replacements) > LIST_ITEMS:
            raise InvalidValueError(
                f"{len(self.replacements):,}件あります（上限は{LIST_ITEMS}件）",
                field="replacements",
                english=f"{len(self.replacements):,} entries; at most {LIST_ITEMS}",
            )
        if self.concept is None and self.replacements:
            raise InvalidValueError(
                "外す用語に、代わりは書けません",
                field="replacements",
                english="a concept that is left out replaces nothing",
            )
        self._must_speak_of_its_concept()

    def _must_speak_of_its_concept(self) -> None:
        if self.concept is not None and self.concept.name != self.name:
            raise _of_another("concept", self.concept.name, self.name)
        for number, item in enumerate(self.replacements):
            if item.concept != self.name:
                raise _of_another(f"replacements[{number}].concept", item.concept, self.name)
            if item.replaced == self.name:
                raise InvalidValueError(
                    f"「{self.name}」が自分自身を指しています",
                    field=f"replacements[{number}].can_replace",
                    english=f"{self.name} points to itself",
                )


def _of_another(field: str, given: str, name: str) -> InvalidValueError:
    return InvalidValueError(
        f"「{name}」についてのものではありません（{given}）",
        field=field,
        english=f"{given} is not {name}",
    )


def laid_over(base: Lexicon, amendments: Iterable[Amendment]) -> Lexicon:
    """Return the lexicon as amended: in the base's order, what is new last by name.

    Of several amendments of one name the latest stands.
    """
    latest = {item.name: item for item in sorted(amendments, key=lambda item: item.amended_at)}
    concepts = {name: (item.concept,) if item.concept else () for name, item in latest.items()}
    replacements = {name: item.replacements for name, item in latest.items()}
    return Lexicon(
        _put_in(((item.name, item) for item in base.concepts), concepts),
        _put_in(((item.concept, item) for item in base.replacements), replacements),
    )


def _put_in(
    held: Iterable[tuple[str, NounT]], amended: Mapping[str, tuple[NounT, ...]]
) -> tuple[NounT, ...]:
    """Put what was amended where the first of that name stood, and the rest behind, by name."""
    result: list[NounT] = []
    placed: set[str] = set()
    for name, item in held:
        if name not in amended:
            result.append(item)
        elif name not in placed:
            placed.add(name)
            result += amended[name]
    for name in sorted(amended.keys() - placed):
        result += amended[name]
    return tuple(result)
