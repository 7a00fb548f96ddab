"""What happened, as written to the outbox in the same transaction as the change itself."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enishi.domain.access import Caller
from enishi.domain.disclosure import OPEN, Disclosure


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
class Showing:
    """To whom the subject of an event is there; what of it they see is another question."""

    disclosure: Disclosure = OPEN
    owner_ref: str | None = None

    def admits(self, reader: Caller) -> bool:
        """Whether somebody sees that the subject is there at all."""
        return self.disclosure.audience_of(reader, self.owner_ref) is not None


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """An event with its place in the outbox; positions grow in the order of commits.

    `mark` names the same place to the outside: it is random, so that it does not tell how
    many events came before. `showing` is as it was decided when the event was recorded; None
    where the subject was gone then, and for what is no firm and no need.
    """

    position: int
    event: Event
    occurred_at: datetime
    mark: str = ""
    showing: Showing | None = None
