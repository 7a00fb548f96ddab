"""What a person answered to an item of their digest, by one tap and without signing in."""

from dataclasses import dataclass
from datetime import datetime

from enishi.domain.correction import CorrectionReason
from enishi.domain.iso_week import IsoWeek
from enishi.domain.japan_time import must_be_utc
from enishi.domain.limits import NAME, bounded
from enishi.domain.match_response import MatchAnswer


@dataclass(frozen=True, slots=True)
class DigestAnswer:
    """The last answer of one person to one item; an earlier one is replaced."""

    person_ref: str
    item_ref: str
    week: IsoWeek
    answer: MatchAnswer
    at: datetime  # UTC
    reason: CorrectionReason | None = None  # of 違う

    def __post_init__(self) -> None:
        bounded(self.person_ref, "person_ref", NAME, required=True)
        bounded(self.item_ref, "item_ref", NAME, required=True)
        must_be_utc(self.at, "at")
