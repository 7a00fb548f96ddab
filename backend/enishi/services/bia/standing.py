"""A filed case as it stands today: with its partners as the network knows them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from enishi.domain.bia.assessment import figures
from enishi.domain.bia.case import Case
from enishi.domain.bia.claims import SharedCapacity
from enishi.domain.bia.filing import FiledCase
from enishi.domain.bia.pairs import BackupPair, Coverage, backup_pairs
from enishi.domain.bia.partner import Partner, followed, gone_among
from enishi.domain.bia.sharing import claims_on
from enishi.domain.japan_time import day_in_japan
from enishi.services.bia.partners import partners_of
from enishi.services.ports import UnitOfWork


@dataclass(frozen=True)
class StandingCase:
    """A case with its partners as they are, and the options whose partner is gone."""

    case: Case
    gone: frozenset[str]
    claims: tuple[SharedCapacity, ...] = ()  # on partners that several plans count on
    pairs: tuple[BackupPair, ...] = ()  # with partners that count on the owner in turn


def as_it_stands(work: UnitOfWork, filed: FiledCase, day: date) -> StandingCase:
    """Return the case as it has to be assessed on a day."""
    partners = partners_of(work, filed, day)
    return StandingCase(
        case=followed(filed.case, partners),
        gone=gone_among(filed.case, partners),
        claims=_claims(work, filed, partners),
        pairs=_pairs(filed, partners),
    )


def reckoned(work: UnitOfWork, filed: FiledCase, now: datetime) -> FiledCase:
    """Return the case with the figures that it comes to today.

    Raises InvalidValueError for what cannot be reckoned: nothing is filed that has no figures.
    """
    day = day_in_japan(now)
    standing = as_it_stands(work, filed, day)
    reached = figures(standing.case, day, gone=standing.gone, claims=standing.claims)
    return replace(filed, figures=reached)


def _claims(
    work: UnitOfWork, filed: FiledCase, partners: Mapping[str, Partner]
) -> tuple[SharedCapacity, ...]:
    """Return what other plans claim, too: that there are such plans is told, not whose."""
    if not partners:
        return ()
    others = (item.record for item in work.cases.leaning_on(partners))
    return claims_on(filed, [item for item in others if item.ref != filed.ref], partners)


def _pairs(filed: FiledCase, partners: Mapping[str, Partner]) -> tuple[BackupPair, ...]:
    """Return the partners with whom both ways were agreed, and how far hazards are apart."""
    own = filed.firm_ref
    if own is None:
        return ()
    mutual = {ref: item for ref, item in partners.items() if item.firm and item.is_mutual}
    coverages = [
        coverage for ref in mutual for coverage in (Coverage(ref, own), Coverage(own, ref))
    ]
    places = {ref: item.places for ref, item in mutual.items()}
    sites = tuple(site.place for site in filed.case.sites)
    return backup_pairs(coverages, places | {own: sites}, filed.case.scenarios)
