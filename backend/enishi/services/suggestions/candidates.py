"""Who could be shown to whom, and what speaks for it: own lists, reverse lists and a quota."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from enishi.domain.allocation import WHOLE, AllocationArc, AllocationRules, pair_value, varied
from enishi.domain.need import Need, NeedKind
from enishi.domain.query import Conditions, Query
from enishi.domain.suggestion import SuggestionGround
from enishi.services.joint_development.knowledge import SCREENED, KnowledgeView
from enishi.services.ranker import Candidate
from enishi.services.search import HIGH, MEDIUM, SearchService
from enishi.services.suggestions.history import Pair, PairHistory
from enishi.services.suggestions.taking_part import PostedNeed, TakingPart

# Firms that no list would bring: the best of each cluster that the list lacks, and new firms.
_QUOTA = 10


@dataclass(frozen=True, slots=True)
class NeedAnswered:
    """A need that a firm could answer, and how likely it can."""

    need: Need  # as the viewer sees it
    candidate: Candidate  # the firm that could answer, as it was ranked

    @property
    def query(self) -> Query:
        """The need as it was put to the search; its conditions are meant."""
        return Query.of(self.need, conditions=Conditions.GATE)

    @property
    def chance(self) -> float:
        """The chance that it can do what is asked, from 0 to 1."""
        return self.candidate.chance

    @property
    def gain(self) -> float:
        """What the one that asks gains: 1 from where the search calls the fit high."""
        return min(1.0, self.chance / HIGH)


@dataclass(slots=True)
class PairEvidence:
    """What speaks for showing one firm to another."""

    own: NeedAnswered | None = None  # a need of the viewer
    their: NeedAnswered | None = None  # a need of the shown firm, which the viewer sees
    joint: float | None = None  # J*, 0 to 100

    @property
    def ground(self) -> SuggestionGround:
        """What is said first: what was asked for comes before what nobody asked for."""
        if self.own is not None:
            return SuggestionGround.OWN_NEED
        if self.their is not None:
            return SuggestionGround.THEIR_NEED
        return SuggestionGround.JOINT_DEVELOPMENT

    @property
    def answered(self) -> NeedAnswered | None:
        """The need that the ground speaks of."""
        return self.own or self.their

    @property
    def purpose(self) -> NeedKind:
        """What the two would meet for."""
        return self.answered.need.kind if self.answered else NeedKind.JOINT_DEVELOPMENT

    def gains(self, rules: AllocationRules) -> tuple[float, float]:
        """Return what the viewer and the shown firm gain, each from 0 to 1."""
        together = (self.joint or 0.0) / 100 * rules.unasked / WHOLE
        mine = self.own.gain if self.own else 0.0
        theirs = self.their.gain if self.their else 0.0
        return max(mine, together), max(theirs, together)


@dataclass
class CandidateFinder:
    """Gathers the candidates of one week from one state of the index."""

    search: SearchService
    knowledge: KnowledgeView
    part: TakingPart
    history: PairHistory
    rules: AllocationRules
    found: dict[Pair, PairEvidence] = field(default_factory=dict)  # (viewer, shown)
    quota: set[Pair] = field(default_factory=set)  # what no list would have brought

    def gather(self) -> Mapping[Pair, PairEvidence]:
        """Return every pair that could be shown, with what speaks for it."""
        for posted in self.part.needs:
            self._answer(posted)
        for ref in self.part.firms:
            self._develop(ref)
        return self.found

    def arcs(self) -> list[AllocationArc]:
        """Return what was gathered as arcs of the allocation."""
        return [
            AllocationArc(
                viewer,
                shown,
                pair_value(
                    *evidence.gains(self.rules),
                    self.rules,
                    meetings=self.history.met(viewer, shown),
                ),
                self.part.is_other_cluster(viewer, shown) is False,
            )
            for (viewer, shown), evidence in self.found.items()
        ]

    def _answer(self, posted: PostedNeed) -> None:
        """Take in who could answer a need: for its firm, and the firm for whoever could."""
        whole = self._answers(posted.need)
        for candidate in whole:
            evidence = self._between(posted.owner_ref, candidate.rank.firm_ref)
            if evidence is not None:
                evidence.own = _better(evidence.own, NeedAnswered(posted.need, candidate))
        if posted.seen is None:
            return
        # Members may see less of the need than its firm does, and are found by what they see.
        for candidate in whole if posted.seen == posted.need else self._answers(posted.seen):
            if posted.is_seen_by(candidate.rank.firm_ref):
                evidence = self._between(candidate.rank.firm_ref, posted.owner_ref)
                if evidence is not None:
                    evidence.their = _better(evidence.their, NeedAnswered(posted.seen, candidate))

    def _answers(self, need: Need) -> list[Candidate]:
        query = Query.of(need, conditions=Conditions.GATE)
        ranked = self.search.answering(query, self.knowledge.view)
        return [item for item in ranked if item.chance >= MEDIUM][: self.rules.most_candidates]

    def _develop(self, ref: str) -> None:
        """Take in with whom a firm could develop something: own list, reverse list and quota."""
        if not self.part.develops(ref):
            return
        near = [
            (other, aim)
            for other, aim in self.knowledge.nearest_aim(ref, SCREENED)
            if self._may_develop(ref, other)
        ]
        own = self._varied(near[: 2 * self.rules.most_candidates])
        for other, aim in own:
            self._note_joint(ref, other, aim)
            self._note_joint(other, ref, aim)
        for other, aim in self._quota(own, near):
            if self._note_joint(ref, other, aim):
                self.quota.add((ref, other))

    def _may_develop(self, ref: str, other: str) -> bool:
        return other in self.part.firms and self.part.develops(other) and not self._bars(ref, other)

    def _varied(self, near: list[tuple[str, float]]) -> list[tuple[str, float]]:
        """Return a viewer's own list, so that it is not ten times the same kind of firm."""
        places = varied(
            [aim / 100 for _, aim in near],
            lambda one, other: likeness(self.part, near[one][0], near[other][0]),
            trade_off=self.rules.variety,
            count=self.rules.most_candidates,
        )
        return [near[place] for place in places]

    def _quota(
        self, own: Iterable[tuple[str, float]], near: list[tuple[str, float]]
    ) -> Iterator[tuple[str, float]]:
        """Yield the best firms of clusters that are not in the list, and the best new firms."""
        listed = {other for other, _ in own}
        clusters = {self.part.firms[other].cluster for other in listed}
        left = _QUOTA
        for other, aim in near:
            cluster = self.part.firms[other].cluster
            is_unmet = cluster is not None and cluster not in clusters
            if other not in listed and left and (is_unmet or other in self.part.newcomers):
                clusters.add(cluster)
                left -= 1
                yield other, aim

    def _note_joint(self, viewer: str, shown: str, aim: float) -> bool:
        evidence = self._between(viewer, shown)
        if evidence is None:
            return False
        is_new = evidence.joint is None
        evidence.joint = aim
        return is_new

    def _between(self, viewer: str, shown: str) -> PairEvidence | None:
        """Return the evidence of a pair to add to; None where it must not be shown."""
        firms = self.part.firms
        if viewer not in firms or shown not in firms or self._bars(viewer, shown):
            return None
        return self.found.setdefault((viewer, shown), PairEvidence())

    def _bars(self, viewer: str, shown: str) -> bool:
        return self.history.bars(viewer, shown) or self.part.hide_from_each_other(viewer, shown)


def likeness(part: TakingPart, one: str, other: str) -> float:
    """Return how alike two firms of a list look, from 0 to 1: of one cluster, of one trade."""
    same_cluster = part.is_other_cluster(one, other) is False
    return 0.5 * same_cluster + 0.5 * (part.trades[one] == part.trades[other])


def _better(one: NeedAnswered | None, other: NeedAnswered) -> NeedAnswered:
    """Return the need that is answered best; of equals, the first by ref."""
    if one is None:
        return other
    return min(one, other, key=lambda item: (-round(item.chance * WHOLE), item.need.ref))
