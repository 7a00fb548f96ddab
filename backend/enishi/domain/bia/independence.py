"""Whether a partner still works when the firm does not: hazards by footprint, in figures and words.

Correlation comes from the shared footprint, never from an assumed coefficient. A partner whose
place is not known is neither hit nor spared: its independence is unknown, and ranks as none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from enishi.domain.bia.case import Case
from enishi.domain.bia.product import Product
from enishi.domain.bia.scenario import Exposure, Location, Scenario
from enishi.domain.bia.values import share
from enishi.domain.errors import InvalidValueError


@dataclass(frozen=True, slots=True)
class SharedHazard:
    """What one event does to a partner, and what the two have in common in it."""

    scenario_ref: str
    exposure: Exposure
    shared: tuple[str, ...]  # in words


def exposure(places: Sequence[Location], scenario: Scenario) -> Exposure:
    """Return whether an event strikes the work that is done at these places.

    The places are those where the work may be done: where it is not known which of them it is,
    every one must be spared. No place at all is unknown.
    """
    found = {scenario.footprint.strikes(place) for place in places}
    if Exposure.HIT in found:
        return Exposure.HIT
    return Exposure.SPARED if found == {Exposure.SPARED} else Exposure.UNKNOWN


def hazard_independence(
    own: Sequence[Location], partner: Sequence[Location], scenarios: Iterable[Scenario]
) -> Decimal | None:
    """Return in which share of the firm's own outages the partner is spared, 0…1.

    HI(i,j) = Σ λ·P(i out)·(1 − P(j out)) / Σ λ·P(i out) over the scenarios, with P 1 or 0 by
    footprint (models.md §4.6). None: the firm is never hit, or a place is not known.
    """
    struck = spared = Decimal(0)
    for scenario in scenarios:
        mine, theirs = exposure(own, scenario), exposure(partner, scenario)
        if mine is Exposure.SPARED:
            continue
        if Exposure.UNKNOWN in (mine, theirs):
            return None
        struck += scenario.annual_rate
        spared += scenario.annual_rate if theirs is Exposure.SPARED else 0
    return spared / struck if struck else None


def shared_hazards(
    own: Sequence[Location], partner: Sequence[Location], scenarios: Iterable[Scenario]
) -> tuple[SharedHazard, ...]:
    """Return for every event what it does to the partner, with what is shared in words."""
    return tuple(
        SharedHazard(scenario.ref, exposure(partner, scenario), _in_common(own, partner, scenario))
        for scenario in scenarios
    )


def own_places(case: Case, product: Product) -> tuple[Location, ...]:
    """Return where a product is made: the sites of its steps, else every site of the firm."""
    named = {step.site_ref for step in product.steps}
    sites = [site for site in case.sites if site.ref in named] or case.sites
    return tuple(site.place for site in sites)


def both_out(chance: Decimal, common_shock: Decimal) -> Decimal:
    """Return how likely two equal suppliers fail together, each with a chance of 0…1.

    A common shock takes both; beside it each fails on its own, so that its whole chance stays
    the same: c + (1 − c)·((p − c)/(1 − c))² (Marshall and Olkin's common shock).
    """
    share(chance, "chance")
    share(common_shock, "common_shock")
    if common_shock > chance:
        raise InvalidValueError(
            "共通の原因の確率は、1社が止まる確率を超えられません",
            field="common_shock",
            english="a common shock cannot be likelier than one supplier's failure",
        )
    if common_shock == 1:
        return Decimal(1)
    alone = (chance - common_shock) / (1 - common_shock)
    return common_shock + (1 - common_shock) * alone * alone


def _in_common(
    own: Sequence[Location], partner: Sequence[Location], scenario: Scenario
) -> tuple[str, ...]:
    words = (
        word
        for mine in own
        for theirs in partner
        for word in scenario.footprint.shared_by(mine, theirs)
    )
    return tuple(dict.fromkeys(words))
