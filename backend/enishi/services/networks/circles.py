"""Which part of the record a question is about: the platform, a cluster, a group or a firm."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from itertools import combinations
from typing import Protocol

from enishi.domain.errors import NotFoundError
from enishi.domain.fixation import (
    FirmPlace,
    Meeting,
    ObservedNetwork,
    Population,
    SharedKnowledge,
    meetings_of,
)
from enishi.domain.tie import Tie
from enishi.services.ports import UnitOfWork

PLATFORM_NAME = "全体"
# What two firms share takes two milliseconds to find out for the first time, and its mean over
# some thousand pairs is as sure as over all.
MOST_COMPARED = 4_000


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
        met = meetings_of(circle.ties(self.ties))
        return ObservedNetwork(met, self.population, circle.members, self._shared(met))

    def version(self, setting: str) -> str:
        """Return what a figure by a setting rests on."""
        return f"{setting}/{self.knowledge.version}" if self.knowledge else setting

    def _shared(self, met: tuple[Meeting, ...]) -> SharedKnowledge | None:
        """Return what tells the shared knowledge of two firms.

        Of a circle with more pairs than `MOST_COMPARED`, of about so many: chosen by a digest of
        the two refs, the same in every reading.
        """
        if self.knowledge is None:
            return None
        share_of = self.knowledge.share_of
        pairs = len({pair for meeting in met for pair in combinations(meeting.firms, 2)})
        if pairs <= MOST_COMPARED:
            return share_of

        def sampled(ref: str, partner_ref: str) -> float | None:
            is_in = _digest(ref, partner_ref) * pairs < MOST_COMPARED
            return share_of(ref, partner_ref) if is_in else None

        return sampled


def _digest(one: str, other: str) -> float:
    """Return a number from 0 to 1 that two refs always have."""
    said = "\n".join(sorted((one, other))).encode()
    return int.from_bytes(sha256(said).digest()[:8], "big") / 2**64


def _unknown(_ref: str) -> None:
    return None
