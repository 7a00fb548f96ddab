"""What several plans count on from one partner at once, as the owner of one of them is told."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal

from enishi.domain.bia.case import Case
from enishi.domain.bia.claims import CapacityClaim, SharedCapacity, shared_capacities
from enishi.domain.bia.filing import FiledCase
from enishi.domain.bia.option import RecoveryOption
from enishi.domain.bia.partner import Partner
from enishi.domain.bia.recovery import is_out
from enishi.domain.bia.scenario import Footprint, Scenario

_MONTHS = 12


def claims_on(
    own: FiledCase, others: Iterable[FiledCase], partners: Mapping[str, Partner]
) -> tuple[SharedCapacity, ...]:
    """Return the partners of a case that plans claim beyond their capacity in one event.

    Another plan's event is the same one if its hazard is of the same kind and the areas meet:
    plans call their scenarios as they like. Only plans with such an event are counted; whose
    they are is in the answer as a reference, and not to be shown.
    """
    plans = list(others)
    found: list[SharedCapacity] = []
    for scenario in own.case.scenarios:
        claims = [*_claims(own.ref, own.case, scenario, scenario.ref)]
        for plan in plans:
            same = [item for item in plan.case.scenarios if _is_same(item, scenario)]
            for item in same[:1]:  # one event, however finely another plan tells it apart
                claims += _claims(plan.ref, plan.case, item, scenario.ref)
        mine = {claim.firm_ref for claim in claims if claim.plan_ref == own.ref}
        capacities = _capacities(own.case, partners, mine)
        relevant = (claim for claim in claims if claim.firm_ref in mine)
        found += (item for item in shared_capacities(relevant, capacities) if item.is_short)
    return tuple(found)


def _claims(
    plan_ref: str, case: Case, scenario: Scenario, event_ref: str
) -> Iterator[CapacityClaim]:
    for option in case.options:
        if option.firm_ref is not None and not is_out(option, scenario):
            yield CapacityClaim(plan_ref, option.firm_ref, event_ref, _claimed(case, option))


def _claimed(case: Case, option: RecoveryOption) -> Decimal:
    """Return pieces a day: its capacity, and no more than the product's demand."""
    demand = case.product(option.product_ref).demand_per_day
    capacity = option.capacity_per_day
    return demand if capacity is None else min(demand, capacity)


def _capacities(
    case: Case, partners: Mapping[str, Partner], refs: Collection[str]
) -> dict[str, Decimal]:
    """Return what partners say that they can do on a day of the firm's calendar, where they do."""
    found: dict[str, Decimal] = {}
    for option in case.options:
        partner = partners.get(option.firm_ref or "")
        if option.firm_ref is None or option.firm_ref not in refs or partner is None:
            continue
        capability = partner.capability(option.capability_ref)
        if capability is not None and capability.capacity_per_month is not None:
            year = capability.capacity_per_month * _MONTHS
            found[option.firm_ref] = year / case.finance.calendar_days
    return found


def _is_same(one: Scenario, other: Scenario) -> bool:
    return one.hazard is other.hazard and _meet(one.footprint, other.footprint)


def _meet(one: Footprint, other: Footprint) -> bool:
    return bool(
        one.municipalities & other.municipalities
        or one.river_systems & other.river_systems
        or one.power_areas & other.power_areas
    )
