"""Who sees which introductions, and who may change them."""

from collections.abc import Mapping
from dataclasses import dataclass

from enishi.domain.access import Caller
from enishi.domain.chamber import Region
from enishi.domain.firm import Firm
from enishi.domain.introduction.introduction import Introduction
from enishi.domain.introduction.stage import Side


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody's introductions are.

    A coordinator sees the cases of their chamber, those that it was handed or asked to take,
    and those of firms in its region; a firm sees its own, as candidate once it was approached.
    A key that is narrowed to a region coordinates only what is of a firm in it.
    """

    firm_refs: frozenset[str] = frozenset()
    chamber_refs: frozenset[str] = frozenset()
    regions: tuple[Region, ...] = ()
    is_everything: bool = False  # an operator's
    within: Region | None = None  # what a key narrows a coordinator to; None: nothing

    def coordinates(self, case: Introduction, firms: Mapping[str, Firm]) -> bool:
        """Whether they see it as a coordinator does; `firms` are both sides where they exist."""
        pair = [firms[ref] for ref in (case.seeker_ref, case.candidate_ref) if ref in firms]
        is_within = self.within is None or any(self.within.covers(firm) for firm in pair)
        return self.is_everything or (
            is_within
            and (
                not self.chamber_refs.isdisjoint(case.chamber_refs)
                or any(region.covers(firm) for region in self.regions for firm in pair)
            )
        )

    def sides(self, case: Introduction) -> frozenset[Side]:
        """Return the sides that they are on, as far as these know of it."""
        return frozenset(
            side for side in Side if case.firm_of(side) in self.firm_refs and case.is_known_to(side)
        )

    def covers(self, case: Introduction, firms: Mapping[str, Firm]) -> bool:
        """Whether it is there for them at all."""
        return bool(self.sides(case)) or self.coordinates(case, firms)


def sight_of(by: Caller) -> Sight:
    """Return what a caller sees."""
    return Sight(by.firm_refs, by.chamber_refs, by.regions, by.is_operator, by.within)


def leads(by: Caller, case: Introduction) -> bool:
    """Whether the caller's chamber leads the case; an operator leads all."""
    return by.is_operator or case.chamber_ref in by.chamber_refs
