"""How fixed networks are: figures for those who look after them, names as each may see them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import combinations

from enishi.domain.access import Caller, Scope
from enishi.domain.audit import AuditAction, AuditEntry
from enishi.domain.disclosure import OPEN, TIES, Disclosure, Visibility
from enishi.domain.errors import InvalidValueError, NotFoundError, NotPermittedError
from enishi.domain.fixation import (
    STANDARD_FIXATION,
    FixationPart,
    FixationReading,
    FixationSetting,
    FixationTally,
    LifeCycleHint,
    Meeting,
    ProposedBridge,
    StructuralHole,
    acquaintances,
    bridge_firms,
    fixation_trend,
    index_of,
    life_cycle_hint,
    locked_in_share,
    meetings_of,
    months_before,
    parts_of,
    proposed_bridges,
    read_fixation,
    structural_holes,
)
from enishi.domain.japan_time import day_in_japan
from enishi.domain.limits import NAME
from enishi.services.acts import act, keep
from enishi.services.networks.circles import (
    PLATFORM_CIRCLE,
    NetworkCircle,
    NetworkKnowledge,
    NetworkRecord,
    NetworkScope,
    circle_of_cluster,
    circle_of_group,
)
from enishi.services.ports import Database, UnitOfWork
from enishi.services.register import is_in_charge
from enishi.services.sight import SeenFirm, firm_to_advise, seen_among
from enishi.services.ties import SeenTie, tie_readings, ties_seen

# Introductions that are tried together; a chamber has no time for more at once.
MOST_TRIED = 10
# Who is a bridge now is seen by two windows: half a year alone leaves many relations out.
_BRIDGE_WINDOWS = 2


@dataclass(frozen=True, slots=True)
class NamedBridge:
    """A proposed introduction, with the firms as the reader sees them."""

    one: SeenFirm
    other: SeenFirm
    introducer: SeenFirm
    change: float


@dataclass(frozen=True, slots=True)
class NetworkFixation:
    """How fixed one network is, beside the whole platform."""

    circle: NetworkCircle
    reading: FixationReading
    trend: Sequence[FixationReading]
    locked_in: float | None
    bridges: Sequence[NamedBridge]
    holes: Sequence[StructuralHole]
    bridge_firms: Sequence[SeenFirm]
    life_cycle: LifeCycleHint | None
    platform: FixationReading
    version: str


@dataclass(frozen=True, slots=True)
class TriedTies:
    """What some introductions would make of the index."""

    before: float | None
    after: float | None
    parts_before: tuple[FixationPart, ...]
    parts_after: tuple[FixationPart, ...]
    tried: int


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What a question needs of the database, so that nothing waits while it is computed."""

    circle: NetworkCircle
    record: NetworkRecord
    # The reader's ties, in the time that the index looks back and of every circle: who could
    # bring somebody in often knows them from elsewhere.
    seen: Sequence[SeenTie]
    guards: Mapping[str, Disclosure]

    def proposed(self, tally: FixationTally) -> list[ProposedBridge]:
        """Return the introductions that would open the network, of whom the reader may see."""
        # Whoever has met at all, in whatever circle and however long ago, needs no introduction.
        met = {
            pair
            for meeting in meetings_of(self.record.ties)
            for pair in combinations(meeting.firms, 2)
        }
        return proposed_bridges(
            tally,
            acquaintances(item.refs for item in self.seen),
            lambda one, other: (one, other) not in met and _may_meet(one, other, self.guards),
        )

    def bridging(self, since: date) -> set[str]:
        """Return the firms that hold the circle together since a day, as the reader sees it."""
        recent = [
            item for item in self.seen if item.tie.date > since and self.circle.holds(item.tie)
        ]
        return bridge_firms(acquaintances(item.refs for item in recent))


