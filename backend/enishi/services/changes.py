"""The delta feed: what happened since somebody last looked, as far as they may see it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from enishi.domain.access import Caller
from enishi.domain.audit import AuditAction, AuditEntry
from enishi.domain.disclosure import OPEN
from enishi.domain.errors import InvalidValueError
from enishi.domain.events import RecordedEvent, Showing
from enishi.domain.notice import Notice, SubjectKind, kinds_about, notice_of, subject_kind_of
from enishi.services.acts import act
from enishi.services.ports import Database, UnitOfWork

# Events weighed by one round of statements.
_STEP = 500
LARGEST_PAGE = 1_000

# The cursor of whoever has read nothing yet.
BEGINNING = "begin"
_MARK = re.compile(r"[0-9a-f]{32}")
# A + in an address that is not escaped arrives as a blank.
_LOST_PLUS = re.compile(r" (?=\d\d:\d\d$)")

Subject = tuple[SubjectKind, str]


@dataclass(frozen=True, slots=True)
class NoticePage:
    """Notices in the order of their commits, and where to go on from."""

    notices: tuple[Notice, ...]
    next_cursor: str
    has_more: bool


@dataclass(frozen=True)
class ChangeService:
    """Tells what happened, to each reader what they may know."""

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def since(self, since: str | None, *, by: Caller, limit: int = 100) -> NoticePage:
        """Return what happened behind a cursor, or since a time (RFC 3339); None: all of it.

        The cursor only moves past what was told: events that are not for this reader leave no
        trace in the answer, not even in the cursor. Raises InvalidValueError.
        """
        if not 1 <= limit <= LARGEST_PAGE:
            raise InvalidValueError(
                f"件数は 1〜{LARGEST_PAGE:,} で指定してください（{limit}）",
                field="limit",
                english=f"limit must be 1 to {LARGEST_PAGE:,}, not {limit}",
            )
        found: list[Notice] = []
        with self.database.read() as work:
            position = _place(work, since)
            while len(found) <= limit and (recorded := work.outbox.since(position, _STEP)):
                found += weighed(work, recorded, by)
                position = recorded[-1].position
        page = tuple(found[:limit])
        self._record(page, by)
        return NoticePage(
            notices=page,
            next_cursor=page[-1].mark if page else since or BEGINNING,
            has_more=len(found) > limit,
        )

    def cursor(self, *, by: Caller) -> str:
        """Return the cursor behind everything that this reader could have been told so far."""
        position: int | None = None
        with self.database.read() as work:
            while recorded := work.outbox.before(position, _STEP):
                told = weighed(work, recorded[::-1], by)
                if told:
                    return told[-1].mark
                position = recorded[-1].position
        return BEGINNING

    def _record(self, notices: Sequence[Notice], by: Caller) -> None:
        """Log what not everybody is told, before it is told."""
        entries = entries_of(notices, by, self.now())
        if entries:
            with self.database.begin() as work:
                work.audit.add(*entries)


def weighed(work: UnitOfWork, recorded: Sequence[RecordedEvent], reader: Caller) -> list[Notice]:
    """Return what a reader is told of events that follow one another, oldest first."""
    firms, needs = _refs(recorded, SubjectKind.FIRM), _refs(recorded, SubjectKind.NEED)
    now = present(work, firms, needs)
    before = _earlier(work, recorded)
    notices: list[Notice] = []
    for item in recorded:
        kind = subject_kind_of(item.event.kind)
        if kind is None:
            continue
        subject = (kind, item.event.subject_ref)
        told = notice_of(item, reader, now=now.get(subject), before=before.get(subject))
        before[subject] = item.showing
        if told is not None:
            notices.append(told)
    return notices


def entries_of(notices: Iterable[Notice], reader: Caller, now: datetime) -> list[AuditEntry]:
    """Return the entries of the audit log for notices that not everybody is told."""
    return [
        act(
            *(AuditAction.READ, item.subject_kind.value, item.event.subject_ref),
            owner=item.owner_ref,
            by=reader,
            at=now,
            fields=("listing",),
        )
        for item in notices
        if not item.is_public
    ]


def _place(work: UnitOfWork, since: str | None) -> int:
    """Return the position behind which a reader goes on; raises InvalidValueError."""
    if since is None or since == BEGINNING:
        return 0
    if _MARK.fullmatch(since):
        place = work.outbox.place_of(since)
        if place is not None:
            return place
    else:
        try:
            moment = datetime.fromisoformat(_LOST_PLUS.sub("+", since))
            if moment.tzinfo is not None:
                return work.outbox.place_at(moment.astimezone(UTC))
        except (ValueError, OverflowError):
            pass
    raise InvalidValueError(
        "前の答えの next_cursor か、時差のついた日時（2026-11-25T09:00:00+09:00 など）を"
        "指定してください。カーソルが使えなくなったときは、書き出しから取り直してください",
        field="since",
        english="give a next_cursor of this feed or a time with its offset;"
        " if a cursor no longer works, start again from an export",
    )


def _refs(recorded: Iterable[RecordedEvent], kind: SubjectKind) -> list[str]:
    kinds = kinds_about(kind)
    return list({item.event.subject_ref: None for item in recorded if item.event.kind in kinds})


def present(work: UnitOfWork, firms: Sequence[str], needs: Sequence[str]) -> dict[Subject, Showing]:
    """Return to whom firms and needs are there at this moment; those that are gone are left out."""
    posted = work.needs.get_many(needs)
    owners = {stored.record.firm_ref for stored in posted.values() if stored.record.firm_ref}
    of_firms = work.disclosures.of_firms(owners.union(firms))
    of_needs = work.disclosures.of_needs(needs)
    found: dict[Subject, Showing] = {
        (SubjectKind.FIRM, ref): Showing(of_firms.get(ref, OPEN), ref)
        for ref in work.firms.existing(firms)
    }
    for ref, stored in posted.items():
        owner = stored.record.firm_ref
        disclosure = of_needs.get(ref, OPEN).posted_by(of_firms.get(owner or "", OPEN))
        found[SubjectKind.NEED, ref] = Showing(disclosure, owner)
    return found


def _earlier(work: UnitOfWork, recorded: Sequence[RecordedEvent]) -> dict[Subject, Showing | None]:
    """Return to whom the subjects were there before the first of the events."""
    first = recorded[0].position - 1
    return {
        (kind, ref): item.showing
        for kind in (SubjectKind.FIRM, SubjectKind.NEED)
        for ref, item in work.outbox.latest(
            kinds_about(kind), _refs(recorded, kind), until=first
        ).items()
    }
