"""Ties: who met whom, as each reader may see it, and as people write it down by hand."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from secrets import token_hex
from typing import Any

from enishi.domain.access import Audience, Caller, Scope
from enishi.domain.audit import AuditAction, AuditEntry
from enishi.domain.disclosure import TIES
from enishi.domain.errors import (
    ConflictError,
    InvalidValueError,
    NotFoundError,
    NotPermittedError,
)
from enishi.domain.introduction import is_of_a_case
from enishi.domain.japan_time import day_in_japan
from enishi.domain.tie import Tie, TieKind, told_already
from enishi.services.fields import Fields
from enishi.services.ports import Change, Database, UnitOfWork
from enishi.services.register import act_on_firm, reading_of
from enishi.services.sight import SeenFirm, guarded_read, seen_among

# Fewer visible firms are no tie: one name alone would tell that there is somebody unseen.
_LEAST_FIRMS = 2


@dataclass(frozen=True, slots=True)
class SeenTie:
    """A tie as it is there for one reader."""

    tie: Tie  # whole: what the reader may see of its firms is `firms`
    firms: tuple[SeenFirm, ...]
    can_be_removed: bool = False  # by the reader

    @property
    def refs(self) -> tuple[str, ...]:
        """The firms that the reader sees in it."""
        return tuple(seen.firm.ref for seen in self.firms)

    @property
    def hidden(self) -> int:
        """How many took part whom the reader does not see."""
        return len(self.tie.firm_refs) - len(self.firms)


@dataclass(frozen=True, slots=True)
class TieFilter:
    """Which ties a list is narrowed to; None: all."""

    firm_ref: str | None = None
    cluster: str | None = None
    kind: TieKind | None = None
    since: date | None = None

    def holds(self, seen: SeenTie) -> bool:
        """Whether a firm that the reader sees in the tie is one that was asked for."""
        return any(
            self.firm_ref in (None, item.firm.ref) and self.cluster in (None, item.shown.cluster)
            for item in seen.firms
        )


def ties_seen(work: UnitOfWork, ties: Iterable[Tie], by: Caller) -> list[SeenTie]:
    """Return those of some ties that are there for the caller, in the same order.

    Whoever took part sees all the others that are listed for them. Anybody else sees the firms
    that show their ties to such readers, and the tie where these are two at least.
    """
    ties = list(ties)
    refs = sorted({ref for tie in ties for ref in tie.firm_refs})
    seen = seen_among(work, work.firms.get_many(refs), by)
    showing = {ref for ref, item in seen.items() if item.admits_to(TIES)}
    found = []
    for tie in ties:
        shown = seen.keys() if _took_part(tie, by) else showing
        firms = tuple(seen[ref] for ref in tie.firm_refs if ref in shown)
        if len(firms) >= _LEAST_FIRMS:
            found.append(SeenTie(tie, firms, _may_remove(tie, firms, by)))
    return found


def ties_shown(work: UnitOfWork, firm_ref: str, by: Caller) -> list[Tie]:
    """Return the ties in which the caller sees a firm, with the firms that the caller sees."""
    seen = ties_seen(work, work.ties.of_firms([firm_ref]), by)
    return [replace(item.tie, firm_refs=item.refs) for item in seen if firm_ref in item.refs]


def tie_readings(ties: Iterable[SeenTie], to: Caller, at: datetime) -> list[AuditEntry]:
    """Return the entries for having shown ties and their firms beyond what everybody sees.

    What somebody took part in is their own, too, and leaves no entry as a tie.
    """
    shown: dict[str, SeenFirm] = {}
    beyond: set[str] = set()
    for seen in ties:
        shown |= {item.firm.ref: item for item in seen.firms}
        if not _took_part(seen.tie, to):
            beyond.update(seen.refs)
    return [
        entry
        for ref in sorted(shown)
        for entry in (
            *(reading_of(shown[ref], TIES, to, at) if ref in beyond else ()),
            guarded_read(to, shown[ref].firm, shown[ref].disclosure, at=at),
        )
        if entry is not None
    ]


def store_ties(work: UnitOfWork, ties: Sequence[Tie]) -> list[Change | InvalidValueError]:
    """Store ties, but no new one whose event stands under another ref: it would count twice."""
    events = {tie.ref: tie.event for tie in ties}
    held = {tie.ref: tie.event for tie in work.ties.on_days({tie.date for tie in ties})}
    # What a line of this batch replaces is in nobody's way.
    told = {event: ref for ref, event in held.items() if events.get(ref, event) == event}
    again: dict[str, InvalidValueError] = {}
    for tie in ties:
        first = told.setdefault(tie.event, tie.ref)
        if first != tie.ref and held.get(tie.ref) != tie.event:
            again[tie.ref] = told_already(first)
    fresh = [tie for tie in ties if tie.ref not in again]
    answers = dict(zip((tie.ref for tie in fresh), work.ties.put_many(fresh), strict=True))
    return [again.get(tie.ref) or answers[tie.ref] for tie in ties]


@dataclass(frozen=True)
class TieService:
    """Shows the record of contacts, and takes what people add to it."""

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def page(
        self,
        wanted: TieFilter,
        *,
        by: Caller,
        before: tuple[date, str] | None = None,
        limit: int,
    ) -> list[SeenTie]:
        """Return ties that the caller may see, newest first.

        `before` is the day and the ref of the last one of the page before.
        """
        by = by.as_reader
        with (self.database.begin if by.is_signed_in else self.database.read)() as work:
            found = list(_visible(work, wanted, by, before, limit))
            if by.is_signed_in:
                work.audit.add(*tie_readings(found, by, self.now()))
            return found

    def record(self, said: Mapping[str, Any], *, by: Caller) -> SeenTie:
        """Store a contact that somebody tells of: of their own firm, or of one of their region.

        Raises InvalidValueError for a firm that is not there, for one firm alone and for a day
        that has not come; NotPermittedError; and ConflictError, naming the one that there is,
        where the same firms did the same on the same day already.
        """
        by.must_have(Scope.WRITE)
        now = self.now()
        tie = tie_told(said, day_in_japan(now))
        with self.database.begin() as work:
            seen = seen_among(work, work.firms.get_many(tie.firm_refs), by)
            for ref in tie.firm_refs:
                if ref not in seen:
                    raise InvalidValueError(
                        f"登録されていない企業です（{ref}）",
                        field="firm_refs",
                        english=f"no such firm: {ref}",
                    )
            firms = tuple(seen[ref] for ref in tie.firm_refs)
            _must_be_of_one(firms, by)
            _must_be_new(work, tie)
            work.ties.put_many([tie])
            work.audit.add(*_written(tie, AuditAction.WRITTEN, by, now))
            return SeenTie(tie, firms, can_be_removed=True)

    def remove(self, ref: str, *, by: Caller) -> None:
        """Delete a tie of one's own firm or region.

        Raises NotFoundError, NotPermittedError, and ConflictError for what the introductions
        wrote: it would only come back with their next step.
        """
        by.must_have(Scope.WRITE)
        with self.database.begin() as work:
            stored = work.ties.get(ref)
            seen = ties_seen(work, [stored.record] if stored else [], by)
            if not seen:
                raise NotFoundError("その接点は見つかりません", english="no such tie")
            _must_be_of_one(seen[0].firms, by)
            if is_of_a_case(seen[0].tie):
                raise ConflictError(
                    "紹介の記録から来た接点です。紹介を進めるか戻すと変わります",
                    english="this tie comes from an introduction, and changes with it",
                )
            work.ties.remove(ref)
            work.audit.add(*_written(seen[0].tie, AuditAction.ERASED, by, self.now()))


def tie_told(said: Mapping[str, Any], today: date) -> Tie:
    """Read a contact that somebody tells of; raises InvalidValueError naming the field."""
    fields = Fields(said)
    day, kind = fields.day("date"), fields.choice("kind", TieKind)
    for name, value in (("date", day), ("kind", kind)):
        if value is None:
            raise InvalidValueError("必須の項目が空です", field=name, english="required")
    assert day is not None
    assert kind is not None
    if day > today:
        raise InvalidValueError(
            f"未来の日付です（{day}）", field="date", english=f"{day} is in the future"
        )
    return Tie(
        ref=f"t{token_hex(8)}",
        date=day,
        kind=kind,
        firm_refs=tuple(fields.texts("firm_refs")),
        source=fields.text("source"),
    )


def _visible(
    work: UnitOfWork, wanted: TieFilter, by: Caller, before: tuple[date, str] | None, limit: int
) -> Sequence[SeenTie]:
    firms = None if wanted.firm_ref is None else frozenset((wanted.firm_ref,))
    if firms is None and by.audience < Audience.COORDINATORS:
        firms = by.firm_refs | _showing_all(work, by)
    found: list[SeenTie] = []
    while len(found) < limit:
        ties = work.ties.newest(
            before=before,
            limit=limit,
            kind=wanted.kind,
            since=wanted.since,
            cluster=wanted.cluster,
            firm_refs=firms,
        )
        found += [seen for seen in ties_seen(work, ties, by) if wanted.holds(seen)]
        if len(ties) < limit:
            break
        before = (ties[-1].date, ties[-1].ref)
    return found[:limit]


def _showing_all(work: UnitOfWork, by: Caller) -> frozenset[str]:
    """Return the firms that show their ties to more than coordinators, and to the caller."""
    guards = work.disclosures.of_firms(work.disclosures.guarded_firms())
    return frozenset(ref for ref, guard in guards.items() if guard.of(TIES).admits(by.audience))


def _took_part(tie: Tie, by: Caller) -> bool:
    return not by.firm_refs.isdisjoint(tie.firm_refs)


def _may_remove(tie: Tie, firms: Sequence[SeenFirm], by: Caller) -> bool:
    return not is_of_a_case(tie) and any(by.may_write_of(seen.firm) for seen in firms)


def _must_be_of_one(firms: Sequence[SeenFirm], by: Caller) -> None:
    if not any(by.may_write_of(seen.firm) for seen in firms):
        raise NotPermittedError(
            "接点は、参加した企業と、その地域を受け持つ商工会議所だけが書けます",
            english="only a firm that took part, or the chamber of its region, may write this",
        )


def _must_be_new(work: UnitOfWork, tie: Tie) -> None:
    for other in work.ties.on_days([tie.date]):
        if other.event == tie.event:
            refusal = told_already(other.ref)
            raise ConflictError(refusal.message, english=refusal.english)


def _written(tie: Tie, action: AuditAction, by: Caller, at: datetime) -> list[AuditEntry]:
    return [act_on_firm(by, action, at, ref, TIES) for ref in tie.firm_refs]
