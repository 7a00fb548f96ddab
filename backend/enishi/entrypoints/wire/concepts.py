"""What is answered of the lexicon, with Japanese descriptions and examples."""

from datetime import datetime

from pydantic import BaseModel, Field

from enishi.domain.lexicon import ConceptKind
from enishi.domain.lexicon.amendment import Origin
from enishi.services.amendments import concept_record
from enishi.services.lexicon import ConceptEntry, LexiconStatus

_INDEXED = (
    "今の索引は、この辞書で作られています",
    "the index was built with this lexicon",
)
_NOT_INDEXED = (
    "今の索引は、この辞書で作られていません。`enishi index refresh` を実行すると答えに反映されます",
    "the index was not built with this lexicon: run `enishi index refresh`",
)


class LexiconOut(BaseModel):
    """用語の辞書の版と大きさ、索引との差。"""

    version: str = Field(examples=["3f0c9a1b2d4e"])
    concepts: int
    names: int = Field(description="すべての言い方")
    replacements: int
    amendments: int = Field(description="API で加え、変え、外した用語")
    left_out: list[str] = Field(description="API で外した用語")
    is_indexed: bool = Field(description="今の索引は、この辞書で作られているか")
    text: str = Field(examples=["今の索引は、この辞書で作られています"])
    text_en: str


class ReplacementOut(BaseModel):
    """何の代わりになるか。"""

    can_replace: str
    on_material: str | None
    keeps: list[str]
    note: str | None


class ConceptOut(BaseModel):
    """用語と、辞書がそれについて言うことのすべて。"""

    name: str = Field(description="見出し", examples=["冷間鍛造"])
    kind: ConceptKind
    names: list[str]
    english: list[str]
    chinese: list[str]
    broader: list[str]
    made_by: list[str]
    uses: list[str]
    needs_property: list[str]
    gives_function: list[str]
    prevents_symptom: list[str]
    must_not_confuse: list[str]
    note: str | None
    replacements: list[ReplacementOut]
    origin: Origin = Field(
        description="base ファイルのまま / amended API で変えた / added API で加えた"
    )
    amended_at: datetime | None


class ConceptPage(BaseModel):
    """用語の一覧。"""

    items: list[ConceptOut]
    next_cursor: str | None


def lexicon_out(status: LexiconStatus, *, is_indexed: bool) -> LexiconOut:
    """The size of the lexicon, and what brings it into the"""
    text, text_en = _INDEXED if is_indexed else _NOT_INDEXED
    return LexiconOut(
        version=status.version,
        concepts=status.concepts,
        names=status.names,
        replacements=status.replacements,
        amendments=status.amendments,
        left_out=list(status.left_out),
        is_indexed=is_indexed,
        text=text,
        text_en=text_en,
    )


def concept_out(entry: ConceptEntry) -> ConceptOut:
    """A concept with all that the lexicon says of it."""
    record = concept_record(entry.concept, entry.replacements)
    return ConceptOut(**record, origin=entry.origin, amended_at=entry.amended_at)
