"""What the firms of one index know, and how well any two of them could develop together."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import log

from enishi.domain.joint_development import (
    JointDevelopment,
    JointDevelopmentSetting,
    KnowledgeOverlap,
    TellingConcept,
)
from enishi.domain.lexicon import ConceptKind
from enishi.domain.query import Filters
from enishi.services.joint_development.estimating import (
    KnownConcepts,
    KnownPassages,
    Neighbours,
    Transport,
    concept_bound,
    concept_overlap,
    passage_bound,
    passage_overlap,
)
from enishi.services.joint_development.fits import setting_for
from enishi.services.retrieval import IndexView, Mask

# Firms that are compared exactly: the best by the bound.
SCREENED = 200
# The rarity of a concept, ln(firms / firms that speak of it), counts within these: what
# everybody does is still known, and what one firm alone names is not worth the more for it.
_LEAST, _MOST = 0.2, 3.0
# A certificate proves, and tells nothing that a partner could learn.
_NO_KNOWLEDGE = frozenset({ConceptKind.CERTIFICATION})
# Pairs whose explanation is at hand, some 2 kB each: a few pages of a search.
_KEPT = 5_000
# Concepts that an explanation may name, the most telling of them.
_TOLD = 8
# Nobody is short of creases: faults, troubles and qualities count, and are not told as a lack.
_UNTOLD = frozenset({ConceptKind.DEFECT, ConceptKind.SYMPTOM, ConceptKind.PROPERTY})


@dataclass(frozen=True, slots=True)
class _Known:
    """What one firm knows."""

    concepts: KnownConcepts
    passages: KnownPassages | None  # None: no scale was fitted for the encoder


@dataclass(frozen=True)
class KnowledgeView:
    """The knowledge of the firms of one index view; what was computed once is kept.

    It has seen only what its view has: made over a reader's edition, it tells the reader nothing
    beyond it, not even by how rare a concept is.
    """

    view: IndexView
    transport: Transport
    setting: JointDevelopmentSetting

    @classmethod
    def over(cls, view: IndexView, transport: Transport) -> "KnowledgeView":
        """Take the setting that was fitted for the vectors of the view."""
        return cls(view, transport, setting_for(view.model_version))

    def score(self, one: str, other: str) -> JointDevelopment | None:
        """Return how well two firms could develop together, as the one sees it.

        None where either is not in the index. The same both ways, but for who is who.
        """
        rows = self.view.catalogue.row_of(one), self.view.catalogue.row_of(other)
        if rows[0] is None or rows[1] is None:
            return None
        return self.between(rows[0], rows[1])

    def between(self, one: int, other: int) -> JointDevelopment:
        """Return the same of two rows."""
        if (one, other) in self._scored:
            return self._scored[one, other]
        if (other, one) in self._scored:
            found = self._scored[other, one].seen_from_the_other()
        else:
            found = self._told(one, other)
        if len(self._scored) >= _KEPT:
            self._scored.clear()
        self._scored[one, other] = found
        return found

    def nearest_aim(self, ref: str, limit: int) -> list[tuple[str, float]]:
        """Return the firms with the greatest J* and enough contact: (firm_ref, J*), best first.

        Of those that share a concept or have a passage near, those are compared exactly whose
        upper bound promises most; ties are settled by ref. Empty where the firm is not in the
        index.
        """
        row = self.view.catalogue.row_of(ref)
        if row is None:
            return []
        others = self._touching(row)
        refs = dict(zip(others, self.view.catalogue.refs(others), strict=True))
        promised = {other: self._bound(row, other) for other in others}
        hopeful = [other for other in others if promised[other].has_contact]
        hopeful.sort(key=lambda other: (-promised[other].rank, refs[other]))
        found = [(self._exact(row, other), refs[other]) for other in hopeful[:SCREENED]]
        best = sorted(
            (item for item in found if item[0].has_contact),
            key=lambda item: (-item[0].rank, item[1]),
        )
        return [(name, joint.size_neutral) for joint, name in best[:limit]]

    def industry_of(self, ref: str) -> str | None:
        """Return the widest process above those that a firm speaks of most; ties by name.

        The lexicon's widest processes are some dozens (切削, 鋳造, 表面処理), which is about as
        fine as trades are; the processes themselves are nearly as many as the firms. None where
        the firm is not in the index, or speaks of no process.
        """
        row = self.view.catalogue.row_of(ref)
        if row is None:
            return None
        spoken: Counter[str] = Counter()
        for name, times in self.view.concepts.concepts(row).items():
            widest = self._widest.get(name)
            if widest is not None:
                spoken[widest] += times
        return min(spoken, key=lambda name: (-spoken[name], name), default=None)

    @cached_property
    def _widest(self) -> Mapping[str, str]:
        """The widest process above each one."""
        above = {
            concept.name: sorted(concept.broader)
            for concept in self.view.concepts.lexicon.concepts
            if concept.kind is ConceptKind.PROCESS
        }
        return {name: _top(name, above) for name in above}

    @cached_property
    def rows(self) -> list[int]:
        """The living rows."""
        if self._alive is None:
            return list(range(len(self.view.catalogue)))
        return [row for row, is_alive in enumerate(self._alive.tolist()) if is_alive]

    def _touching(self, row: int) -> list[int]:
        """Return the rows that share a concept with a firm, or have one of the nearest passages."""
        known = self._known(row)
        found = {other for name in known.concepts.weights for other in self._speakers[name]}
        if known.passages is not None:
            for vector in known.passages.vectors:
                found |= self.view.dense.search(vector[None], self._alive, SCREENED).keys()
        return sorted(found - {row})

    @cached_property
    def _alive(self) -> Mask | None:
        return self.view.catalogue.allowed(Filters())

    @cached_property
    def _speakers(self) -> Mapping[str, list[int]]:
        speakers: defaultdict[str, list[int]] = defaultdict(list)
        for row in self.rows:
            for name in self._spoken(row):
                speakers[name].append(row)
        return dict(speakers)

    @cached_property
    def _scored(self) -> dict[tuple[int, int], JointDevelopment]:
        return {}

    @cached_property
    def _by_row(self) -> dict[int, _Known]:
        return {}

    def _known(self, row: int) -> _Known:
        if row not in self._by_row:
            scale = self.setting.scale
            passages = KnownPassages.of(self.view.dense.vectors(row), scale) if scale else None
            weights = {name: self._rarity[name] for name in self._spoken(row)}
            self._by_row[row] = _Known(KnownConcepts.of(weights), passages)
        return self._by_row[row]

    def _spoken(self, row: int) -> list[str]:
        """The concepts of a firm that are knowledge, in the order of names."""
        lexicon = self.view.concepts.lexicon
        return sorted(
            name
            for name in self.view.concepts.concepts(row)
            if lexicon.by_name[name].kind not in _NO_KNOWLEDGE
        )

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        counts = Counter(name for row in self.rows for name in self.view.concepts.concepts(row))
        total = len(self.rows)
        return {name: min(max(log(total / n), _LEAST), _MOST) for name, n in counts.items()}

    @cached_property
    def _neighbours(self) -> Neighbours:
        """Parents and children of each concept."""
        around: defaultdict[str, set[str]] = defaultdict(set)
        for concept in self.view.concepts.lexicon.concepts:
            for parent in concept.broader:
                around[concept.name].add(parent)
                around[parent].add(concept.name)
        return {name: frozenset(names) for name, names in around.items()}

    def _exact(self, one: int, other: int) -> JointDevelopment:
        """Return the figures, and nothing to tell."""
        own, partner = self._known(one), self._known(other)
        overlaps: list[KnowledgeOverlap] = [
            concept_overlap(
                own.concepts, partner.concepts, self._neighbours, self.setting, self.transport
            )
        ]
        if own.passages is not None and partner.passages is not None:
            overlaps.append(
                passage_overlap(own.passages, partner.passages, self.setting, self.transport)
            )
        return JointDevelopment(tuple(overlaps), (), (), (), self.setting)

    def _told(self, one: int, other: int) -> JointDevelopment:
        """Return the figures with the concepts that explain them."""
        mine, theirs = (frozenset(self._known(row).concepts.weights) for row in (one, other))
        return replace(
            self._exact(one, other),
            shared=self._telling(mine & theirs, frozenset()),
            only_own=self._telling(mine - theirs, theirs),
            only_partner=self._telling(theirs - mine, mine),
        )

    def _bound(self, one: int, other: int) -> JointDevelopment:
        """Return the figures with the most that could be common, and nothing to tell."""
        own, partner = self._known(one), self._known(other)
        overlaps = [concept_bound(own.concepts, partner.concepts, self._neighbours, self.setting)]
        if own.passages is not None and partner.passages is not None:
            overlaps.append(passage_bound(own.passages, partner.passages, self.setting))
        return JointDevelopment(tuple(overlaps), (), (), (), self.setting)

    def _telling(self, names: frozenset[str], beside: frozenset[str]) -> tuple[TellingConcept, ...]:
        """Return the most telling concepts; one whose parent or child is `beside` tells less."""
        by_name = self.view.concepts.lexicon.by_name
        worth = {
            name: self._rarity[name] * (1 - self.setting.neighbour * bool(around & beside))
            for name in names
            if by_name[name].kind not in _UNTOLD
            for around in [self._neighbours.get(name, frozenset())]
        }
        best = sorted(worth, key=lambda name: (-worth[name], name))[:_TOLD]
        return tuple(TellingConcept(name, by_name[name].english_name) for name in best)


def _top(name: str, above: Mapping[str, list[str]]) -> str:
    passed = {name}
    while wider := [parent for parent in above[name] if parent in above and parent not in passed]:
        name = wider[0]
        passed.add(name)
    return name
