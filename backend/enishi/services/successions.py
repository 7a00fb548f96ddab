"""Successions (事業承継): what firms say of their future, and what their closing would cost."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from enishi.domain.access import Caller, Scope
from enishi.domain.audit import AuditAction
from enishi.domain.disclosure import SUCCESSION, TIES
from enishi.domain.errors import (
    EncoderMissingError,
    IndexUnavailableError,
    InvalidValueError,
    NotFoundError,
)
from enishi.domain.firm import Firm
from enishi.domain.japan_time import day_in_japan
from enishi.domain.limits import QUERY
from enishi.domain.match import Match
from enishi.domain.need import NeedKind
from enishi.domain.query import Query
from enishi.domain.succession import Succession, SuccessionPlan
from enishi.domain.tie import Tie, TieKind
from enishi.services.fields import Fields
from enishi.services.ports import Database, UnitOfWork
from enishi.services.register import act_on_firm, chamber_named, is_in_charge, past_day, reading_of
from enishi.services.sight import SeenFirm, firm_as_seen, firm_to_write, seen_among

# Alternates to telephone in one afternoon.
ALTERNATES = 5
# Where a firm stands in the list: the year, whether it has not decided, its ref.
Soonness = tuple[int, int, str]
# Behind every year that a plan may name.
_SOME_DAY = 9999
# Having met makes nobody depend on anybody; buying from and developing with does.
_DEPENDING = (TieKind.TRANSACTION, TieKind.JOINT_PROJECT)


@dataclass(frozen=True, slots=True)
class Dependent:
    """A firm that has traded or developed with the one at risk."""

    firm: Firm
    last_on: date
    kinds: tuple[TieKind, ...]
    times: int
    is_its_only_partner: bool  # nobody else has traded or developed with it, as far as recorded


@dataclass(frozen=True, slots=True)
class SuccessionRisk:
    """A firm that may be lost: how soon, who depends on it, and who could step in."""

    firm: Firm
    succession: Succession
    years_left: int | None  # None: no year was said
    dependents: tuple[Dependent, ...]  # the newest contact first
    alternates: tuple[Match, ...] | None  # None: the search cannot answer now


@dataclass(frozen=True)
class SuccessionService:
    """Keeps what firms say of their future, and shows coordinators what it means."""

    database: Database
    alternates: Callable[[Query, Caller], Sequence[Match]]
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def read(self, firm_id: str, *, to: Caller) -> Succession:
        """Return what a firm says; raises NotFoundError, also where the reader may not know."""
        with (self.database.begin if to.is_signed_in else self.database.read)() as work:
            seen = firm_as_seen(work, firm_id, to)
            succession = work.successions.of_firm(seen.firm.ref)
            if succession is None or not seen.admits_to(SUCCESSION):
                raise _nothing_said()
            work.audit.add(*reading_of(seen, SUCCESSION, to, self.now()))
            return succession

    def write(self, firm_id: str, said: Mapping[str, Any], *, by: Caller) -> Succession:
        """Store what a firm says in place of what it said before.

        Raises InvalidValueError naming the field, NotFoundError and NotPermittedError.
        """
        with self.database.begin() as work:
            firm = firm_to_write(work, firm_id, by).firm
            now = self.now()
            succession = succession_of(said, firm.ref, day_in_japan(now), by.person_ref)
            work.successions.put(succession)
            work.audit.add(act_on_firm(by, AuditAction.WRITTEN, now, firm.ref, SUCCESSION))
            return succession

    def remove(self, firm_id: str, *, by: Caller) -> None:
        """Forget what a firm said; raises NotFoundError and NotPermittedError."""
        with self.database.begin() as work:
            firm = firm_to_write(work, firm_id, by).firm
            if not work.successions.remove(firm.ref):
                raise _nothing_said()
            work.audit.add(act_on_firm(by, AuditAction.ERASED, self.now(), firm.ref, SUCCESSION))

    def risks(
        self, *, by: Caller, chamber_ref: str | None, after: Soonness | None, limit: int
    ) -> tuple[list[SuccessionRisk], Soonness | None]:
        """Return the firms of the caller's region that may be lost, the soonest first.

        `after` is where the page before ended, as it said beside its firms; None where
        nothing follows. What a firm keeps to itself is not there. Raises NotSignedInError,
        NotPermittedError and NotFoundError.
        """
        by.must_have(Scope.READ)
        by.must_be_of_a_chamber()
        now = self.now()
        with self.database.begin() as work:
            found = _at_risk(work, by, chamber_ref)
            behind = [pair for pair in found if after is None or soonness(pair[1]) > after]
            page = behind[:limit]
            dependents = [_dependents(work, seen.firm.ref, by) for seen, _ in page]
            work.audit.add(
                *(entry for seen, _ in page for entry in reading_of(seen, SUCCESSION, by, now))
            )
        # The search takes its time: nobody waits for the database meanwhile.
        risks = [
            SuccessionRisk(
                firm=seen.shown,
                succession=succession,
                years_left=succession.years_left(day_in_japan(now)),
                dependents=depending,
                alternates=self._alternates(seen.shown, by),
            )
            for (seen, succession), depending in zip(page, dependents, strict=True)
        ]
        return risks, soonness(page[-1][1]) if len(behind) > limit else None

    def _alternates(self, firm: Firm, by: Caller) -> tuple[Match, ...] | None:
        text = need_text(firm)
        if not text:
            return ()
        asked = Query(text, purpose=NeedKind.ALTERNATIVE_SOURCING, seeker_ref=firm.ref)
        try:
            return tuple(self.alternates(asked, by))[:ALTERNATES]
        except (IndexUnavailableError, EncoderMissingError):
            return None  # who depends on the firm is worth knowing all the same


def soonness(said: Succession) -> Soonness:
    """Order by the year; without one, who has decided to close comes first."""
    has_decided = said.plan is SuccessionPlan.CLOSING
    return said.closing_year or _SOME_DAY, int(not has_decided), said.firm_ref


def need_text(firm: Firm) -> str:
    """Return what would be missed if the firm were gone, in its own words."""
    said = [
        text
        for item in firm.capabilities
        for text in (item.title, item.description)
        if text is not None
    ]
    return "\n".join(said or [firm.summary or ""])[:QUERY].strip()


def succession_of(
    said: Mapping[str, Any], firm_ref: str, today: date, asked_by: str | None
) -> Succession:
    """Read what a firm says; raises InvalidValueError naming the field."""
    fields = Fields(said)
    plan = fields.choice("plan", SuccessionPlan)
    if plan is None:
        raise InvalidValueError("必須の項目が空です", field="plan", english="required")
    asked_on = past_day(fields, "asked_on", today)
    return Succession(
        firm_ref=firm_ref,
        plan=plan,
        asked_on=asked_on,
        asked_by=asked_by,
        closing_year=fields.whole("closing_year"),
        note=fields.text("note"),
    )


def _at_risk(
    work: UnitOfWork, by: Caller, chamber_ref: str | None
) -> list[tuple[SeenFirm, Succession]]:
    chamber = chamber_named(work, chamber_ref)
    said = [item for item in work.successions.all() if item.is_a_risk]
    refs = [item.firm_ref for item in said]
    firms = work.firms.get_many(refs)
    seen = seen_among(work, firms, by)
    found = [
        (seen[item.firm_ref], item)
        for item in said
        if item.firm_ref in seen
        and seen[item.firm_ref].admits_to(SUCCESSION)
        and is_in_charge(by, seen[item.firm_ref].firm)
        and (chamber is None or chamber.region.covers(seen[item.firm_ref].firm))
    ]
    return sorted(found, key=lambda pair: soonness(pair[1]))


def _dependents(work: UnitOfWork, ref: str, by: Caller) -> tuple[Dependent, ...]:
    ties = _depending(work, [ref])
    partners = {name for tie in ties for name in tie.firm_refs} - {ref}
    theirs = _depending(work, partners)
    seen = seen_among(work, work.firms.get_many(sorted(partners)), by)
    dependents = [
        Dependent(
            firm=seen[name].shown,
            last_on=shared[0].date,
            kinds=tuple(kind for kind in _DEPENDING if any(tie.kind is kind for tie in shared)),
            times=len(shared),
            is_its_only_partner=not any(_others(tie, name) - {ref} for tie in theirs),
        )
        for name in partners & seen.keys()
        if by.belongs_to(ref) or seen[name].admits_to(TIES)
        for shared in ([tie for tie in ties if name in tie.firm_refs],)
    ]
    return tuple(sorted(dependents, key=lambda item: (-item.last_on.toordinal(), item.firm.ref)))


def _depending(work: UnitOfWork, refs: Collection[str]) -> list[Tie]:
    """Return the trades and joint projects of some firms, newest first."""
    return [tie for tie in work.ties.of_firms(refs) if tie.kind in _DEPENDING and tie.accepted]


def _others(tie: Tie, ref: str) -> set[str]:
    """Return with whom the firm took part; nobody where it did not."""
    return set(tie.firm_refs) - {ref} if ref in tie.firm_refs else set()


def _nothing_said() -> NotFoundError:
    return NotFoundError("事業承継の記録は見つかりません", english="nothing said of a succession")
