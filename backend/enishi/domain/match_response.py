"""What is answered to a match: one tap of a firm or of a coordinator."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enishi.domain.correction import NOTE, CorrectionReason
from enishi.domain.introduction.stage import Side
from enishi.domain.japan_time import must_be_utc
from enishi.domain.limits import NAME, bounded


class MatchAnswer(StrEnum):
    """The four answers under a match."""

    WANTS_TO_MEET = "wants_to_meet"
    KNOWS = "knows"
    DOES_NOT_FIT = "does_not_fit"
    NOT_NOW = "not_now"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _LABELS[self]


_LABELS = {
    MatchAnswer.WANTS_TO_MEET: "会いたい",
    MatchAnswer.KNOWS: "知っている",
    MatchAnswer.DOES_NOT_FIT: "違う",
    MatchAnswer.NOT_NOW: "今は無理",
}


@dataclass(frozen=True, slots=True)
class MatchResponse:
    """What one side last answered to a need and a firm found for it."""

    need_ref: str
    firm_ref: str
    side: Side | None  # whose answer it is; None: a coordinator's own
    answer: MatchAnswer
    at: datetime  # UTC
    by: str | None  # person_ref
    reason: CorrectionReason | None = None  # of 違う
    note: str | None = None

    def __post_init__(self) -> None:
        bounded(self.need_ref, "need_ref", NAME, required=True)
        bounded(self.firm_ref, "firm_ref", NAME, required=True)
        bounded(self.by, "by", NAME)
        bounded(self.note, "note", NOTE)
        must_be_utc(self.at, "at")
