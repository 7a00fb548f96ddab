"""A filed case as it stands today: with its partners as the network knows them."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from enishi.domain.bia.assessment import figures
from enishi.domain.bia.case import Case
from enishi.domain.bia.filing import FiledCase
from enishi.domain.bia.partner import followed, gone_among
from enishi.domain.japan_time import day_in_japan
from enishi.services.bia.partners import partners_of
from enishi.services.ports import UnitOfWork


@dataclass(frozen=True)
class StandingCase:
    """A case with its partners as they are, and the options whose partner is gone."""

    case: Case
    gone: frozenset[str]


def as_it_stands(work: UnitOfWork, filed: FiledCase, day: date) -> StandingCase:
    """Return the case as it has to be assessed on a day."""
    partners = partners_of(work, filed, day)
    return StandingCase(followed(filed.case, partners), gone_among(filed.case, partners))


def reckoned(work: UnitOfWork, filed: FiledCase, now: datetime) -> FiledCase:
    """Return the case with the figures that it comes to today.

    Raises InvalidValueError for what cannot be reckoned: nothing is filed that has no figures.
    """
    day = day_in_japan(now)
    standing = as_it_stands(work, filed, day)
    return replace(filed, figures=figures(standing.case, day, gone=standing.gone))
