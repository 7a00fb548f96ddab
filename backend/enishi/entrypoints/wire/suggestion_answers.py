"""What is answered about the weekly suggestions, and about how evenly firms are shown."""

from datetime import date, datetime

from pydantic import BaseModel, Field

from enishi.domain.correction import CorrectionReason
from enishi.domain.match_response import MatchAnswer
from enishi.domain.need import NeedKind
from enishi.domain.suggestion import SuggestionGround
from enishi.entrypoints.wire.answers import FirmBrief
from enishi.entrypoints.wire.introduction_answers import IntroductionOut, SentenceOut


class SuggestionOut(BaseModel):
    """今週の提案の一つ。"""

    suggestion_ref: str
    place: int
    firm: FirmBrief
    ground: SuggestionGround
    ground_label: str = Field(examples=["探しものに合う"])
    purpose: NeedKind
    need_id: str | None
    need_title: str | None
    is_other_cluster: bool | None
    is_trial: bool = Field(description="試しの一枠か")
    why: list[str]
    missing: list[str] = Field(description="足りないもの、分からないもの")
    why_en: list[str]
    missing_en: list[str]
    answer: MatchAnswer | None = Field(description="もう返した返事")


class SuggestionPage(BaseModel):
    """ある企業の、ある週の提案。"""

    week: str = Field(examples=["2026-W48"])
    made_at: datetime | None = Field(description="まだ作られていない週では null")
    items: list[SuggestionOut]
    index_version: str | None
    model_version: str | None
    ranker_version: str | None
    joint_version: str | None
    allocation_version: str | None
    is_paused: bool = Field(description="いま、提案を休んでいるか")
    paused_until: date | None = Field(description="休む最後の日。無期限なら null")


class SuggestionResponseAnswer(BaseModel):
    """提案への返事と、それで始まったこと。"""

    suggestion_ref: str
    answer: MatchAnswer
    reason: CorrectionReason | None
    answered_at: datetime
    introduction: IntroductionOut | None = Field(description="始まった、または加わった紹介")
    waiting: SentenceOut | None = Field(description="まだ紹介が始まらないとき、その理由")


class SuggestionPauseOut(BaseModel):
    """提案を休んでいるかどうか。"""

    is_paused: bool
    until: date | None = Field(description="休む最後の日。無期限なら null")


class SuggestionRoundOut(BaseModel):
    """ある週の提案をまとめて作った記録。"""

    week: str = Field(examples=["2026-W48"])
    made_at: datetime
    firms: int = Field(description="加わった企業")
    is_fallback: bool = Field(description="解けずに簡単な規則で割り当てた週か")
    index_version: str
    model_version: str
    ranker_version: str
    joint_version: str
    allocation_version: str


class ExposureGroupOut(BaseModel):
    """見せられた回数の、企業の組ごとのまとめ。"""

    name: str = Field(examples=["new"])
    label: str = Field(examples=["新しい企業（登録から90日まで）"])
    firms: int
    shown: int = Field(description="見せられた延べ回数")
    mean: float
    zero_share: float = Field(description="一度も見せられなかった企業の割合")


class ExposureLoadOut(BaseModel):
    """見せられた回数の分布の一段。"""

    times: int
    firms: int


class ExposureAuditOut(BaseModel):
    """ある週の、見せ方の点検。"""

    week: str
    made_at: datetime
    firms: int
    viewers: int = Field(description="提案を受け取った企業")
    suggestions: int
    gini: float | None = Field(description="0 は等しく、1 に近いほど偏る")
    zero_share: float | None = Field(description="一度も見せられなかった企業の割合")
    most_shown: int
    other_cluster_share: float | None
    trials: int
    groups: list[ExposureGroupOut]
    loads: list[ExposureLoadOut]
    naive_gini: float | None = Field(description="似た順に5社ずつ見せた場合")
    naive_zero_share: float | None
    naive_most_shown: int | None
    is_fallback: bool = Field(description="解けずに簡単な規則で割り当てた週か")
    text: str = Field(description="この週の見せ方を一文で")
    text_en: str
    allocation_version: str


class ExposureAuditPage(BaseModel):
    """見せ方の点検の一覧。新しい週から。"""

    items: list[ExposureAuditOut]