@dataclass(frozen=True)
class FixationService:
    """Reads the index off the record of contacts.

    Figures count every contact; whatever is named — bridges, and who could introduce whom —
    comes from the contacts that the reader may see.
    """

    database: Database
    knowledge: Callable[[], NetworkKnowledge | None] = lambda: None
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    setting: FixationSetting = field(default=STANDARD_FIXATION)

    def of_group(self, group: str | None, *, by: Caller) -> NetworkFixation:
        """Return the index of a group, of the whole platform without one.

        Raises NotSignedInError, NotPermittedError, and NotFoundError for a group without ties.
        """
        _must_look_after(by)
        knowledge = self.knowledge()
        with self.database.read() as work:
            held = self._gathered(work, circle_of_group(group), knowledge, by)
        if group is not None and not held.circle.ties(held.record.ties):
            raise NotFoundError(
                "その名前の集まりの接点はありません", english="no ties of that source"
            )
        return self._told(held, by)

    def of_cluster(self, name: str, *, by: Caller) -> NetworkFixation:
        """Return the index of a cluster's firms.

        Raises NotSignedInError, NotPermittedError and NotFoundError.
        """
        _must_look_after(by)
        knowledge = self.knowledge()
        with self.database.read() as work:
            circle = circle_of_cluster(work, name)
            _must_not_tell_of_one(circle, work, by)
            held = self._gathered(work, circle, knowledge, by)
        return self._told(held, by)

    def of_firm(self, firm_id: str, *, by: Caller) -> NetworkFixation:
        """Return the index of one firm, to the firm and to coordinators of its region.

        What is counted of one firm tells of its ties: where it keeps them to itself, the index is
        its own, too. Raises NotSignedInError, NotFoundError, and NotPermittedError for anybody
        else.
        """
        by.must_have(Scope.READ)
        knowledge = self.knowledge()
        with self.database.read() as work:
            seen = firm_to_advise(work, firm_id, by, told="企業の固定化")
            if not seen.admits_to(TIES):
                raise NotPermittedError(
                    "この企業は、接点を自社だけのものにしています",
                    english="this firm keeps its ties to itself",
                )
            firm = seen.firm
            circle = NetworkCircle(NetworkScope.FIRM, firm.name, frozenset((firm.ref,)))
            held = self._gathered(work, circle, knowledge, by)
        return self._told(held, by)

    def try_ties(self, cluster: str, pairs: Sequence[tuple[str, str]], *, by: Caller) -> TriedTies:
        """Return what introductions would make of a cluster's index, if they happened.

        Raises NotSignedInError, NotPermittedError, NotFoundError, and InvalidValueError for
        firms that are not there or not of the cluster.
        """
        _must_look_after(by)
        knowledge = self.knowledge()
        with self.database.read() as work:
            circle = circle_of_cluster(work, cluster)
            _must_not_tell_of_one(circle, work, by)
            _must_be_pairs_of(circle, pairs, work, by)
            network = NetworkRecord.read(work, knowledge).network(circle)
        keep(self.database, [self._figures_read(circle, by)])
        until, setting = self._today, self.setting
        tally = FixationTally(network, until, setting)
        before = read_fixation(network, until, setting)
        sums = tally.adding(*(Meeting(until, tuple(sorted(pair))) for pair in pairs))
        index = index_of(sums, network, setting)
        is_told = before.value is not None and index is not None
        return TriedTies(
            before=before.value,
            after=round(index, 1) if is_told and index is not None else None,
            parts_before=before.parts,
            parts_after=parts_of(sums, network, setting),
            tried=len(pairs),
        )

    @property
    def _today(self) -> date:
        return day_in_japan(self.now())

    def _gathered(
        self,
        work: UnitOfWork,
        circle: NetworkCircle,
        knowledge: NetworkKnowledge | None,
        by: Caller,
    ) -> _Gathered:
        record = NetworkRecord.read(work, knowledge)
        months = self.setting.window_months + self.setting.history_months
        since = months_before(self._today, months)
        recent = (tie for tie in record.ties if tie.accepted and since < tie.date <= self._today)
        guards = work.disclosures.of_firms(work.disclosures.guarded_firms())
        return _Gathered(circle, record, ties_seen(work, recent, by), guards)

    def _told(self, held: _Gathered, by: Caller) -> NetworkFixation:
        """Compute with no transaction open, then look up whom to name, and log it."""
        until, setting, circle = self._today, self.setting, held.circle
        network = held.record.network(circle)
        trend = fixation_trend(network, until, setting)
        platform = trend[-1]
        if circle.scope is not NetworkScope.PLATFORM:
            platform = read_fixation(held.record.network(PLATFORM_CIRCLE), until, setting)
        tally = FixationTally(network, until, setting)
        proposed = held.proposed(tally) if trend[-1].value is not None else []
        bridging = held.bridging(months_before(until, _BRIDGE_WINDOWS * setting.window_months))
        with self.database.begin() as work:
            refs = sorted(_named(proposed, bridging))
            named = seen_among(work, work.firms.get_many(refs), by)
            self._note(work, held, named, by)
        is_cluster, is_firm = (
            circle.scope is scope for scope in (NetworkScope.CLUSTER, NetworkScope.FIRM)
        )
        return NetworkFixation(
            circle=circle,
            reading=trend[-1],
            trend=trend,
            locked_in=None if is_firm else locked_in_share(network, until, setting),
            bridges=[
                NamedBridge(named[b.one], named[b.other], named[b.introducer], b.change)
                for b in proposed
                if named.keys() >= {b.one, b.other, b.introducer}
            ],
            holes=structural_holes(tally),
            bridge_firms=[named[ref] for ref in sorted(bridging) if ref in named],
            life_cycle=life_cycle_hint(network, until) if is_cluster else None,
            platform=platform,
            version=held.record.version(setting.version),
        )

    def _note(
        self, work: UnitOfWork, held: _Gathered, named: Mapping[str, SeenFirm], by: Caller
    ) -> None:
        """Write to the log whose figures were read, and of whom a relation was named."""
        now = self.now()
        figures = self._figures_read(held.circle, by)
        if figures is not None:
            work.audit.add(figures)
        telling = [item for item in held.seen if not named.keys().isdisjoint(item.refs)]
        entries = tie_readings(telling, by, now)
        work.audit.add(*(entry for entry in entries if entry.subject_ref in named))

    def _figures_read(self, circle: NetworkCircle, by: Caller) -> AuditEntry | None:
        """Return the entry for having read figures of a circle; None where they are one's own."""
        owner = next(iter(circle.members or ())) if circle.scope is NetworkScope.FIRM else None
        if owner is not None and by.belongs_to(owner):
            return None
        kind = "firm" if owner else "network"
        ref = owner or f"{circle.scope.value}:{circle.name}"[:NAME]
        at = self.now()
        return act(AuditAction.READ, kind, ref, owner=owner, by=by, at=at, fields=["fixation"])


