"""Gatherings (集まり): coordinators bring firms together, and who met is remembered."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from secrets import token_hex

from enishi.domain.access import Caller, Scope, as_member_of
from enishi.domain.audit import AuditAction, AuditEntry
from enishi.domain.errors import NotFoundError, NotPermittedError
from enishi.domain.firm import Firm
from enishi.domain.gathering import (
    Gathering,
    GatheringKind,
    GatheringRound,
    Pair,
    appointed,
    seated,
)
from enishi.domain.japan_time import day_in_japan
from enishi.services.acts import act
from enishi.services.agendas import AgendaService, Topics
from enishi.services.gatherings.planning import (
    GatheringPlan,
    counted,
    holding_chamber,
    in_order_of_the_way,
    invited,
    kept_apart,
    met_before,
    must_all_be_there,
    must_sit_apart,
)
from enishi.services.ports import Database, UnitOfWork
from enishi.services.sight import SeenFirm, guarded_read, seen_among
from enishi.services.ties import SeenTie, store_ties, tie_readings, ties_seen


@dataclass(frozen=True, slots=True)
class GatheringView:
    """A gathering as one reader sees it.

    Whoever runs it sees all; a firm sees the tables at which it sits, and of earlier meetings
    its own. `met` counts meetings before it, by pair.
    """

    gathering: Gathering
    firms: Mapping[str, Firm]  # those the reader may see, as the reader sees them
    hosted_by: str | None  # the chamber's name
    is_run: bool  # by the reader
    met: Mapping[Pair, int] = field(default_factory=dict)
    topics: Topics = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SeatSheets:
    """What is printed: the whole, and for each firm its own part as that firm may see it."""

    whole: GatheringView
    of_firms: Mapping[str, GatheringView]  # by firm_ref


@dataclass(frozen=True)
class GatheringService:
    """Plans gatherings, tells the firms where they sit, and keeps who met."""

    database: Database
    agendas: AgendaService
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def plan(self, plan: GatheringPlan, *, by: Caller) -> GatheringView:
        """Seat the firms and store the gathering.

        For coordinators of a chamber of whose region at least one of the firms is, and for
        the operator. Firms that have met in three years are seated apart as far as it goes;
        firms that hide from each other never sit together. Raises InvalidValueError, also where
        they would have to, NotPermittedError and NotSignedInError.
        """
        by.must_have(Scope.INTRODUCE)
        by.must_be_of_a_chamber()
        with self.database.read() as work:  # seats for hundreds take seconds: nobody waits
            gathering = self._planned(work, plan, by)
        with self.database.begin() as work:
            gone = set(gathering.firm_refs) - work.firms.existing(gathering.firm_refs)
            for ref in sorted(gone):
                gathering = gathering.without(ref)
            work.gatherings.put(gathering)
            work.audit.add(self._entry(gathering, by, "firm_refs"))
            return self._view(work, gathering, by)

    def _planned(self, work: UnitOfWork, plan: GatheringPlan, by: Caller) -> Gathering:
        chamber_ref = holding_chamber(work, plan.chamber_ref, by)
        refs = invited(plan)
        seen = seen_among(work, work.firms.get_many(refs), by)
        must_all_be_there(refs, seen, by)
        return Gathering(
            ref=f"g{plan.day:%Y%m%d}-{token_hex(6)}",
            kind=plan.kind,
            title=plan.title,
            day=plan.day,
            chamber_ref=chamber_ref,
            firm_refs=tuple(refs),
            host_refs=tuple(sorted(set(plan.host_refs))),
            rounds=self._seats(work, plan, seen),
            starts_at=plan.starts_at,
            minutes=plan.minutes,
            planned_at=self.now(),
        )

    def page(self, *, by: Caller, after: str | None, limit: int) -> list[GatheringView]:
        """Return the gatherings that the caller runs or takes part in, the latest day first.

        Without topics and earlier meetings, which a list does not show.
        """
        by.must_have(Scope.READ)
        with self.database.read() as work:
            chambers = None if by.is_operator else by.chamber_refs
            found = work.gatherings.page(
                after=after, limit=limit, chamber_refs=chambers, firm_refs=by.firm_refs
            )
            return [_seen_by(work, item, by) for item in found]

    def get(self, ref: str, *, by: Caller) -> GatheringView:
        """Return one gathering; raises NotFoundError where the caller has no part in it."""
        by.must_have(Scope.READ)
        with self.database.begin() as work:  # which also notes what was shown
            return self._view(work, _found(work, ref, by), by)

    def sheets(self, ref: str, *, by: Caller) -> SeatSheets:
        """Return what is printed: for who runs it every firm's sheet, for a firm its own.

        A firm's sheet says what the firm itself may see, since it is put into its hands.
        """
        whole = self.get(ref, by=by)
        with self.database.read() as work:
            gathering = _found(work, ref, by)
            refs = whole.gathering.firm_refs
            own = refs if whole.is_run else sorted(by.firm_refs & set(refs))
            of_firms = {
                firm_ref: replace(
                    _seen_by(work, gathering, as_member_of(firm_ref)), topics=whole.topics
                )
                for firm_ref in own
            }
        return SeatSheets(whole, of_firms)

    def hold(self, ref: str, absent_refs: Collection[str], *, by: Caller) -> GatheringView:
        """Say that it took place, and who did not come: each table becomes a contact.

        Said again, it corrects what was said before. Firms that have left the network are
        left out. Raises NotFoundError, NotPermittedError, ConflictError and InvalidValueError.
        """
        with self.database.begin() as work:
            gathering = _to_run(work, ref, by)
            held = gathering.held(frozenset(absent_refs), day_in_japan(self.now()))
            ties = held.ties()
            for gone in sorted(set(held.tie_refs()) - {tie.ref for tie in ties}):
                work.ties.remove(gone)
            store_ties(work, ties)  # who sat together in two rounds has met once that day
            work.gatherings.put(held)
            met = sorted({firm_ref for tie in ties for firm_ref in tie.firm_refs})
            work.audit.add(
                self._entry(held, by, "state", "absent_refs"),
                *(self._entry(held, by, "ties", owner=firm_ref) for firm_ref in met),
            )
            return self._view(work, held, by)

    def call_off(self, ref: str, *, by: Caller) -> None:
        """Call it off; raises NotFoundError, NotPermittedError and ConflictError."""
        with self.database.begin() as work:
            gathering = _to_run(work, ref, by).called_off()
            work.gatherings.put(gathering)
            work.audit.add(self._entry(gathering, by, "state"))

    def _seats(
        self, work: UnitOfWork, plan: GatheringPlan, seen: Mapping[str, SeenFirm]
    ) -> tuple[GatheringRound, ...]:
        met = met_before(work, seen, plan.day) | kept_apart(seen)
        if plan.kind is not GatheringKind.BUSINESS_MEETING:
            rounds = seated(list(seen), plan.rounds, met)
            must_sit_apart(rounds, seen)
            is_on_the_way = plan.kind is GatheringKind.VISIT_DAY
            return in_order_of_the_way(rounds, seen) if is_on_the_way else rounds
        hosts = set(plan.host_refs)
        visitors = sorted(set(seen) - hosts)
        fits = self.agendas.fits(work, sorted(hosts), visitors)
        return appointed(
            sorted(hosts),
            visitors,
            plan.rounds,
            met,
            wishes=plan.wishes,
            fit=lambda host, visitor: fits.get((host, visitor), 0),
        )

    def _view(self, work: UnitOfWork, gathering: Gathering, by: Caller) -> GatheringView:
        """Return it with the meetings before it and with topics, as far as the reader sees them."""
        view = _seen_by(work, gathering, by)
        refs = set(view.gathering.firm_refs)
        own = refs if view.is_run else refs & by.firm_refs
        ties = _earlier(work, own, refs, gathering, by)
        met = counted(
            [replace(item.tie, firm_refs=item.refs) for item in ties], refs, gathering.day
        )
        if not view.is_run:
            met = Counter({pair: n for pair, n in met.items() if not own.isdisjoint(pair)})
        self._note(work, view, ties, by)
        return replace(view, met=met, topics=self.agendas.topics(work, view.gathering))

    def _note(
        self, work: UnitOfWork, view: GatheringView, ties: Sequence[SeenTie], by: Caller
    ) -> None:
        """Add to the log what was shown of firms and of their ties, each firm once."""
        now = self.now()
        entries = tie_readings(ties, by, now)
        told = {ref for item in ties for ref in item.refs}
        others = work.firms.get_many(sorted(set(view.firms) - told))
        entries += [
            entry
            for item in seen_among(work, others, by).values()
            for entry in (guarded_read(by, item.firm, item.disclosure, at=now),)
            if entry is not None
        ]
        work.audit.add(*entries)

    def _entry(
        self, gathering: Gathering, by: Caller, *fields: str, owner: str | None = None
    ) -> AuditEntry:
        return act(
            *(AuditAction.WRITTEN, "gathering", gathering.ref),
            owner=owner,
            by=by,
            at=self.now(),
            organisation=gathering.chamber_ref
            if gathering.chamber_ref in by.chamber_refs
            else None,
            fields=fields,
        )


def _earlier(
    work: UnitOfWork, own: Set[str], among: Set[str], gathering: Gathering, by: Caller
) -> list[SeenTie]:
    """Return the ties of firms with others of a gathering, not those that it left itself."""
    left = set(gathering.tie_refs())
    ties = (
        tie
        for tie in work.ties.of_firms(sorted(own))
        if tie.ref not in left and len(among & set(tie.firm_refs)) > 1
    )
    return [item for item in ties_seen(work, ties, by) if len(among & set(item.refs)) > 1]


def runs(by: Caller, gathering: Gathering) -> bool:
    """Whether a caller is of the chamber that holds a gathering, or an operator."""
    return by.is_operator or gathering.chamber_ref in by.chamber_refs


def _found(work: UnitOfWork, ref: str, by: Caller) -> Gathering:
    gathering = work.gatherings.get(ref)
    takes_part = gathering is not None and not by.firm_refs.isdisjoint(gathering.firm_refs)
    if gathering is None or not (runs(by, gathering) or takes_part):
        raise NotFoundError("その集まりは見つかりません", english="no such gathering")
    return gathering


def _to_run(work: UnitOfWork, ref: str, by: Caller) -> Gathering:
    by.must_have(Scope.INTRODUCE)
    gathering = _found(work, ref, by)
    if not runs(by, gathering):
        raise NotPermittedError(
            "この操作は、集まりを開く会議所だけができます",
            english="only the chamber that holds the gathering may do this",
        )
    firms = work.firms.get_many(gathering.firm_refs).values() if by.within else ()
    if by.within is not None and not any(by.within.covers(item.record) for item in firms):
        raise NotPermittedError(
            "この鍵の地域の企業は、この集まりにいません",
            english="no firm of the region of this key takes part in this gathering",
        )
    return gathering


def _seen_by(work: UnitOfWork, gathering: Gathering, by: Caller) -> GatheringView:
    """Return a gathering with what the reader has no part in left out."""
    is_run = runs(by, gathering)
    if not is_run:
        gathering = _own_part(gathering, by.firm_refs)
    seen = seen_among(work, work.firms.get_many(gathering.firm_refs), by)
    for ref in gathering.firm_refs:
        if ref not in seen:
            gathering = gathering.without(ref)
    chamber = work.chambers.get(gathering.chamber_ref) if gathering.chamber_ref else None
    shown = {ref: item.shown for ref, item in seen.items()}
    return GatheringView(gathering, shown, chamber.record.name if chamber else None, is_run)


def _own_part(gathering: Gathering, own: frozenset[str]) -> Gathering:
    """Return the tables of some firms, and nobody but who sits there."""
    rounds = tuple(
        replace(
            taken,
            tables=tuple(table for table in taken.tables if not own.isdisjoint(table.firm_refs)),
        )
        for taken in gathering.rounds
    )
    here = {ref for taken in rounds for table in taken.tables for ref in table.firm_refs}
    here |= own & set(gathering.firm_refs)
    return replace(
        gathering,
        rounds=rounds,
        firm_refs=tuple(ref for ref in gathering.firm_refs if ref in here),
        host_refs=tuple(ref for ref in gathering.host_refs if ref in here),
        absent_refs=gathering.absent_refs & own,
    )
