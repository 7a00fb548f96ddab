"""What two firms share, counted by partial optimal transport.

    C_ij = max Σ_ab T_ab φ_ab   subject to   T ≥ 0, Σ_b T_ab ≤ w_a, Σ_a T_ab ≤ w_b

Each piece of what the one knows is matched with the likest of what the other knows, none of them
twice (partial transport: Caffarelli & McCann 2010; Peyré & Cuturi 2019, ch. 10). Pieces are
concepts of the lexicon, weighing as much as they are rare, or passages, each weighing 1.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from enishi.domain.joint_development import (
    CosineScale,
    JointDevelopmentSetting,
    KnowledgeBasis,
    KnowledgeOverlap,
)
from enishi.services.retrieval import Vectors

Array = NDArray[np.float64]


class Transport(Protocol):
    """Solves the transport."""

    def greatest(self, likeness: Array, own: Array, partner: Array) -> float:
        """Return the greatest Σ T φ; `likeness` of shape (a, b), the masses (a,) and (b,)."""

    def assigned(self, likeness: Array) -> float:
        """Return the same where every piece has a mass of 1."""


@dataclass(frozen=True, slots=True)
class KnownConcepts:
    """The concepts that a firm speaks of, and what each weighs."""

    weights: Mapping[str, float]
    total: float  # K

    @classmethod
    def of(cls, weights: Mapping[str, float]) -> "KnownConcepts":
        """Add the weights up, in the order of names: the sum must not depend on the profile's."""
        return cls(weights, sum(weights[name] for name in sorted(weights)))


@dataclass(frozen=True, slots=True)
class KnownPassages:
    """The passages of a firm in groups that say the same; K is the number of groups."""

    vectors: Vectors  # (passages, dimension), one group after the other
    firsts: tuple[int, ...]  # where each group begins

    @classmethod
    def of(cls, vectors: Vectors, scale: CosineScale) -> "KnownPassages":
        """Put together what is near-duplicate, or joined by such (cos ≥ s1)."""
        groups = _groups(vectors @ vectors.T >= scale.same)
        order = sorted(range(len(groups)), key=lambda place: (groups[place], place))
        named = [groups[place] for place in order]
        firsts = [at for at, name in enumerate(named) if at == 0 or name != named[at - 1]]
        return cls(vectors[order], tuple(firsts))

    @property
    def total(self) -> float:
        """K."""
        return float(len(self.firsts))


def _groups(alike: NDArray[np.bool_]) -> list[int]:
    """Return the number of the group of each passage: the smallest passage it is joined to."""
    names = list(range(len(alike)))
    for one, other in zip(*np.nonzero(np.triu(alike, 1)), strict=True):
        low, high = sorted((names[one], names[other]))
        if low != high:
            names = [low if name == high else name for name in names]
    return names


def likeness_of(own: KnownPassages, partner: KnownPassages, scale: CosineScale) -> Array:
    """Return φ = clip((cos − s0)/(s1 − s0), 0, 1) of every two groups, by their nearest members."""
    if not own.firsts or not partner.firsts:
        return np.zeros((len(own.firsts), len(partner.firsts)))
    cosines = (own.vectors @ partner.vectors.T).astype(np.float64)
    nearest = np.maximum.reduceat(cosines, own.firsts, axis=0)
    nearest = np.maximum.reduceat(nearest, partner.firsts, axis=1)
    likeness: Array = np.clip((nearest - scale.foreign) / (scale.same - scale.foreign), 0, 1)
    return likeness


def passage_overlap(
    own: KnownPassages,
    partner: KnownPassages,
    setting: JointDevelopmentSetting,
    transport: Transport,
) -> KnowledgeOverlap:
    """Return what two firms share in passages; the setting has a scale."""
    assert setting.scale is not None
    likeness = likeness_of(own, partner, setting.scale)
    return _of_passages(own, partner, setting, transport.assigned(likeness))


