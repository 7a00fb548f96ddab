"""Partners of the network as a case has to take them today: there or gone, where, how ready."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from enishi.domain.bia.case import Case
from enishi.domain.bia.option import RecoveryOption
from enishi.domain.bia.scenario import Location
from enishi.domain.firm import Facility, Firm
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

    def places(self, capability_ref: str | None) -> tuple[Location, ...]:
        """Return where the work is done: the capability's facility, else every facility."""
        if self.firm is None:
            return ()
        capability = self.firm.capability(capability_ref) if capability_ref else None
        if capability is not None:
            return (_location(self.firm.facility_of(capability)),)
        return tuple(map(_location, self.firm.facilities))


def followed(case: Case, partners: Mapping[str, Partner]) -> Case:
    """Return the case with every option as its partner stands today.

    Places and the rung of readiness always follow the network: a hazard moves with a machine,
    and a rung without evidence is a paper backup. So does a capacity or a lead time that nobody
    has confirmed (推定). What a partner confirmed stays until somebody changes it.
    """
    return replace(case, options=tuple(_followed(item, partners) for item in case.options))


def gone_among(case: Case, partners: Mapping[str, Partner]) -> frozenset[str]:
    """Return the refs of the options whose partner is not there any more."""
    return frozenset(
        option.ref
        for option in case.options
        if (partner := _partner(option, partners)) is not None and partner.firm is None
    )


def _followed(option: RecoveryOption, partners: Mapping[str, Partner]) -> RecoveryOption:
    partner = _partner(option, partners)
    if partner is None:
        return option
    if partner.firm is None:
        return replace(option, rung=Rung.CANDIDATE, valid_until=None, is_named=False)
    return replace(
        option,
        places=partner.places(option.capability_ref),
        rung=partner.readiness.rung,
        valid_until=partner.readiness.valid_until,
        introduction_ref=partner.introduction_ref or option.introduction_ref,
        is_named=partner.is_named,
    )


def _partner(option: RecoveryOption, partners: Mapping[str, Partner]) -> Partner | None:
    return partners.get(option.firm_ref) if option.firm_ref else None


def _location(facility: Facility) -> Location:
    return Location(facility.municipality_code, facility.river_system, facility.power_area)
