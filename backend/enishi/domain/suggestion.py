"""Suggestions: one firm shown to another in one week, and why."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from enishi.domain.correction import CorrectionReason
from enishi.domain.errors import InvalidValueError
from enishi.domain.iso_week import IsoWeek
from enishi.domain.japan_time import must_be_utc
from enishi.domain.limits import NAME, bounded
from enishi.domain.match_response import MatchAnswer
from enishi.domain.need import NeedKind


class SuggestionGround(StrEnum):
    """What speaks for showing a firm."""

    OWN_NEED = "own_need"  # it can do what the viewer looks for
    THEIR_NEED = "their_need"  # the viewer can do what it looks for
    JOINT_DEVELOPMENT = "joint_development"  # useful difference, no posted need

    @property
    def label(self) -> str:
        """Japanese name."""
        return _GROUNDS[self]


_GROUNDS = {
    SuggestionGround.OWN_NEED: "探しものに合う",
    SuggestionGround.THEIR_NEED: "相手の探しものに応えられる",
    SuggestionGround.JOINT_DEVELOPMENT: "共同開発",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One place of the weekly list of one firm.

    `value` is what both sides gain, the geometric mean of what each does, from 0 to 1 in
    ten-thousandths: the flow that allocates counts in whole ten-thousandths.
    """

    ref: str
    week: IsoWeek
    viewer_ref: str  # firm_ref of who is shown somebody
    shown_ref: str  # firm_ref of who is shown
    place: int  # 1 is the first of the viewer's list
    ground: SuggestionGround
    purpose: NeedKind
    value: Decimal
    is_other_cluster: bool | None = None  # None: the cluster of one of them is unknown
    is_trial: bool = False  # 試し: the exploratory place of the list
    need_ref: str | None = None  # the need that the ground speaks of
    why: tuple[str, ...] = ()  # sentences in Japanese, the strongest first
    missing: tuple[str, ...] = ()  # what is missing or not known, in Japanese
    why_en: tuple[str, ...] = field(default=(), kw_only=True)
    missing_en: tuple[str, ...] = field(default=(), kw_only=True)
    # Of what the sentences were written from: who has changed or hidden it since is not quoted.
    source_mark: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        bounded(self.ref, "suggestion_ref", NAME, required=True)
        bounded(self.viewer_ref, "viewer_ref", NAME, required=True)
        bounded(self.shown_ref, "shown_ref", NAME, required=True)
        if self.viewer_ref == self.shown_ref:
            raise InvalidValueError(
                "自社は紹介できません", field="shown_ref", english="a firm is not shown to itself"
            )
        if not 0 <= self.value <= 1:
            raise InvalidValueError(
                "値は0から1です", field="value", english="a value is from 0 to 1"
            )


@dataclass(frozen=True, slots=True)
class SuggestionVersions:
    """What a week's suggestions came from, so that they can be computed again."""

    index_version: str
    model_version: str
    ranker_version: str
    joint_version: str  # of the setting of the joint-development score
    allocation_version: str
    seed: int  # of the exploration


@dataclass(frozen=True, slots=True)
class SuggestionRound:
    """The suggestions of one week: made once, and read from then on."""

    week: IsoWeek
    made_at: datetime  # UTC
    versions: SuggestionVersions
    firms: int  # that could be shown or be shown somebody
    is_fallback: bool = False  # by the greedy rule, because the solver failed


@dataclass(frozen=True, slots=True)
class SuggestionAnswer:
    """What the viewer last answered to a suggestion."""

    suggestion_ref: str
    answer: MatchAnswer
    at: datetime  # UTC
    by: str | None  # person_ref
    reason: CorrectionReason | None = None  # of 違う

    def __post_init__(self) -> None:
        bounded(self.suggestion_ref, "suggestion_ref", NAME, required=True)
        bounded(self.by, "by", NAME)
        must_be_utc(self.at, "at")
        if self.reason is not None and self.answer is not MatchAnswer.DOES_NOT_FIT:
            raise InvalidValueError(
                "理由は「違う」のときに選びます",
                field="reason",
                english="a reason goes with does_not_fit",
            )


@dataclass(frozen=True, slots=True)
class SuggestionPause:
    """A firm that wants to be shown nobody, and to be shown to nobody, for a while."""

    firm_ref: str
    since: datetime  # UTC
    until: date | None = None  # the last day in Japan; None: until the firm says otherwise

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day in Japan."""
        return self.until is None or day <= self.until
