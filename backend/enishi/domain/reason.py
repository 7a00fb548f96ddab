"""Why a firm is shown: things a reader can check in both texts."""

from dataclasses import dataclass
from enum import StrEnum


class ReasonKind(StrEnum):
    """What kind of evidence a reason is."""

    TERM = "term"  # the same word stands in both texts
    MEANING = "meaning"  # the passage nearest in meaning
    RELATION = "relation"  # a relation of the trade lexicon carried it


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of an original text, in characters: `start` included, `end` not."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a firm's profile a reason points: the field of a capability or of the firm."""

    field: str
    span: Span
    capability_ref: str | None = None  # None: the firm's own field


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence, in a sentence, with where it stands in both texts."""

    kind: ReasonKind
    text: str
    text_en: str
    query_spans: tuple[Span, ...] = ()
    places: tuple[Place, ...] = ()
    path: tuple[str, ...] = ()  # of a relation: the concepts from the asked to the offered
