"""Two firms that can stand in for each other and are not struck together (相互の代替先)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from enishi.domain.bia.independence import hazard_independence
from enishi.domain.bia.scenario import Location, Scenario
from enishi.domain.errors import InvalidValueError


@dataclass(frozen=True, slots=True)
class Coverage:
    """One firm can do what another needs when that one stands."""

    firm_ref: str
    covers_ref: str

    def __post_init__(self) -> None:
        if self.firm_ref == self.covers_ref:
            raise InvalidValueError(
                "自社を自社の代替先にはできません",
                field="covers_ref",
                english="a firm cannot stand in for itself",
            )


@dataclass(frozen=True, slots=True)
class BackupPair:
    """Two firms that cover each other; each with how far the other is spared when it is hit."""

    one: str
    other: str
    independence_of_one: Decimal | None  # of the one, when the other is hit
    independence_of_other: Decimal | None

    @property
    def weakest(self) -> Decimal:
        """The lower of both; what is unknown counts as none."""
        return min(self.independence_of_one or Decimal(0), self.independence_of_other or Decimal(0))

    @property
    def text(self) -> str:
        """What the pair is worth, in words without names."""
        if None in (self.independence_of_one, self.independence_of_other):
            return (
                "互いに代替できますが、所在が不明か被災しないため、災害を共にしないかは言えません"
            )
        if self.weakest == 0:
            return "互いに代替できますが、同じ災害で止まります"
        return (
            f"互いに代替でき、一方が被災するとき他方は少なくとも{self.weakest:.0%}の割合で動けます"
        )


def backup_pairs(
    coverages: Iterable[Coverage],
    places: Mapping[str, Sequence[Location]],
    scenarios: Sequence[Scenario],
) -> tuple[BackupPair, ...]:
    """Return the pairs that cover each other, the most independent first, ties by reference.

    A firm without places is of unknown independence.
    """
    found = {(coverage.firm_ref, coverage.covers_ref) for coverage in coverages}
    pairs = [
        BackupPair(
            one=one,
            other=other,
            independence_of_one=hazard_independence(
                places.get(other, ()), places.get(one, ()), scenarios
            ),
            independence_of_other=hazard_independence(
                places.get(one, ()), places.get(other, ()), scenarios
            ),
        )
        for one, other in found
        if one < other and (other, one) in found
    ]
    return tuple(sorted(pairs, key=lambda pair: (-pair.weakest, pair.one, pair.other)))
