"""Which part of the record a question is about: the platform, a cluster, a group or a firm."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from enishi.domain.errors import NotFoundError
from enishi.domain.fixation import FirmPlace, ObservedNetwork, Population, meetings_of
from enishi.domain.tie import Tie
from enishi.services.ports import UnitOfWork

PLATFORM_NAME = "全体"


class NetworkScope(StrEnum):
    """What kind of network is looked at."""

    PLATFORM = "platform"
    CLUSTER = "cluster"
    GROUP = "group"  # a study group or the like: ties of one `source`
    FIRM = "firm"


class NetworkKnowledge(Protocol):
    """What is known of what firms know, for the parts of the index that need it."""

    @property
    def version(self) -> str:
        """Two of one version tell the same."""

    def industry_of(self, ref: str) -> str | None:
        """Return the trade that a firm speaks of most; None where it is not known."""

    def share_of(self, ref: str, partner_ref: str) -> float | None:
        """Return which share of its knowledge a firm has in common with another, 0 to 1."""


@dataclass(frozen=True, slots=True)
class NetworkCircle:
    """One network: whose it is, and which ties belong to it."""

    scope: NetworkScope
    name: str
    members: frozenset[str] | None = None  # firm_refs; None: whoever took part
    group: str | None = None

    def ties(self, ties: Iterable[Tie]) -> list[Tie]:
        """Return those of some ties that belong to it."""
        return [tie for tie in ties if self.holds(tie)]

    def holds(self, tie: Tie) -> bool:
        """Whether a tie belongs to it."""
        if self.members is not None and self.members.isdisjoint(tie.firm_refs):
            return False
        return self.group in (None, tie.source)


PLATFORM_CIRCLE = NetworkCircle(NetworkScope.PLATFORM, PLATFORM_NAME)


def circle_of_cluster(work: UnitOfWork, name: str) -> NetworkCircle:
    """Return the network of a cluster's firms; raises NotFoundError."""
    members = {ref for ref, cluster in work.firms.clusters().items() if cluster == name}
    if not members and work.clusters.get(name) is None:
        raise NotFoundError("その産業集積は見つかりません", english="no such cluster")
    return NetworkCircle(NetworkScope.CLUSTER, name, frozenset(members))


def circle_of_group(group: str | None) -> NetworkCircle:
    """Return the network of one source of ties; of the whole platform without one."""
    if group is None:
        return PLATFORM_CIRCLE
    return NetworkCircle(NetworkScope.GROUP, group, group=group)


@dataclass(frozen=True)
class NetworkRecord:
    """Everything that is recorded, as an index counts it."""

    ties: tuple[Tie, ...]
    population: Population
    knowledge: NetworkKnowledge | None

    @classmethod
    def read(cls, work: UnitOfWork, knowledge: NetworkKnowledge | None) -> "NetworkRecord":
        """Read the record and where each firm stands."""
        industry = knowledge.industry_of if knowledge else _unknown
        places = {
            ref: FirmPlace(cluster, industry(ref)) for ref, cluster in work.firms.clusters().items()
        }
        ties = tuple(stored.record for stored in work.ties.stream())
        return cls(ties, Population(places), knowledge)

    def network(self, circle: NetworkCircle) -> ObservedNetwork:
        """Return the meetings of a circle among all firms."""
        return ObservedNetwork(
            meetings_of(circle.ties(self.ties)),
            self.population,
            circle.members,
            self.knowledge.share_of if self.knowledge else None,
        )


def _unknown(_ref: str) -> None:
    return None