def _must_look_after(by: Caller) -> None:
    by.must_have(Scope.READ)
    by.must_be_of_a_chamber()


def _must_not_tell_of_one(circle: NetworkCircle, work: UnitOfWork, by: Caller) -> None:
    """Refuse the figures of a cluster of one firm to who may not read those of the firm."""
    if circle.members is None or len(circle.members) != 1:
        return
    seen = seen_among(work, work.firms.get_many(sorted(circle.members)), by)
    is_told = (item.admits_to(TIES) and is_in_charge(by, item.firm) for item in seen.values())
    if not any(is_told):
        raise NotPermittedError(
            "この産業集積の数は、1社の数になるため、お見せできません",
            english="the figures of this cluster would be those of a single firm",
        )


def _must_be_pairs_of(
    circle: NetworkCircle, pairs: Sequence[tuple[str, str]], work: UnitOfWork, by: Caller
) -> None:
    if not 1 <= len(pairs) <= MOST_TRIED:
        raise InvalidValueError(
            f"1件から{MOST_TRIED}件まで試せます",
            field="ties",
            english=f"from 1 to {MOST_TRIED} can be tried",
        )
    refs = sorted({ref for pair in pairs for ref in pair})
    seen = seen_among(work, work.firms.get_many(refs), by)
    for number, pair in enumerate(pairs):
        unknown = next((ref for ref in pair if ref not in seen), None)
        if unknown is not None:
            raise InvalidValueError(
                f"登録されていない企業です（{unknown}）",
                field=f"ties[{number}]",
                english=f"no such firm: {unknown}",
            )
        kept = next((ref for ref in pair if not seen[ref].admits_to(TIES)), None)
        if kept is not None:
            # The figures before and after would tell whether the two have met.
            raise InvalidValueError(
                f"接点を自社だけのものにしている企業は試せません（{kept}）",
                field=f"ties[{number}]",
                english=f"a firm that keeps its ties to itself cannot be tried: {kept}",
            )
        # As the reader sees it: who keeps its cluster back is not found out by trying.
        is_of_it = any(seen[ref].shown.cluster == circle.name for ref in pair)
        if len(set(pair)) < len(pair) or not is_of_it:
            raise InvalidValueError(
                "この産業集積の企業と、別の1社を選んでください",
                field=f"ties[{number}]",
                english="name a firm of this cluster and another firm",
            )


def _may_meet(one: str, other: str, guards: Mapping[str, Disclosure]) -> bool:
    """Whether two firms may be brought together: neither hides, from all or from the other."""
    return all(
        guards.get(ref, OPEN).listing <= Visibility.MEMBERS
        and partner not in guards.get(ref, OPEN).hide_from
        for ref, partner in ((one, other), (other, one))
    )


def _named(proposed: Iterable[ProposedBridge], bridging: Iterable[str]) -> set[str]:
    return {ref for item in proposed for ref in (item.one, item.other, item.introducer)} | {
        *bridging
    }
