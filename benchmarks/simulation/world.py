"""The firms of the simulation: profiles of the shipped corpus, drawn again and mixed.

A made firm takes its cluster and most of its capabilities from one firm of the corpus, one
capability from another, and a need from a third. What it knows are the concepts of its
capabilities, weighed by how rare they are; passages are left out, so that no encoder is needed.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from enishi.domain.allocation import WHOLE, AllocationRules
from enishi.domain.firm import Firm
from enishi.domain.fixation import FirmPlace, Population
from enishi.domain.joint_development import JointDevelopmentSetting, size_neutral_of_shares
from enishi.domain.lexicon import ConceptKind, Lexicon
from enishi.services.concepts import concepts_of
from enishi.services.records import firm_of
from enishi.services.retrieval import ConceptFinder

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]

_KEPT = 0.7  # share of the capabilities that a made firm takes over from the first
_NEWCOMERS = 0.1  # share of the firms that come during the year
_HABITS = 4  # partners in its own cluster that a firm meets at the start
_LEAST, _MOST = 0.2, 3.0  # of a concept's rarity, as `services.joint_development` has them


@dataclass(frozen=True)
class World:
    """What is true of the firms, and what any method may know of them."""

    refs: list[str]
    clusters: NDArray[np.str_]
    population: Population
    joined: Whole  # the week from which on each is there; 0 from the beginning
    habits: list[list[int]]
    shares: Array  # (n, n): of row's knowledge, what it has in common with column's
    similar: Array  # (n, n): cosine of what the two know
    joint: Array  # (n, n): J*
    gains: Array  # (n, n): what row gains by meeting column, from 0 to 1
    foreseen: Array  # (n, n): the same as the platform estimates it
    values: Whole  # (n, n): to both as foreseen, in ten-thousandths, as `pair_value` has it
    names: Array  # (n,): how well-known each is, from 0 to 1
    tastes: Array  # (n, n): what nobody knows of a pair; the same both ways

    def __len__(self) -> int:
        return len(self.refs)

    @property
    def alike(self) -> Flags:
        """Which pairs are of one cluster."""
        same: Flags = self.clusters[:, None] == self.clusters[None, :]
        return same


def read_firms(folder: Path) -> list[Firm]:
    """Read the firms of a corpus."""
    files = sorted(folder.glob("*.jsonl"))
    return [firm_of(json.loads(line)) for file in files for line in file.read_text().splitlines()]


def make_world(firms: Sequence[Firm], finder: ConceptFinder, count: int, seed: int) -> World:
    """Make `count` firms of those of a corpus; the same seed makes the same."""
    drawn = np.random.default_rng(seed)
    spoken = _spoken(firms, finder)
    known, needs, clusters = [], [], []
    for _ in range(count):
        base, other, third = (int(place) for place in drawn.integers(len(firms), size=3))
        kept = [said for said in spoken[base] if drawn.random() < _KEPT] or spoken[base][:1]
        gained = spoken[other][int(drawn.integers(len(spoken[other])))]
        known.append(frozenset().union(*kept, gained))
        needs.append(spoken[third][int(drawn.integers(len(spoken[third])))])
        clusters.append(firms[base].cluster or "")
    names = sorted({name for said in known for name in said})
    column = {name: place for place, name in enumerate(names)}
    speaks, asks = _table(known, column), _table(needs, column)
    spread = np.array([log(count / n) for n in np.maximum(speaks.sum(axis=0), 1)])
    rarity = np.clip(spread, _LEAST, _MOST)
    common = (speaks * rarity) @ speaks.T
    own = speaks @ rarity
    shares = _snapped(common / own[:, None])
    joint = _joint(shares)
    wanted = np.maximum((asks * rarity) @ speaks.T / np.maximum(asks @ rarity, 1)[:, None], 0)
    # To whom it is useful, a need that was not posted counts in full; the platform takes less.
    gains = np.maximum(wanted, joint / 100)
    foreseen = np.maximum(wanted, joint / 100 * AllocationRules().unasked / WHOLE)
    tastes = drawn.random((count, count))
    refs = [f"F{place:05}" for place in range(count)]
    places = zip(clusters, [_industry(said, finder.lexicon) for said in known], strict=True)
    return World(
        refs=refs,
        clusters=np.array(clusters),
        population=Population(
            {ref: FirmPlace(*place) for ref, place in zip(refs, places, strict=True)}
        ),
        joined=_joined(count, drawn),
        habits=_habits(clusters, drawn),
        shares=shares,
        similar=common / np.sqrt(np.outer(own, own)),
        joint=joint,
        gains=gains,
        foreseen=foreseen,
        values=_values(foreseen),
        names=drawn.pareto(1.5, count).argsort().argsort() / count,
        tastes=np.maximum(tastes, tastes.T),
    )


def _spoken(firms: Sequence[Firm], finder: ConceptFinder) -> list[list[frozenset[str]]]:
    """Return the concepts of each capability of each firm; certificates are no knowledge."""
    by_name = finder.lexicon.by_name
    found = []
    for firm in firms:
        alone = [
            replace(firm, capabilities=(item,), summary=None, certifications=())
            for item in firm.capabilities
        ]
        found.append(
            [
                frozenset(
                    name
                    for name in concepts_of(part, finder)
                    if by_name[name].kind is not ConceptKind.CERTIFICATION
                )
                for part in alone
            ]
        )
    return found


def _table(said: Sequence[frozenset[str]], column: dict[str, int]) -> Array:
    table = np.zeros((len(said), len(column)))
    for row, names in enumerate(said):
        table[row, [column[name] for name in names if name in column]] = 1
    return table


def _snapped(shares: Array) -> Array:
    """Return shares of which those that are 1 but for rounding are 1."""
    snapped: Array = np.where(shares > 1 - 1e-9, 1.0, shares)
    return snapped


def _joint(shares: Array) -> Array:
    theta = JointDevelopmentSetting().theta
    joint = np.zeros_like(shares)
    rows, columns = np.nonzero(np.triu(shares, 1))
    both = zip(shares[rows, columns].tolist(), shares[columns, rows].tolist(), strict=True)
    found = [size_neutral_of_shares(own, partner, theta) for own, partner in both]
    joint[rows, columns] = joint[columns, rows] = found
    return joint


def _values(foreseen: Array) -> Whole:
    """Return `pair_value` of every pair at once, for pairs that have never met."""
    floored = np.clip(foreseen, AllocationRules().least_gain / WHOLE, 1)
    values: Whole = np.rint(np.sqrt(floored * floored.T) * WHOLE).astype(np.int64)
    return values


def _industry(said: frozenset[str], lexicon: Lexicon) -> str | None:
    """Return the widest process that most of a firm's processes are kinds of; ties by name."""
    widest = Counter(
        above
        for name in said
        if lexicon.by_name[name].kind is ConceptKind.PROCESS
        for above in lexicon.ancestors(name) | {name}
        if not lexicon.by_name[above].broader
    )
    return min(widest, key=lambda name: (-widest[name], name), default=None)


def _joined(count: int, drawn: np.random.Generator) -> Whole:
    joined = np.zeros(count, np.int64)
    late = drawn.choice(count, int(_NEWCOMERS * count), replace=False)
    joined[late] = drawn.integers(1, 40, len(late))
    return joined


def _habits(clusters: Sequence[str], drawn: np.random.Generator) -> list[list[int]]:
    """Return whom each firm meets again and again: the closed circle that the year begins with."""
    members: dict[str, list[int]] = {}
    for place, name in enumerate(clusters):
        members.setdefault(name, []).append(place)
    habits = []
    for place, name in enumerate(clusters):
        others = [other for other in members[name] if other != place]
        size = min(_HABITS, len(others))
        habits.append(sorted(drawn.choice(others, size, replace=False).tolist()) if size else [])
    return habits
