"""The graph of who met whom, as each reader may see it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import combinations

from enishi.domain.access import Caller
from enishi.domain.errors import InvalidValueError
from enishi.domain.firm import Firm
from enishi.domain.fixation import acquaintances, bridge_firms, months_before, pieces
from enishi.domain.japan_time import day_in_japan
from enishi.domain.tie import Tie, TieKind
from enishi.services.networks.circles import (
    NetworkCircle,
    NetworkScope,
    circle_of_cluster,
    circle_of_group,
)
from enishi.services.ports import Database, UnitOfWork
from enishi.services.sight import SeenFirm
from enishi.services.ties import SeenTie, tie_readings, ties_seen

# A year is what a picture shows unless somebody asks for another time.
_USUAL_MONTHS = 12


@dataclass(frozen=True, slots=True)
class NetworkEdge:
    """Two firms that met: how often in the time that is shown, and when last."""

    one: str  # firm_refs, in order
    other: str
    times: int
    last: date
    kinds: tuple[TieKind, ...]


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """A firm of the picture."""

    firm: Firm  # as the reader sees it
    is_member: bool
    partners: int
    is_bridge: bool


@dataclass(frozen=True, slots=True)
class NetworkGraph:
    """Who met whom in some time, of what one reader may see."""

    circle: NetworkCircle
    since: date
    until: date
    first: date | None  # of the whole record that the reader sees
    last: date | None
    nodes: Sequence[NetworkNode]
    edges: Sequence[NetworkEdge]
    components: int


@dataclass(frozen=True)
class NetworkGraphService:
    """Draws networks; an edge is there where both of its firms show it to the reader."""

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def of_cluster(
        self, name: str, *, by: Caller, since: date | None = None, until: date | None = None
    ) -> NetworkGraph:
        """Return the graph of a cluster's firms and whom they met; raises NotFoundError."""
        by = by.as_reader
        with (self.database.begin if by.is_signed_in else self.database.read)() as work:
            circle = circle_of_cluster(work, name)
            return self._draw(work, circle, by, since, until)

    def of_group(
        self,
        group: str | None,
        *,
        by: Caller,
        since: date | None = None,
        until: date | None = None,
    ) -> NetworkGraph:
        """Return the graph of a group, of the whole platform without one.

        A group of which the reader may see nothing is drawn empty, as one that is not there.
        """
        by = by.as_reader
        with (self.database.begin if by.is_signed_in else self.database.read)() as work:
            return self._draw(work, circle_of_group(group), by, since, until)

    def _draw(
        self,
        work: UnitOfWork,
        circle: NetworkCircle,
        by: Caller,
        since: date | None,
        until: date | None,
    ) -> NetworkGraph:
        today = day_in_japan(self.now())
        until = min(until or today, today)
        since = since or months_before(until, _USUAL_MONTHS)
        if since > until:
            raise InvalidValueError(
                "期間の初めが終わりより後です", field="since", english="since is after until"
            )
        ties = [tie for tie in _ties(work, circle) if tie.accepted and tie.date <= today]
        recorded = ties_seen(work, ties, by)
        if circle.scope is NetworkScope.CLUSTER:
            circle, recorded = _as_far_as_told(circle, recorded)
        shown = [seen for seen in recorded if since <= seen.tie.date <= until]
        if by.is_signed_in:
            work.audit.add(*tie_readings(shown, by, self.now()))
        edges = _edges(shown, circle)
        days = [seen.tie.date for seen in recorded]
        firms = {item.firm.ref: item for seen in shown for item in seen.firms}
        known = acquaintances((edge.one, edge.other) for edge in edges)
        return NetworkGraph(
            circle=circle,
            since=since,
            until=until,
            first=min(days, default=None),
            last=max(days, default=None),
            nodes=_nodes(known, firms, circle),
            edges=edges,
            components=len(pieces(known)),
        )


def _ties(work: UnitOfWork, circle: NetworkCircle) -> list[Tie]:
    if circle.members is not None:
        return circle.ties(work.ties.of_firms(circle.members))
    return circle.ties(stored.record for stored in work.ties.stream())


def _as_far_as_told(
    circle: NetworkCircle, recorded: Sequence[SeenTie]
) -> tuple[NetworkCircle, list[SeenTie]]:
    """Return a cluster of the firms that say so to the reader, and the ties of these."""
    firms = (item for seen in recorded for item in seen.firms)
    members = frozenset(item.firm.ref for item in firms if item.shown.cluster == circle.name)
    own = [seen for seen in recorded if not members.isdisjoint(seen.refs)]
    return replace(circle, members=members), own


def _edges(shown: Sequence[SeenTie], circle: NetworkCircle) -> list[NetworkEdge]:
    met: dict[tuple[str, str], list[Tie]] = {}
    for seen in shown:
        for one, other in combinations(sorted(seen.refs), 2):
            if circle.members is None or not circle.members.isdisjoint((one, other)):
                met.setdefault((one, other), []).append(seen.tie)
    return [
        NetworkEdge(
            one=one,
            other=other,
            times=len(ties),
            last=max(tie.date for tie in ties),
            kinds=tuple(kind for kind in TieKind if any(tie.kind is kind for tie in ties)),
        )
        for (one, other), ties in sorted(met.items())
    ]


def _nodes(
    known: dict[str, dict[str, int]], firms: dict[str, SeenFirm], circle: NetworkCircle
) -> list[NetworkNode]:
    bridges = bridge_firms(known)
    return [
        NetworkNode(
            firm=firms[ref].shown,
            is_member=circle.members is None or ref in circle.members,
            partners=len(known[ref]),
            is_bridge=ref in bridges,
        )
        for ref in sorted(known)
    ]
