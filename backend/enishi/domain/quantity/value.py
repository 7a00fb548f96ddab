"""A quantity: a number with its unit, how strictly it is meant, and what it measures."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from enishi.domain.errors import InvalidValueError
from enishi.domain.quantity.unit import Dimension, Unit, to_decimal


class Sense(StrEnum):
    """How the number is meant."""

    EXACT = "exact"
    ABOUT = "about"  # 約, 前後, 程度; also 数百, whose ends are `value` and `upper`
    RANGE = "range"  # 〜
    AT_MOST = "at_most"  # 以内, 以下, まで, MAX
    UNDER = "under"  # 未満
    AT_LEAST = "at_least"  # 以上, から
    OVER = "over"  # 超


class Kind(StrEnum):
    """What the number measures, where the notation says more than its unit does."""

    SIZE = "size"  # 寸法: 600×400×25, 300角, 長さ300
    DIAMETER = "diameter"  # φ20
    THICKNESS = "thickness"  # t0.5
    THREAD = "thread"  # M6
    TOLERANCE = "tolerance"  # ±0.01, 直角度5μm, 1/100
    ROUGHNESS = "roughness"  # Ra0.2
    DISTANCE = "distance"  # 5km
    CLAMPING_FORCE = "clamping_force"  # 100tプレス, 型締力
    LOT = "lot"  # ロット500個
    LEAD_TIME = "lead_time"  # 納期


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the unit it was written in.

    `upper` is the far end of a RANGE and may be that of an ABOUT (数百個 = about 100 to 900).
    `span` is its (start, end) in the text it was read from, (0, 0) for one that was not.
    Raises InvalidValueError for a number that is not finite, ends in the wrong order, an
    `upper` missing from a range or given to anything but these two senses, and a negative
    number of anything but ℃.
    """

    value: Decimal
    unit: Unit
    sense: Sense = Sense.EXACT
    upper: Decimal | None = None
    span: tuple[int, int] = (0, 0)
    kind: Kind | None = None

    def __post_init__(self) -> None:
        if not (self.value.is_finite() and (self.upper is None or self.upper.is_finite())):
            raise _invalid("数値ではありません", "not a finite number")
        if self.value < 0 and self.unit.dimension is not Dimension.TEMPERATURE:
            raise _invalid("負の数にはできません", "must not be negative")
        if self.upper is not None and self.upper < self.value:
            raise _invalid("範囲の上下が逆です", "the range ends below its start")
        if self.upper is None and self.sense is Sense.RANGE:
            raise _invalid("範囲の上限がありません", "a range needs its upper end")
        if self.upper is not None and self.sense not in (Sense.RANGE, Sense.ABOUT):
            raise _invalid("上限は範囲にだけ付きます", "only a range has an upper end")
        if not 0 <= self.span[0] <= self.span[1]:
            raise _invalid("位置が正しくありません", "not a span")

    @property
    def greatest(self) -> Decimal:
        """The largest number that is written: `upper` if there is one."""
        return self.value if self.upper is None else self.upper

    def to(self, unit: Unit) -> "Quantity":
        """Return the same quantity in another unit, exact wherever decimals can be.

        Raises InvalidValueError if the two units do not measure the same.
        """
        if not self.unit.converts_to(unit):
            raise InvalidValueError(
                f"{self.unit.symbol}（{self.unit.dimension.value}）は"
                f"{unit.symbol}（{unit.dimension.value}）に換算できません",
                english=f"{self.unit.symbol} does not convert to {unit.symbol}",
            )
        ratio = self.unit.scale / unit.scale
        return replace(
            self,
            unit=unit,
            value=to_decimal(Fraction(self.value) * ratio),
            upper=None if self.upper is None else to_decimal(Fraction(self.upper) * ratio),
        )


def _invalid(message: str, english: str) -> InvalidValueError:
    return InvalidValueError(message, english=english)
