"""What the fixation index counts, how much of it, and from where on a figure is called what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from enishi.domain.errors import InvalidValueError


class FixationAspect(StrEnum):
    """One thing that is fixed where the membership of a network is."""

    REPEATED = "q"
    SAME_PARTNERS = "jac"
    INCUMBENTS = "p"
    INSIDE = "ins"
    NARROW = "div"
    SHARED = "cvg"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _ASPECTS[self]


_ASPECTS = {
    FixationAspect.REPEATED: "同じ組の繰り返し",
    FixationAspect.SAME_PARTNERS: "変わらない相手",
    FixationAspect.INCUMBENTS: "いつもの顔ぶれ",
    FixationAspect.INSIDE: "内向き",
    FixationAspect.NARROW: "相手の偏り",
    FixationAspect.SHARED: "知識の重なり",
}


class FixationBand(StrEnum):
    """What a figure is called."""

    SHALLOW = "shallow"
    MODERATE = "moderate"
    FIXED = "fixed"
    LOCKED_IN = "locked_in"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _BANDS[self]


_BANDS = {
    FixationBand.SHALLOW: "関係が浅い",
    FixationBand.MODERATE: "適度",
    FixationBand.FIXED: "固定化傾向",
    FixationBand.LOCKED_IN: "ロックイン",
}


class FixationConfidence(StrEnum):
    """How much the data carry; where they are insufficient no figure is told."""

    INSUFFICIENT = "insufficient"
    INDICATIVE = "indicative"
    FIRM = "firm"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _CONFIDENCES[self]


_CONFIDENCES = {
    FixationConfidence.INSUFFICIENT: "データ不足",
    FixationConfidence.INDICATIVE: "参考",
    FixationConfidence.FIRM: "確定",
}

# Repeats weigh most: they are what closes a network; the rest tells how and around whom.
_WEIGHTS = {
    FixationAspect.REPEATED: 0.30,
    FixationAspect.SAME_PARTNERS: 0.15,
    FixationAspect.INCUMBENTS: 0.15,
    FixationAspect.INSIDE: 0.15,
    FixationAspect.NARROW: 0.15,
    FixationAspect.SHARED: 0.10,
}


@dataclass(frozen=True, slots=True)
class FixationSetting:
    """The choices behind the index; none of them is measured, so each has a version.

    Weights and bounds were tried on simulated histories only.
    """

    version: str = "fixation-1"
    weights: Mapping[FixationAspect, float] = field(
        default_factory=lambda: MappingProxyType(_WEIGHTS)
    )
    window_months: int = 6
    history_months: int = 36
    # Some incumbency helps: successful teams have more incumbents, and fewer repeats.
    usual_incumbents: float = 0.6
    aim: float = 1 / 3  # θ, the share of its own knowledge that a firm best has in common
    bands: tuple[float, float, float] = (20, 50, 75)
    least_meetings: int = 5  # fewer carry no figure
    enough_meetings: int = 20
    least_weight: float = 0.6  # of the parts that can be counted
    widest: float = 10  # half the interval, in points
    interval: float = 1.28  # standard errors to each side of an 80 % interval
    # Of fewer contacts it cannot be said how they are spread.
    least_contacts: int = 3

    def __post_init__(self) -> None:
        total = sum(self.weights.values())
        if abs(total - 1) > 1e-9 or min(self.weights.values()) < 0:
            raise InvalidValueError(
                f"重みの合計は1です（{total:g}）",
                field="weights",
                english=f"weights must sum to 1, not {total:g}",
            )

    def band_of(self, value: float) -> FixationBand:
        """Return what a figure is called; `value` is the figure as it is shown."""
        return list(FixationBand)[sum(value >= bound for bound in self.bands)]


STANDARD_FIXATION = FixationSetting()