def passage_bound(
    own: KnownPassages, partner: KnownPassages, setting: JointDevelopmentSetting
) -> KnowledgeOverlap:
    """Return the same with the most that could be shared: every piece meets its likest."""
    assert setting.scale is not None
    likeness = likeness_of(own, partner, setting.scale)
    most = 0.0
    if likeness.size:
        most = float(min(likeness.max(axis=1).sum(), likeness.max(axis=0).sum()))
    return _of_passages(own, partner, setting, most)


def _of_passages(
    own: KnownPassages, partner: KnownPassages, setting: JointDevelopmentSetting, common: float
) -> KnowledgeOverlap:
    common = min(common, own.total, partner.total)
    return KnowledgeOverlap(
        KnowledgeBasis.PASSAGES,
        common,
        own.total,
        partner.total,
        len(own.firsts) + len(partner.firsts),
        common >= setting.gate,
    )


Neighbours = Mapping[str, frozenset[str]]  # concept → its parents and children


def concept_overlap(
    own: KnownConcepts,
    partner: KnownConcepts,
    neighbours: Neighbours,
    setting: JointDevelopmentSetting,
    transport: Transport,
) -> KnowledgeOverlap:
    """Return what two firms share in concepts: φ = 1 for the same, τ for parent and child.

    The same concept is matched with itself first. With τ ≤ ½ nothing better exists: its mass,
    taken away, frees at most two halves. Only what is left over has to be transported.
    """
    same = _sum_of(own.weights, own.weights.keys() & partner.weights.keys())
    near = _near(own, partner, neighbours)
    common = same + setting.neighbour * _transported(own, partner, near, transport)
    return _of_concepts(own, partner, common, has_contact=same > 0)


def concept_bound(
    own: KnownConcepts,
    partner: KnownConcepts,
    neighbours: Neighbours,
    setting: JointDevelopmentSetting,
) -> KnowledgeOverlap:
    """Return the same with the most that could be shared: every concept meets its likest."""
    same = _sum_of(own.weights, own.weights.keys() & partner.weights.keys())
    near = _near(own, partner, neighbours)
    mine = _sum_of(own.weights, near)
    theirs = _sum_of(partner.weights, {other for others in near.values() for other in others})
    common = same + setting.neighbour * min(mine, theirs)
    return _of_concepts(own, partner, common, has_contact=same > 0)


def _near(
    own: KnownConcepts, partner: KnownConcepts, neighbours: Neighbours
) -> dict[str, list[str]]:
    """Return the concepts of the one that the other lacks, with their neighbours among its own."""
    lacking = partner.weights.keys() - own.weights.keys()
    near: dict[str, list[str]] = {}
    for name in own.weights.keys() - partner.weights.keys():
        around = neighbours.get(name)
        if around and not around.isdisjoint(lacking):
            near[name] = sorted(around & lacking)
    return near


def _transported(
    own: KnownConcepts,
    partner: KnownConcepts,
    near: Mapping[str, list[str]],
    transport: Transport,
) -> float:
    if not near:
        return 0.0
    mine, theirs = sorted(near), sorted({name for names in near.values() for name in names})
    places = {name: place for place, name in enumerate(theirs)}
    likeness = np.zeros((len(mine), len(theirs)))
    for row, name in enumerate(mine):
        likeness[row, [places[other] for other in near[name]]] = 1.0
    return transport.greatest(
        likeness,
        np.array([own.weights[name] for name in mine]),
        np.array([partner.weights[name] for name in theirs]),
    )


def _of_concepts(
    own: KnownConcepts, partner: KnownConcepts, common: float, *, has_contact: bool
) -> KnowledgeOverlap:
    return KnowledgeOverlap(
        KnowledgeBasis.CONCEPTS,
        min(common, own.total, partner.total),
        own.total,
        partner.total,
        len(own.weights) + len(partner.weights),
        has_contact,
    )


def _sum_of(weights: Mapping[str, float], names: Iterable[str]) -> float:
    return sum(weights[name] for name in sorted(names))
