"""What a follower of the network is told of an event: never of what they may not see.

Three rules, for each event and each reader:

1. That something was published is told to whoever sees the subject *now*.
2. That something is gone is told to whoever saw it *until then*, as the event before it of
   the same subject says. Nobody else learns that there was anything.
3. Published, and not seen now: whoever saw it until then is told that it is gone. So a firm
   that hides from somebody leaves that reader's copy as if it had left the network.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enishi.domain.access import ANONYMOUS, Caller
from enishi.domain.errors import InvalidValueError
from enishi.domain.events import Event, EventKind, RecordedEvent, Showing


class SubjectKind(StrEnum):
    """What an event is about."""

    FIRM = "firm"
    NEED = "need"
    CONCEPT = "concept"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _LABELS[self]


_LABELS = {SubjectKind.FIRM: "企業", SubjectKind.NEED: "探しもの", SubjectKind.CONCEPT: "用語"}
# What outsiders follow; a kind that is not here is nobody's business but our own.
_SUBJECTS = {
    EventKind.FIRM_PUBLISHED: SubjectKind.FIRM,
    EventKind.FIRM_WITHDRAWN: SubjectKind.FIRM,
    EventKind.NEED_POSTED: SubjectKind.NEED,
    EventKind.NEED_WITHDRAWN: SubjectKind.NEED,
    EventKind.LEXICON_AMENDED: SubjectKind.CONCEPT,
}
_GOING = {
    SubjectKind.FIRM: EventKind.FIRM_WITHDRAWN,
    SubjectKind.NEED: EventKind.NEED_WITHDRAWN,
}
FOLLOWED = frozenset(_SUBJECTS)
GOING = frozenset(_GOING.values())


@dataclass(frozen=True, slots=True)
class Notice:
    """One event as one reader is told of it: its kind and its subject, nothing of the content."""

    mark: str
    event: Event
    occurred_at: datetime
    owner_ref: str | None  # whose data it is; for the audit log, and never told
    is_public: bool  # whether everybody is told the same

    @property
    def subject_kind(self) -> SubjectKind:
        """What it is about."""
        return _SUBJECTS[self.event.kind]

    @property
    def is_going(self) -> bool:
        """Whether the subject is no longer there for the reader."""
        return self.event.kind in GOING


def subject_kind_of(kind: EventKind) -> SubjectKind | None:
    """Return what events of a kind are about; None where nobody outside follows them."""
    return _SUBJECTS.get(kind)


def kinds_about(subject: SubjectKind) -> frozenset[EventKind]:
    """Return the kinds of events that are about such a subject."""
    return frozenset(kind for kind, about in _SUBJECTS.items() if about is subject)


def notice_of(
    recorded: RecordedEvent, reader: Caller, *, now: Showing | None, before: Showing | None
) -> Notice | None:
    """Return what a reader is told of an event; None where it is nothing.

    `now` is to whom the subject is there at this moment, None where it is there for nobody;
    `before` is the same as of just before the event.
    """
    told = _told(recorded.event, reader, now, before)
    if told is None:
        return None
    known = now or before
    return Notice(
        mark=recorded.mark,
        event=told,
        occurred_at=recorded.occurred_at,
        owner_ref=known.owner_ref if known else None,
        is_public=_told(recorded.event, ANONYMOUS, now, before) == told,
    )


def _told(
    event: Event, reader: Caller, now: Showing | None, before: Showing | None
) -> Event | None:
    subject = _SUBJECTS.get(event.kind)
    if subject is None or subject not in _GOING:
        return event if subject else None  # the lexicon is everybody's
    going = _GOING[subject]
    if event.kind is not going and now is not None and now.admits(reader):
        return event
    if before is not None and before.admits(reader):
        return Event(going, event.subject_ref)
    return None


def must_be_followed(kinds: frozenset[EventKind]) -> None:
    """Refuse kinds of events that nobody outside follows, and none at all."""
    if not kinds or not kinds <= FOLLOWED:
        words = "・".join(sorted(FOLLOWED))
        raise InvalidValueError(
            f"出来事の種類を {words} から選んでください",
            field="kinds",
            english=f"choose kinds of events from {', '.join(sorted(FOLLOWED))}",
        )
