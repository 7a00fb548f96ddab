"""Partners that a firm would not have thought of, without a posted need."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from enishi.domain.access import Caller
from enishi.domain.disclosure import TIES
from enishi.domain.errors import InvalidValueError, NotFoundError
from enishi.domain.firm import Firm
from enishi.domain.japan_time import day_in_japan
from enishi.domain.joint_development import JointDevelopment
from enishi.services.acquaintance import Acquaintance, acquaintance_of
from enishi.services.acts import keep
from enishi.services.joint_development.knowledge import SCREENED, KnowledgeView
from enishi.services.joint_development.shelf import KnowledgeShelf
from enishi.services.ports import Database
from enishi.services.register import reading_of
from enishi.services.retrieval import IndexSource
from enishi.services.search import Showing
from enishi.services.sight import firm_as_seen, firm_to_advise, no_such_firm
from enishi.services.ties import ties_shown

LARGEST_LIST = 50
# Points of J* by which a firm of another cluster is placed higher. J* is flat at its top (95 and
# more from a fifth to a half in common), so that a few points decide between firms that are as
# good as each other, and never lift one that has too little or too much in common.
OTHER_CLUSTER = 3.0
# Of J*. Whoever reaches less of what is possible is no suggestion, however few there are.
LEAST = 50.0


@dataclass(frozen=True, slots=True)
class PartnerFound:
    """One firm that would go well with another, and why."""

    firm: Firm
    is_other_cluster: bool | None  # None: the cluster of one of them is unknown
    joint: JointDevelopment


@dataclass(frozen=True, slots=True)
class PartnerList:
    """The partners found, best first, and what they were chosen from."""

    partners: tuple[PartnerFound, ...]
    compared: int  # firms that the reader may see, the firm itself aside
    known: int  # of them, left out because the firm knows them
    index_version: str
    model_version: str
    joint_version: str


@dataclass(frozen=True)
class PartnerService:
    """Ranks the firms by how well they could develop something together with one."""

    database: Database
    index: IndexSource
    shelf: KnowledgeShelf
    showing: Showing  # told what was shown of firms, before anybody reads it
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def partners(self, firm_id: str, *, by: Caller, limit: int = 10) -> PartnerList:
        """Return at most `limit` (1 to 50) firms, by J*, those of other clusters a little higher.

        None that the firm has met in three years, that said no or was said no to within one or
        does not fit, nor any that the caller may not see, that has too little in common
        (接点不足) or that reaches less than half of what is possible. Whom a firm met that keeps
        its ties is left out for the firm alone: others could tell by it. For the firm itself and
        the coordinators of its region. Raises InvalidValueError, NotFoundError,
        NotSignedInError and NotPermittedError.
        """
        if not 1 <= limit <= LARGEST_LIST:
            raise InvalidValueError(
                f"件数は 1〜{LARGEST_LIST} で指定してください（{limit}）",
                field="limit",
                english=f"limit must be 1 to {LARGEST_LIST}, not {limit}",
            )
        ref, acquaintance = self._asked_for(firm_id, by)
        knowledge = self.shelf.of(self.index.view(by))
        catalogue = knowledge.view.catalogue
        if catalogue.row_of(ref) is None:
            raise _not_in_the_index()
        known = sum(catalogue.row_of(other) is not None for other in acquaintance.known)
        near = [name for name, aim in knowledge.nearest_aim(ref, SCREENED) if aim >= LEAST]
        found = [_found(knowledge, ref, name) for name in near if name not in acquaintance.all]
        best = tuple(sorted(found, key=_place)[:limit])
        self.showing(by, [item.firm for item in best])
        return PartnerList(
            best,
            compared=len(catalogue) - 1,
            known=known,
            index_version=knowledge.view.version,
            model_version=knowledge.view.model_version,
            joint_version=knowledge.setting.version,
        )

    def compare(self, firm_id: str, other_id: str, *, by: Caller) -> PartnerFound:
        """Return how well two firms could develop together, as the first sees it.

        Also of firms that know each other or have too little in common. Raises as `partners`,
        NotFoundError also for another firm that the caller may not see.
        """
        ref, _ = self._asked_for(firm_id, by)
        with self.database.read() as work:
            other = firm_as_seen(work, other_id, by).firm.ref
        if other == ref:
            raise InvalidValueError(
                "自社とはくらべられません",
                field="other_id",
                english="a firm cannot be compared with itself",
            )
        knowledge = self.shelf.of(self.index.view(by))
        for name in (ref, other):
            if knowledge.view.catalogue.row_of(name) is None:
                raise _not_in_the_index() if name == ref else no_such_firm()
        found = _found(knowledge, ref, other)
        self.showing(by, [found.firm])
        return found

    def _asked_for(self, firm_id: str, by: Caller) -> tuple[str, Acquaintance]:
        """Return whose partners are asked for, and whom it knows; raises for who may not know."""
        with self.database.read() as work:
            seen = firm_to_advise(work, firm_id, by, told="相手の候補")
            ref, now = seen.firm.ref, self.now()
            known = acquaintance_of(work, ref, ties_shown(work, ref, by), day_in_japan(now))
        if seen.admits_to(TIES):
            keep(self.database, reading_of(seen, TIES, by, now))
        return ref, known


def _found(knowledge: KnowledgeView, ref: str, other: str) -> PartnerFound:
    joint = knowledge.score(ref, other)
    assert joint is not None
    one, partner = _firms(knowledge, (ref, other))
    clusters = (one.cluster, partner.cluster)
    is_other = None if None in clusters else clusters[0] != clusters[1]
    return PartnerFound(partner, is_other, joint)


def _firms(knowledge: KnowledgeView, refs: Sequence[str]) -> list[Firm]:
    catalogue = knowledge.view.catalogue
    rows = [catalogue.row_of(ref) for ref in refs]
    return [catalogue.firm(row) for row in rows if row is not None]


def _place(found: PartnerFound) -> tuple[int, str]:
    bonus = OTHER_CLUSTER if found.is_other_cluster else 0.0
    return -found.joint.placed_higher_by(bonus), found.firm.ref


def _not_in_the_index() -> NotFoundError:
    return NotFoundError(
        "この企業は、まだ索引にありません。しばらくしてから試してください",
        english="this firm is not in the index yet; try again in a moment",
    )
