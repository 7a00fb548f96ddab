"""How a loss is spread: what a simulation of one event found."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class LossDistribution:
    """The loss of an event whose durations are uncertain, in yen."""

    draws: int
    seed: int
    mean: Decimal
    standard_error: Decimal  # of the mean
    var95: Decimal  # the least loss that 95 % of the draws do not exceed
    cvar95: Decimal  # the mean of the worst 5 % (Rockafellar and Uryasev 2000)
