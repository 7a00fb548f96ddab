"""Training pairs made from the lexicon: what is asked, what answers it, what only looks like it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from random import Random

from enishi.adapters.encoding.tuning.frames import SLOT, Frames, is_english
from enishi.domain.lexicon import Concept, ConceptKind, Lexicon, Path

# Weaker relations teach more confusion than sense.
WEAKEST = 0.3
# Pairs of each asked concept: its own spellings, and the strongest of what answers it.
OWN, OTHERS = 4, 6

_WISHED = frozenset(
    {ConceptKind.PROPERTY, ConceptKind.FUNCTION, ConceptKind.SYMPTOM, ConceptKind.DEFECT}
)
_OFFERED = frozenset(
    {
        ConceptKind.PROCESS,
        ConceptKind.TREATMENT,
        ConceptKind.MATERIAL,
        ConceptKind.EQUIPMENT,
        ConceptKind.PRODUCT,
        ConceptKind.CERTIFICATION,
    }
)
_WORK = (ConceptKind.PROCESS, ConceptKind.TREATMENT)


@dataclass(frozen=True, slots=True)
class Pair:
    """A need, a capability that answers it, and one that does not though it reads alike."""

    asked: str
    offered: str
    contrast: str


class PairMaker:
    """Makes pairs from a lexicon; the same seed makes the same pairs."""

    def __init__(self, lexicon: Lexicon, frames: Frames, seed: int) -> None:
        self._lexicon = lexicon
        self._frames = frames
        self._random = Random(seed)

    def pairs(self) -> Iterator[Pair]:
        """Yield the pairs of every concept, in the order of the lexicon."""
        for concept in self._lexicon.concepts:
            yield from self._pairs_of(concept)

    def _pairs_of(self, asked: Concept) -> Iterator[Pair]:
        paths = [
            path
            for path in self._lexicon.paths(asked.name).values()
            if path.strength >= WEAKEST and self._by_name[path.offered].kind in _OFFERED
        ]
        others = [path for path in paths if path.steps]
        weights = [path.strength for path in others]
        chosen: list[Path] = []
        if asked.kind in _OFFERED:
            chosen += [path for path in paths if not path.steps] * OWN
        if others:
            chosen += self._random.choices(others, weights, k=min(OTHERS, 2 * len(others)))
        for path in chosen:
            yield self._pair(asked, self._by_name[path.offered])

    def _pair(self, asked: Concept, offered: Concept) -> Pair:
        """Word one pair; whatever else both sides name, they name alike."""
        contrast = self._contrast(asked, offered)
        frame = self._random.choice(
            self._frames.capabilities if offered.kind in _WORK else self._frames.holdings
        )
        named: dict[str, str] = {}
        if asked.kind is ConceptKind.PRODUCT:
            named["product"] = self._said(asked)
        return Pair(
            asked=self._need(asked, offered, named),
            offered=self._filled(frame, {**named, "offer": self._written(offered)}, offered),
            contrast=self._filled(frame, {**named, "offer": self._written(contrast)}, contrast),
        )

    def _contrast(self, asked: Concept, offered: Concept) -> Concept:
        """Choose what must not be confused with the offer, else a sibling, else its kind."""
        answers = self._lexicon.paths(asked.name)
        confusable = [name for name in offered.must_not_confuse if name in self._by_name]
        siblings = [
            other
            for parent in offered.broader
            for other in self._children[parent]
            if other != offered.name
        ]
        for names in (confusable, siblings, self._of_kind[offered.kind]):
            free = [name for name in names if name not in answers]
            if free:
                return self._by_name[self._random.choice(free)]
        return offered

    def _need(self, asked: Concept, offered: Concept, named: dict[str, str]) -> str:
        """Word the need, and leave in `named` what it names beside the asked concept."""
        if asked.kind in _WISHED:
            frames = self._frames.wishes
        else:
            frames = self._frames.technical if asked.kind in _WORK else self._frames.things
        frame = self._random.choice(frames)
        if is_english(frame) and not asked.english:
            frame = "{ask}"
        trouble = self._trouble(asked)
        named |= {
            "ask": self._said(asked),
            "ask_en": self._english(asked),
            "trouble": self._said(trouble),
            "trouble_en": self._english(trouble),
        }
        return self._filled(frame, named, offered)

    def _filled(self, frame: str, named: dict[str, str], offered: Concept) -> str:
        for slot in SLOT.findall(frame):
            if slot not in named:
                named[slot] = self._choice(slot, offered)
        return SLOT.sub(lambda match: named[match.group(1)], frame)

    def _choice(self, slot: str, offered: Concept) -> str:
        """Fill a slot with something that goes with the offer."""
        if slot in self._frames.numbers:
            return str(self._random.choice(self._frames.numbers[slot]))
        bare = slot.removesuffix("_en").rstrip("2")
        if bare == "product":
            names = self._made_by[offered.name] or self._of_kind[ConceptKind.PRODUCT]
        elif bare == "material":
            names = self._of_kind[ConceptKind.MATERIAL]
        elif bare == "equipment":
            used = [name for name in offered.uses if name in self._by_name]
            names = used or self._of_kind[ConceptKind.EQUIPMENT]
        else:
            names = [name for kind in _WORK for name in self._of_kind[kind]]
        chosen = self._by_name[self._random.choice(names)]
        return self._english(chosen) if slot.endswith("_en") else self._said(chosen)

    def _trouble(self, asked: Concept) -> Concept:
        prevented = [name for name in asked.prevents_symptom if name in self._by_name]
        return self._by_name[self._random.choice(prevented)] if prevented else asked

    def _said(self, concept: Concept) -> str:
        """Say a concept the way a buyer might: any of its Japanese names."""
        return self._random.choice((concept.name, *concept.names))

    def _written(self, concept: Concept) -> str:
        """Write a concept the way a firm does: half the time by its preferred name."""
        return concept.name if self._random.random() < 0.5 else self._said(concept)

    def _english(self, concept: Concept) -> str:
        return self._random.choice(concept.english or (concept.name,))

    @cached_property
    def _by_name(self) -> dict[str, Concept]:
        return self._lexicon.by_name

    @cached_property
    def _of_kind(self) -> dict[ConceptKind, list[str]]:
        kinds: defaultdict[ConceptKind, list[str]] = defaultdict(list)
        for concept in self._lexicon.concepts:
            kinds[concept.kind].append(concept.name)
        return kinds

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children: defaultdict[str, list[str]] = defaultdict(list)
        for concept in self._lexicon.concepts:
            for parent in concept.broader:
                children[parent].append(concept.name)
        return children

    @cached_property
    def _made_by(self) -> dict[str, list[str]]:
        made: defaultdict[str, list[str]] = defaultdict(list)
        for concept in self._lexicon.concepts:
            if concept.kind is ConceptKind.PRODUCT:
                for way in concept.made_by:
                    made[way].append(concept.name)
        return made
