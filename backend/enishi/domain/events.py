"""What happened, as written to the outbox in the same transaction as the change itself."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EventKind(StrEnum):
    """The changes that something else follows."""

    FIRM_PUBLISHED = "firm_published"  # the firm or any of its capabilities is new or changed
    FIRM_WITHDRAWN = "firm_withdrawn"
    NEED_POSTED = "need_posted"
    NEED_WITHDRAWN = "need_withdrawn"
    LEXICON_AMENDED = "lexicon_amended"  # a concept is new, changed, left out or restored


@dataclass(frozen=True, slots=True)
class Event:
    """One change of one subject; `subject_ref` is a firm_ref, a need_ref or a concept."""

    kind: EventKind
    subject_ref: str


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """An event with its place in the outbox; positions grow in the order of commits."""

    position: int
    event: Event
    occurred_at: datetime
