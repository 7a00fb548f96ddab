"""A document before it is Word, PDF or JSON: what it says, in order, and nothing of its looks."""

import re
import unicodedata
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

# What XML cannot hold, and what turns the direction of the text after it.
_ILLEGIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
MISSING = "未記入"
NAMELESS = "（名前なし）"


def legible(text: str) -> str:
    """Return a text with one kind of line break and without letters that no paper can show."""
    return _ILLEGIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def titled(text: str) -> str:
    """Return a legible text that shows something: a screen reader jumps from title to title."""
    said = legible(text)
    return said if any(unicodedata.category(letter)[0] not in "CZ" for letter in said) else NAMELESS


Said = Annotated[str, AfterValidator(legible)]
Title = Annotated[str, AfterValidator(titled)]


class PaperFormat(StrEnum):
    """In which file format a document is handed out; its value ends the file's name."""

    DOCX = "docx"
    PDF = "pdf"
    JSON = "json"

    @property
    def media_type(self) -> str:
        """The type that HTTP names."""
        return _TYPES[self]


_TYPES = {
    PaperFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PaperFormat.PDF: "application/pdf",
    PaperFormat.JSON: "application/json",
}


class TextRole(StrEnum):
    """What a paragraph is to its reader."""

    PLAIN = "plain"
    GROUNDS = "grounds"  # what a figure above it rests on
    MISSING = "missing"  # nobody has written it yet
    NOTICE = "notice"  # how the document is to be read


class Align(StrEnum):
    """To which side the cells of a column lean; figures stand at the end."""

    START = "start"
    END = "end"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Heading(_Part):
    """A heading; level 1 opens a chapter."""

    kind: Literal["heading"] = "heading"
    level: Annotated[int, Field(ge=1, le=3)]
    text: Title


class Paragraph(_Part):
    """A text, with its own line breaks."""

    kind: Literal["paragraph"] = "paragraph"
    text: Said
    role: TextRole = TextRole.PLAIN


class Bullets(_Part):
    """A list without an order."""

    kind: Literal["bullets"] = "bullets"
    items: tuple[Said, ...]


class Column(_Part):
    """A column of a table; `width` is its share of the page beside the others' widths."""

    title: Said
    width: Annotated[int, Field(ge=1)] = 1
    align: Align = Align.START


class Table(_Part):
    """A table whose rows are as long as its columns are many."""

    kind: Literal["table"] = "table"
    caption: Said
    columns: tuple[Column, ...]
    rows: tuple[tuple[Said, ...], ...]

    @model_validator(mode="after")
    def _is_rectangular(self) -> "Table":
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row is not as long as the columns are many")
        return self


Block = Annotated[Heading | Paragraph | Bullets | Table, Field(discriminator="kind")]


class Paper(_Part):
    """A whole document. `gaps` is what nobody has written; it stands before everything else."""

    title: Title
    subtitle: Said
    firm_name: Said
    dated: date
    notices: tuple[Said, ...]
    gaps: tuple[Said, ...]
    blocks: tuple[Block, ...]
    is_one_page: bool = False


def written(text: str | None, what: str) -> Paragraph:
    """Return a paragraph of what was written, or one that says that `what` was not."""
    if text is None or not text.strip():
        return missing(what)
    return Paragraph(text=text.strip())


def missing(what: str) -> Paragraph:
    """Return a paragraph that says what nobody has written; it becomes a gap of the document."""
    return Paragraph(text=f"{MISSING}：{what}", role=TextRole.MISSING)


def grounds(text: str) -> Paragraph:
    """Return a paragraph that says what the figures above it rest on."""
    return Paragraph(text=f"根拠：{text}", role=TextRole.GROUNDS)


def columns(*said: tuple[str, int] | tuple[str, int, Align]) -> tuple[Column, ...]:
    """Return columns of titles, widths and sides."""
    return tuple(
        Column(title=title, width=width, align=rest[0] if rest else Align.START)
        for title, width, *rest in said
    )
