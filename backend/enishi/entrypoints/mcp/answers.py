"""What agents are answered: the API's bodies without what only a screen or a statistic needs.

Each is read off the API's own body by name, so nothing is said here that is not said there;
parts of scores are never asked for.
"""

from datetime import date, datetime
from typing import TypeVar

from pydantic import BaseModel, Field

from enishi.domain.introduction import Ending, Side, Stage
from enishi.domain.match import Fit
from enishi.domain.match_response import MatchAnswer
from enishi.domain.need import NeedKind
from enishi.entrypoints.wire.answers import (
    CapabilityOut,
    CountOut,
    FirmBrief,
    NeedOut,
    VerdictOut,
)
from enishi.entrypoints.wire.introduction_answers import ReadinessOut, SentenceOut


class FoundFirm(BaseModel):
    """見つかった企業と、その理由。"""

    firm: FirmBrief = Field(description="id は describe_firm に渡せます")
    capability: CapabilityOut | None = Field(description="一番近い能力。空なら紹介文が近い企業")
    fit: Fit = Field(description="当てはまりの度合い（高い・中・低い）")
    reasons: list[SentenceOut] = Field(description="なぜ見つかったか")
    constraints: list[VerdictOut] = Field(description="条件ごとの判定")
    is_other_cluster: bool | None = Field(description="探す側と別の産地か。不明なら null")


class FoundFirms(BaseModel):
    """検索の答え。3つの版がそろえば、同じ答えが再現します。"""

    items: list[FoundFirm]
    near_misses: list[FoundFirm] = Field(description="条件を1つだけ満たさない企業")
    count: CountOut
    relaxations: list[SentenceOut] = Field(description="条件を1つゆるめると何社になるか")
    nothing_fits: bool
    index_version: str
    model_version: str
    ranker_version: str


class FirmsForNeed(FoundFirms):
    """掲示された探しものと、それに合う企業。"""

    need: NeedOut


class JointWordsOut(BaseModel):
    """2社の知識の重なりを、言葉で。"""

    has_contact: bool = Field(description="false なら接点不足")
    text: str
    text_en: str
    shared: list[str] = Field(description="共通の用語")
    only_partner: list[str] = Field(description="相手だけにある用語")
    only_own: list[str] = Field(description="自社だけにある用語")
    forecast_text: str = Field(description="この2社だけで会い続けたときの見通し")
    forecast_text_en: str


class PartnerForFirm(BaseModel):
    """共同開発の相手になりそうな企業と、その理由。"""

    firm: FirmBrief = Field(description="id は describe_firm に渡せます")
    is_other_cluster: bool | None = Field(description="別の産地か。不明なら null")
    joint: JointWordsOut


class PartnersForFirm(BaseModel):
    """探しものがなくても会ってみるとよい企業。"""

    items: list[PartnerForFirm]
    compared: int = Field(description="くらべた企業の数")
    known: int = Field(description="すでに関係があるので除いた企業の数")
    index_version: str
    model_version: str
    joint_version: str


class SuggestionForFirm(BaseModel):
    """今週会ってみるとよい企業と、その理由。"""

    firm: FirmBrief = Field(description="id は describe_firm に渡せます")
    ground_label: str = Field(examples=["探しものに合う"])
    need_title: str | None
    is_other_cluster: bool | None = Field(description="別の産地か。不明なら null")
    is_trial: bool = Field(description="試しの一枠か")
    why: list[str]
    missing: list[str] = Field(description="足りないもの、分からないもの")
    answer: MatchAnswer | None = Field(description="もう返した返事")


class SuggestionsForFirm(BaseModel):
    """ある企業の、ある週の提案。"""

    week: str
    made_at: datetime | None = Field(description="まだ作られていない週では null")
    items: list[SuggestionForFirm]


class HealthPart(BaseModel):
    """固定化の指数の成分と、何を数えたか。"""

    label: str
    points: float | None = Field(description="指数に占める点。数えられないときは null")
    text: str
    text_en: str


class HealthBridge(BaseModel):
    """足すと固定化が下がる、まだない関係。"""

    text: str
    text_en: str


class NetworkHealth(BaseModel):
    """ネットワークの固定化。データが足りなければ数は null です。"""

    name: str
    until: date = Field(description="この日までの半年を数えた")
    value: float | None = Field(description="0（開いた）〜100（閉じた）")
    low: float | None
    high: float | None
    band_label: str | None = Field(examples=["適度"])
    confidence_label: str
    confidence_text: str
    confidence_text_en: str
    meetings: int
    firms: int
    newcomers: int
    parts: list[HealthPart]
    bridges: list[HealthBridge]
    platform: float | None = Field(description="全体の指数。くらべるため")
    fixation_version: str


class IntroductionStatus(BaseModel):
    """紹介がどこまで進んだか。企業には、自社にかかわる部分だけが見えます。"""

    introduction_ref: str
    need_ref: str | None
    purpose: NeedKind
    title: str
    stage: Stage
    stage_label: str = Field(examples=["打診"])
    ending: Ending | None = Field(description="どう終わったか。進行中は null")
    seeker: FirmBrief | None = Field(description="探す側。名前が伏せられているときは null")
    candidate: FirmBrief | None = Field(description="紹介先。名前が伏せられているときは null")
    answers: dict[Side, bool] = Field(description="会うかどうかの返事。見えるものだけ")
    told: SentenceOut | None = Field(description="終わった理由")
    readiness: ReadinessOut | None = Field(description="代替調達の備え。ほかの目的では null")
    next_date: date | None = Field(description="次に確かめる日（コーディネーターだけ）")
    opened_at: datetime
    updated_at: datetime


class IntroductionStatuses(BaseModel):
    """進行中の紹介の新しい順の一覧か、たずねられた1件。"""

    items: list[IntroductionStatus]
    has_more: bool = Field(description="まだほかにあるか")


AnswerT = TypeVar("AnswerT", bound=BaseModel)


def read_off(body: BaseModel, answer: type[AnswerT]) -> AnswerT:
    """Return what an answer tells of one of the API's bodies; the rest is left out."""
    return answer.model_validate(body.model_dump())
