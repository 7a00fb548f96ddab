"""The lexicon as a graph, and the walks through it."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from hashlib import sha256

from enishi.domain.lexicon.concept import Concept, ConceptKind, Relation
from enishi.domain.lexicon.path import Paths, Step, Trail
from enishi.domain.lexicon.replacement import Replacement

# What one step keeps of the strength. A narrower offer is nearly what was asked; a broader
# one only may be. Set by judgement, not fitted (docs/lexicon.md).
STRENGTHS: Mapping[Step, float] = {
    Step.NARROWER: 0.8,
    Step.BROADER: 0.5,
    Step.MADE_BY: 0.6,
    Step.MAKES: 0.4,
    Step.USES: 0.7,
    Step.USED_FOR: 0.7,
    Step.NEEDS_PROPERTY: 0.6,
    Step.GIVEN_BY: 0.6,
    Step.GIVES_FUNCTION: 0.4,
    Step.PREVENTED_BY: 0.7,
    Step.PREVENTS_SYMPTOM: 0.6,
    Step.REPLACED_BY: 0.4,
}
# Three steps reach 錆び → 耐食性 → ステンレス鋼 → SUS316; a fourth reaches everything.
LONGEST = 3
WEAKEST = 0.15
# Concepts whose walks are at hand, some 30 kB each.
_REMEMBERED = 1_000

_FORWARD: Mapping[Relation, Step] = {
    Relation.BROADER: Step.BROADER,
    Relation.MADE_BY: Step.MADE_BY,
    Relation.USES: Step.USES,
    Relation.NEEDS_PROPERTY: Step.NEEDS_PROPERTY,
    Relation.GIVES_FUNCTION: Step.GIVES_FUNCTION,
    Relation.PREVENTS_SYMPTOM: Step.PREVENTS_SYMPTOM,
}
_BACKWARD: Mapping[Relation, Step] = {
    Relation.BROADER: Step.NARROWER,
    Relation.MADE_BY: Step.MAKES,
    Relation.USES: Step.USED_FOR,
    Relation.GIVES_FUNCTION: Step.GIVEN_BY,
    Relation.PREVENTS_SYMPTOM: Step.PREVENTED_BY,
}
# After these steps the walk stands at something the firm would have to *do*; only a narrower
# or broader word for it, or the machine for it, is still the same thing.
_DOING = frozenset(
    {Step.MADE_BY, Step.GIVEN_BY, Step.PREVENTED_BY, Step.REPLACED_BY, Step.USED_FOR, Step.USES}
)
_FINAL = frozenset({Step.MAKES, Step.GIVES_FUNCTION, Step.PREVENTS_SYMPTOM})


class _Stage(StrEnum):
    """What a walk stands at, which decides how it may go on: it narrows down, never wanders."""

    START = "start"
    BROADER = "broader"
    NARROWER = "narrower"
    DOING = "doing"
    QUALITY = "quality"
    FINAL = "final"

    def after(self, step: Step) -> "_Stage":
        """Return the stage that a step leads to."""
        if step in _FINAL:
            return _Stage.FINAL
        if step in _DOING or self is _Stage.DOING:
            return _Stage.DOING
        ways = {Step.BROADER: _Stage.BROADER, Step.NARROWER: _Stage.NARROWER}
        return ways.get(step, _Stage.QUALITY)


_ALLOWED: Mapping[_Stage, frozenset[Step]] = {
    _Stage.START: frozenset(Step),
    _Stage.BROADER: frozenset({Step.BROADER}),
    # 医療機器 narrows to a bed, which is welded; nobody asked for welding.
    _Stage.NARROWER: frozenset({Step.NARROWER, Step.USES, Step.USED_FOR}),
    _Stage.DOING: frozenset({Step.NARROWER, Step.USES}),
    _Stage.QUALITY: frozenset(Step) - {Step.BROADER},
    _Stage.FINAL: frozenset(),
}
# Stage → each step it allows → the stage behind it, and the strength that is kept.
_ONWARD = {
    stage: {step: (stage.after(step), STRENGTHS[step]) for step in _ALLOWED[stage]}
    for stage in _Stage
}


@dataclass(frozen=True)
class Lexicon:
    """Every concept with its relations; a relation to an unknown concept is kept, not walked."""

    concepts: tuple[Concept, ...] = ()
    replacements: tuple[Replacement, ...] = ()

    def __len__(self) -> int:
        return len(self.concepts)

    @cached_property
    def version(self) -> str:
        """Twelve hexadecimal digits; two lexicons of one version read and rank alike."""
        content = repr((sorted(self.concepts, key=lambda item: item.name), self.replacements))
        return sha256(content.encode()).hexdigest()[:12]

    @cached_property
    def by_name(self) -> dict[str, Concept]:
        """The concepts by their preferred name."""
        return {concept.name: concept for concept in self.concepts}

    def prepare(self) -> None:
        """Lay out now what the first walk would have to wait for."""
        _ = self._neighbours

    def confusable(self, one: str, other: str) -> bool:
        """Tell whether two concepts must not be taken for each other, said on either side."""
        return other in self._confusable.get(one, frozenset())

    @cached_property
    def _confusable(self) -> dict[str, set[str]]:
        pairs: defaultdict[str, set[str]] = defaultdict(set)
        for concept in self.concepts:
            for other in concept.must_not_confuse:
                pairs[concept.name].add(other)
                pairs[other].add(concept.name)
        return dict(pairs)

    def ancestors(self, name: str) -> frozenset[str]:
        """Return every broader concept, near and far."""
        found: set[str] = set()
        ahead = [name]
        while ahead:
            concept = self.by_name.get(ahead.pop())
            for parent in concept.broader if concept else ():
                if parent not in found and parent in self.by_name:
                    found.add(parent)
                    ahead.append(parent)
        return frozenset(found)

    def paths(self, asked: str) -> Paths:
        """Return the strongest path to every concept that would answer `asked`, itself first.

        At most LONGEST steps, none weaker than WEAKEST. A walk never turns from a broader
        word down to a sibling, and never reaches what must not be confused with `asked`.
        """
        return self._paths(asked)

    @cached_property
    def _paths(self) -> Callable[[str], Paths]:
        return lru_cache(maxsize=_REMEMBERED)(self._walk)

    def _walk(self, asked: str) -> Paths:
        """Go on from each concept by the strongest walk that stands there at the same stage.

        Walks that come back to where they were need no check: the shorter one is stronger.
        """
        if asked not in self.by_name:
            return Paths({}, {})
        confused = self._confusable.get(asked, set())
        strengths: dict[str, float] = {asked: 1.0}
        trails: dict[str, Trail] = {asked: None}
        ahead: dict[tuple[str, _Stage], tuple[float, Trail]] = {(asked, _Stage.START): (1.0, None)}
        for _ in range(LONGEST):
            reached: dict[tuple[str, _Stage], tuple[float, Trail]] = {}
            for (here, stage), (strength, trail) in ahead.items():
                onward = _ONWARD[stage]
                for step, there in self._neighbours.get(here, ()):
                    if step not in onward or there in confused:
                        continue
                    after, kept = onward[step]
                    left = strength * kept
                    place = (there, after)
                    if left < WEAKEST or (place in reached and reached[place][0] >= left):
                        continue
                    reached[place] = (left, (here, step, trail))
                    if left > strengths.get(there, 0.0):
                        strengths[there], trails[there] = left, (here, step, trail)
            ahead = reached
        return Paths(strengths, trails)

    @cached_property
    def _neighbours(self) -> dict[str, list[tuple[Step, str]]]:
        neighbours: defaultdict[str, list[tuple[Step, str]]] = defaultdict(list)
        for one, step, other in self._edges():
            if one in self.by_name and other in self.by_name:
                neighbours[one].append((step, other))
        return {name: sorted(set(steps)) for name, steps in neighbours.items()}

    def _edges(self) -> Iterator[tuple[str, Step, str]]:
        for concept in self.concepts:
            for relation, other in concept.relations():
                if relation is Relation.USES and self._is_material(other):
                    continue  # what it is done on: who has the material does not do it
                if relation in _FORWARD:
                    yield concept.name, _FORWARD[relation], other
                if relation in _BACKWARD:
                    yield other, _BACKWARD[relation], concept.name
        for item in self.replacements:
            yield item.replaced, Step.REPLACED_BY, item.concept

    def _is_material(self, name: str) -> bool:
        return name in self.by_name and self.by_name[name].kind is ConceptKind.MATERIAL
