"""Capacity that several plans claim from one supplier in one event: added up and shared out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from enishi.domain.bia.option import RecoveryOption
from enishi.domain.bia.scenario import Scenario
from enishi.domain.bia.values import amount


@dataclass(frozen=True, slots=True)
class CapacityClaim:
    """What one plan counts on from one supplier in one event."""

    plan_ref: str  # the case
    firm_ref: str  # the supplier
    scenario_ref: str
    per_day: Decimal  # pieces

    def __post_init__(self) -> None:
        amount(self.per_day, "per_day")


@dataclass(frozen=True, slots=True)
class SharedCapacity:
    """What a supplier's capacity comes to for every plan that counts on it in one event."""

    firm_ref: str
    scenario_ref: str
    plan_refs: tuple[str, ...]
    claimed: Decimal  # pieces a day
    capacity: Decimal  # pieces a day
    granted_share: Decimal  # of each claim, 0…1

    @property
    def is_short(self) -> bool:
        """Whether the plans claim more than there is."""
        return self.claimed > self.capacity

    @property
    def text(self) -> str:
        """What an owner of one of the plans is told; the other plans are not named."""
        others = len(self.plan_refs) - 1
        claimed, capacity = f"{round(self.claimed, 1):,f}", f"{round(self.capacity, 1):,f}"
        if not self.is_short:
            return (
                f"ほかの{others}件の計画と合わせて1日{claimed}個で、能力1日{capacity}個に収まります"
            )
        return (
            f"ほかの{others}件の計画と合わせて1日{claimed}個を当てにしていますが、"
            f"能力は1日{capacity}個です。按分すると{self.granted_share:.0%}になります"
        )


def shared_capacities(
    claims: Iterable[CapacityClaim], capacities: Mapping[str, Decimal]
) -> tuple[SharedCapacity, ...]:
    """Return every supplier that more than one plan claims in the same event, in a fixed order.

    Each plan gets the same share of what it claims: min(1, capacity / Σ claims). Claims on a
    supplier whose capacity is not known are left out: nothing can be shared of an unknown.
    """
    found: dict[tuple[str, str], list[CapacityClaim]] = {}
    for claim in claims:
        if claim.firm_ref in capacities:
            found.setdefault((claim.firm_ref, claim.scenario_ref), []).append(claim)
    return tuple(
        _shared(members, capacities[firm])
        for (firm, _), members in sorted(found.items())
        if len({member.plan_ref for member in members}) > 1
    )


def rationed(
    options: Iterable[RecoveryOption],
    scenario: Scenario,
    demand: Decimal,
    claims: Iterable[SharedCapacity],
) -> tuple[RecoveryOption, ...]:
    """Return options as an event leaves them: of a claimed partner only the share of the plan.

    `demand` is the product's pieces a day, which a capacity that is not stated stands for.
    """
    shares = {
        claim.firm_ref: claim.granted_share
        for claim in claims
        if claim.scenario_ref == scenario.ref
    }
    return tuple(_rationed(option, shares.get(option.firm_ref or ""), demand) for option in options)


def _rationed(option: RecoveryOption, granted: Decimal | None, demand: Decimal) -> RecoveryOption:
    if granted is None or not option.kind.needs_partner:
        return option
    stated = option.capacity_per_day
    claimed = demand if stated is None else min(demand, stated)
    return replace(option, capacity_per_day=claimed * granted)


def _shared(claims: Sequence[CapacityClaim], capacity: Decimal) -> SharedCapacity:
    claimed = sum((claim.per_day for claim in claims), Decimal(0))
    return SharedCapacity(
        firm_ref=claims[0].firm_ref,
        scenario_ref=claims[0].scenario_ref,
        plan_refs=tuple(sorted({claim.plan_ref for claim in claims})),
        claimed=claimed,
        capacity=capacity,
        granted_share=min(Decimal(1), capacity / claimed) if claimed else Decimal(1),
    )
