"""Partners of the network as a case has to take them today: there or gone, where, how ready."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from enishi.domain.bia.alternative import draft_alternative, places_of
from enishi.domain.bia.case import Case
from enishi.domain.bia.option import RecoveryOption
from enishi.domain.bia.scenario import Location
from enishi.domain.capability import Capability
from enishi.domain.firm import Firm
from enishi.domain.readiness import Readiness, Rung


@dataclass(frozen=True, slots=True)
class Partner:
    """One partner as the owner of a case sees it today.

    `firm` None: it has withdrawn, or is not there for the owner any more. A partner is named in
    a plan when both sides agreed to meet (双方同意) and nobody has ended it since: that a
    profile is public is no consent to stand in somebody's plan.
    """

    ref: str
    firm: Firm | None
    readiness: Readiness = field(default_factory=lambda: Readiness(Rung.CANDIDATE))
    introduction_ref: str | None = None
    is_named: bool = False
    is_mutual: bool = False  # it seeks the owner's help in turn, and both have agreed

    @property
    def places(self) -> tuple[Location, ...]:
        """Every place where it may work; empty where nothing is known."""
        return _everywhere(self.firm) if self.firm else ()

    def capability(self, ref: str | None) -> Capability | None:
        """Return the capability that does the work, where it is named and still there."""
        return self.firm.capability(ref) if self.firm and ref else None


def followed(case: Case, partners: Mapping[str, Partner]) -> Case:
    """Return the case with every option as its partner stands today.

    Places and the rung of readiness always follow the network: a hazard moves with a machine,
    and a rung without evidence is a paper backup. So does a capacity or a lead time that nobody
    has confirmed (推定). What a partner confirmed stays until somebody changes it.
    """
    return replace(case, options=tuple(_followed(case, item, partners) for item in case.options))


def gone_among(case: Case, partners: Mapping[str, Partner]) -> frozenset[str]:
    """Return the refs of the options whose partner is not there any more."""
    return frozenset(
        option.ref
        for option in case.options
        if (partner := _partner(option, partners)) is not None and partner.firm is None
    )


def _followed(
    case: Case, option: RecoveryOption, partners: Mapping[str, Partner]
) -> RecoveryOption:
    partner = _partner(option, partners)
    if partner is None:
        return option
    if partner.firm is None:
        return replace(option, rung=Rung.CANDIDATE, valid_until=None, is_named=False)
    option = _at_work(case, option, partner.firm, partner.capability(option.capability_ref))
    return replace(
        option,
        rung=partner.readiness.rung,
        valid_until=partner.readiness.valid_until,
        introduction_ref=partner.introduction_ref or option.introduction_ref,
        is_named=partner.is_named,
    )


def _at_work(
    case: Case, option: RecoveryOption, firm: Firm, capability: Capability | None
) -> RecoveryOption:
    """Return the option where, and as far as nobody confirmed it how fast, the firm works today."""
    if capability is None:
        return replace(option, places=_everywhere(firm))
    if not option.is_estimated:
        return replace(option, places=places_of(firm, capability))
    product = case.product(option.product_ref)
    fresh = draft_alternative(
        *(case, product, firm, capability), ref=option.ref, covers=option.covers
    ).option
    return replace(
        option,
        places=fresh.places,
        capacity_per_day=fresh.capacity_per_day,
        lead=replace(option.lead, production=fresh.lead.production),
    )


def _partner(option: RecoveryOption, partners: Mapping[str, Partner]) -> Partner | None:
    return partners.get(option.firm_ref) if option.firm_ref else None


def _everywhere(firm: Firm) -> tuple[Location, ...]:
    """Return every place where the firm may work; its municipality where it names no facility."""
    if not firm.facilities:
        return (Location(firm.municipality_code),) if firm.municipality_code else ()
    return tuple(
        Location(item.municipality_code, item.river_system, item.power_area)
        for item in firm.facilities
    )
