"""What is allocated: which firms could be shown to which, and what each showing is worth."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from operator import attrgetter

from enishi.domain.allocation.rules import WHOLE, AllocationRules
from enishi.domain.errors import InvalidValueError

# Placing one more firm may ask others to change their partners, one after the other: it outweighs
# the loss of a hundred pairs. Weights that outgrow the whole network (10⁸ and more) take OR-tools
# minutes instead of seconds.
_PROMISE = 100 * WHOLE


@dataclass(frozen=True, slots=True)
class AllocationArc:
    """One firm that could be shown to another."""

    viewer: str  # firm_ref
    shown: str  # firm_ref
    value: int  # to both sides together, in ten-thousandths
    is_same_cluster: bool = False  # False as well where the cluster of one is unknown


@dataclass(frozen=True)
class AllocationProblem:
    """The arcs of a week in one fixed order, with what is settled already.

    However the arcs come, they stand in order of the refs: the same firms get the same answer.
    Raises InvalidValueError for a firm shown to itself, a pair that comes twice, and a value
    that is no share of one.
    """

    arcs: tuple[AllocationArc, ...]
    rules: AllocationRules = field(default_factory=AllocationRules)
    newcomers: frozenset[str] = frozenset()  # firm_refs
    tried: frozenset[tuple[str, str]] = frozenset()  # (viewer, shown) that exploration has chosen

    def __post_init__(self) -> None:
        arcs = tuple(sorted(self.arcs, key=attrgetter("viewer", "shown")))
        object.__setattr__(self, "arcs", arcs)
        pairs = {(arc.viewer, arc.shown) for arc in arcs}
        is_sound = all(arc.viewer != arc.shown and 0 <= arc.value <= WHOLE for arc in arcs)
        if not is_sound or len(pairs) < len(arcs) or not pairs.isdisjoint(self.tried):
            raise InvalidValueError(
                "割り当ての候補が正しくありません",
                field="arcs",
                english="each pair once, of two firms, with a value from 0 to 1",
            )

    @property
    def viewers(self) -> list[str]:
        """The firms that somebody could be shown to, in order."""
        return sorted({arc.viewer for arc in self.arcs})

    @property
    def shown(self) -> list[str]:
        """The firms that could be shown, in order."""
        return sorted({arc.shown for arc in self.arcs})

    @property
    def received(self) -> Counter[str]:
        """How many places of whose list are taken already."""
        return Counter(viewer for viewer, _ in self.tried)

    @property
    def seen(self) -> Counter[str]:
        """How often who is shown already."""
        return Counter(shown for _, shown in self.tried)

    @property
    def promise(self) -> int:
        """What it weighs, in ten-thousandths, that a firm is not left out."""
        return _PROMISE if self.rules.is_everybody_first else 0

    def worth(self, chosen: Collection[AllocationArc]) -> int:
        """Return what a choice is worth, promises and bonuses included, in ten-thousandths."""
        firsts = {arc.shown for arc in chosen} - self.seen.keys()
        viewers = {arc.viewer for arc in chosen} - self.received.keys()
        bonuses = sum(self.rules.bonus_of(is_new=ref in self.newcomers) for ref in firsts)
        promised = self.promise * (len(firsts) + len(viewers))
        return sum(arc.value for arc in chosen) + bonuses + promised
