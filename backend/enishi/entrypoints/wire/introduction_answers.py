"""What is answered about introductions, with Japanese descriptions and examples."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, Field

from enishi.domain.introduction import DeclineReason, Ending, OutcomeItem, Side, Stage
from enishi.domain.match_response import MatchAnswer
from enishi.domain.need import NeedKind
from enishi.domain.readiness import Rung
from enishi.entrypoints.wire.answers import CorrectionOut, FirmBrief
from enishi.entrypoints.wire.bodies import Number


class SentenceOut(BaseModel):
    """読む人への文。"""

    text: str = Field(description="日本語")
    text_en: str = Field(description="英語")


class ReadinessOut(BaseModel):
    """備えの段と、その期限。"""

    rung: Rung = Field(
        description="candidate 候補 / asked 打診 / agreed 合意 / qualified 認定 / trained 訓練済"
    )
    label: str = Field(examples=["認定"])
    valid_until: date | None = Field(description="有効な最後の日。期限のない段では null")


class IntroductionOut(BaseModel):
    """紹介。企業には自社にかかわる部分だけが、コーディネーターには全部が見えます。"""

    introduction_ref: str
    need_ref: str | None
    need_id: str | None = Field(description="もとになる探しものの id。合う企業の一覧などに使います")
    purpose: NeedKind
    title: str
    stage: Stage
    stage_label: str = Field(examples=["打診"])
    next_stages: list[Stage] = Field(description="ここから進める段階と、戻せる段階")
    ending: Ending | None = Field(description="どう終わったか。進行中は null")
    seeker: FirmBrief | None = Field(description="探す側。名前が伏せられているときは null")
    candidate: FirmBrief | None = Field(description="紹介先。名前が伏せられているときは null")
    sides: list[Side] = Field(description="読んでいる人が属する側")
    answers: dict[Side, bool] = Field(description="会うかどうかの返事。見えるものだけ")
    released: list[str] = Field(description="相手に開示された項目", examples=[["firm_ref"]])
    told: SentenceOut | None = Field(description="終わった理由を、読んでいる側に伝える言葉")
    readiness: ReadinessOut | None = Field(description="代替調達の備え。ほかの目的では null")
    questions: dict[Side, int] = Field(description="いま成果をたずねる側と、面談からの日数")
    chamber_ref: str | None = Field(description="担当する会議所")
    coordinator_ref: str | None = Field(description="担当者（コーディネーターだけに見えます）")
    offered_to: str | None = Field(
        description="引き継ぎを申し込まれている会議所（コーディネーターだけに見えます）"
    )
    next_date: date | None = Field(description="次に確かめる日（コーディネーターだけに見えます）")
    opened_at: datetime
    updated_at: datetime


class IntroductionPage(BaseModel):
    """紹介の一覧。"""

    items: list[IntroductionOut]
    next_cursor: str | None


class IntroductionEventOut(BaseModel):
    """紹介の記録の一つ。書き足すだけで、直せません。"""

    at: datetime
    act: str = Field(examples=["moved"])
    label: str = Field(examples=["段階の変更"])
    content: dict[str, Any] = Field(description="何をしたか", examples=[{"to": "approached"}])
    actor_ref: str | None = Field(description="だれが。企業には自分のものだけ")
    note: str | None = Field(description="理由や覚え書き。企業には自分のものだけ")
    next_date: date | None = Field(description="次に確かめる日（コーディネーターだけ）")


class IntroductionEventPage(BaseModel):
    """紹介の記録。古い順です。"""

    items: list[IntroductionEventOut]
    next_cursor: str | None = None


class DueCaseOut(BaseModel):
    """確かめる日が来た紹介。"""

    introduction: IntroductionOut
    days_overdue: int = Field(description="過ぎた日数。0 は今日")


class DueQuestionOut(BaseModel):
    """成果をたずねる相手。"""

    introduction: IntroductionOut
    side: Side
    after_days: int = Field(description="面談からの日数（30・90・180）")


class RemindersOut(BaseModel):
    """今日すること。"""

    on: date
    cases: list[DueCaseOut] = Field(description="長く過ぎたものから")
    questions: list[DueQuestionOut] = Field(description="成果をたずねる相手")
    hand_overs: list[IntroductionOut] = Field(description="引き継ぎを申し込まれている紹介")
    wishes: list[IntroductionOut] = Field(
        description="企業が「会いたい」と答えたまま、まだだれも動いていない紹介"
    )


class MatchResponseOut(BaseModel):
    """探しものに合うとされた1社への返事。"""

    need_ref: str
    firm_ref: str
    side: Side | None = Field(description="だれの返事か。null はコーディネーター自身")
    answer: MatchAnswer
    label: str = Field(examples=["会いたい"])
    reason: str | None
    note: str | None
    at: datetime


class MatchResponsePage(BaseModel):
    """一つの探しものへの返事。古い順です。"""

    items: list[MatchResponseOut]
    next_cursor: str | None = None


class MatchResponseAnswer(BaseModel):
    """返事と、それで始まったこと。"""

    response: MatchResponseOut
    introduction: IntroductionOut | None = Field(description="始まった、または加わった紹介")
    correction: CorrectionOut | None = Field(description="残った訂正")
    waiting: SentenceOut | None = Field(description="まだ紹介が始まらないとき、その理由")


class ShareOut(BaseModel):
    """何件のうち何件か。10件に満たないうちは、割合を言いません。"""

    count: int
    of: int
    percent: Number | None = Field(description="割合（%）。10件未満は null")
    low: Number | None = Field(description="95% 区間の下限（%）")
    high: Number | None = Field(description="95% 区間の上限（%）")
    text: str = Field(examples=["まだ言えない（10件未満）"])
    text_en: str = Field(examples=["too few to say (fewer than 10)"])


class OutcomeShareOut(BaseModel):
    """成果の一項目と、2011年の調査の値。"""

    item: OutcomeItem
    column_label: str = Field(examples=["販売・生産面"])
    label: str = Field(examples=["仕入・外注先を開拓できた"])
    is_north_star: bool = Field(description="この縁が上回ろうとする三つの値か")
    told: ShareOut
    baseline: ShareOut = Field(description="吉見 2011（商工総合研究所 2012、図表3-4）")


class StageDaysOut(BaseModel):
    """その段階にいた日数。"""

    median_days: Number | None = Field(description="中央値。その年に離れた紹介がなければ null")
    cases: int


class YearlyReportOut(BaseModel):
    """一年の紹介と、その成果。"""

    year: int
    is_fiscal: bool = Field(description="4月からの年度か")
    label: str = Field(examples=["2026年度"])
    chamber_ref: str | None = Field(description="null はすべての会議所")
    reached: dict[Stage, int] = Field(description="この年に初めてその段階に進んだ件数")
    endings: dict[Ending, int] = Field(description="この年に終わった件数")
    declined_for: dict[DeclineReason, int] = Field(description="見送りの理由")
    other_clusters: ShareOut = Field(description="この年に始まった紹介のうち、産地をまたぐもの")
    days: dict[Stage, StageDaysOut] = Field(description="段階ごとの日数")
    outcomes: list[OutcomeShareOut] = Field(description="成果。答えた企業ごとに、年の最後の答え")
    orders: Number = Field(description="受発注額の合計（円）。両側が答えた紹介は大きいほう")
    cases_with_orders: int
