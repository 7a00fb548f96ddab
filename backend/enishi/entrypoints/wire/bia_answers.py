"""What a BIA answers: figures that are shown, each with what it rests on.

Yen are rounded half up to whole yen, because they are shown and nothing is reckoned from them.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from pydantic import BaseModel, Field, PlainSerializer

from enishi.domain.bia.option import OptionKind
from enishi.domain.bia.process import Layer, RecoveryStage
from enishi.domain.bia.product import StockLevel, Timing
from enishi.domain.bia.scenario import Exposure
from enishi.domain.readiness import Rung
from enishi.entrypoints.wire.answers import FirmBrief
from enishi.entrypoints.wire.bia_events import OptionBody
from enishi.entrypoints.wire.bodies import Number

Yen = Annotated[
    Decimal,
    PlainSerializer(lambda value: int(value.quantize(Decimal(1), ROUND_HALF_UP)), return_type=int),
]
Days = Annotated[Decimal, PlainSerializer(lambda value: float(round(value, 6)), return_type=float)]
Share = Annotated[
    Decimal, PlainSerializer(lambda value: float(round(value, 10)), return_type=float)
]


class DailyLossOut(BaseModel):
    """製品が1日止まったときの損失。"""

    product_ref: str
    name: str
    calendar_days: int
    daily_sales: Yen
    daily_marginal_profit: Yen
    formula: str = Field(description="計算式と値")


class AxisOut(BaseModel):
    """1軸の点と、その理由。"""

    axis: str = Field(description="sales・customer・legal・advantage")
    score: Number
    reason: str


class ImpactOut(BaseModel):
    """業務の重要度。"""

    process_ref: str
    name: str
    layer: Layer
    axes: list[AxisOut]
    total: Number
    rank: str = Field(description="S・A・B・C")


class ImpactPointOut(BaseModel):
    """停止からの時間と、そこまでの影響。"""

    hours: Days
    loss: Yen
    rank: str | None = Field(
        description="その時点の影響の大きさ S・A・B・C。損失が分からなければ空"
    )


class ImpactOverTimeOut(BaseModel):
    """時間とともに増える影響と、耐えられなくなる時点（MTPD）。"""

    process_ref: str
    name: str
    points: list[ImpactPointOut]
    mtpd_hours: Days | None
    mtpd_reason: str | None


class ScheduledOut(BaseModel):
    """工程の予定。日数は着手からの日。"""

    ref: str
    name: str
    takes_days: Days
    earliest_start: Days
    earliest_finish: Days
    latest_start: Days
    latest_finish: Days
    total_float: Days
    free_float: Days
    drag: Days = Field(description="この工程がなくなれば縮む日数")
    is_critical: bool


class ScheduleOut(BaseModel):
    """1つの条件での工程表（CPM）。"""

    product_ref: str
    mode: Timing
    total_days: Days
    steps: list[ScheduledOut]
    critical_paths: list[list[str]] = Field(description="すべてのクリティカルパス（100まで）")
    critical_path_count: int


class StockCoverOut(BaseModel):
    """在庫で持ちこたえる日数。"""

    product_ref: str
    level: StockLevel
    pieces: Number
    days: Days


class PriorityOut(BaseModel):
    """復旧優先順位（MCDA）。"""

    process_ref: str
    name: str
    impact: Number
    ease: Number
    customer: Number
    legal: Number
    mean: Number
    rank: str = Field(description="同順位は「2=」")
    first_share: Share = Field(description="重みを±0.10動かしたとき1位になる割合")


class OrderOut(BaseModel):
    """重みを動かしたときに現れた順序と、その割合。"""

    process_refs: list[str]
    share: Share


class ContinuityOut(BaseModel):
    """業務の復旧目標と、依存関係から決まる実際の復旧時間。"""

    process_ref: str
    name: str
    rto_hours: Days | None
    mtpd_hours: Days | None
    mbco: Share | None
    reached_hours: Days | None = Field(description="前の業務と緩衝を考えた復旧時間 E(v)")
    waits_for: str | None = Field(description="待たせている業務")
    is_met: bool | None


class PointOut(BaseModel):
    """ある日の在庫と、需要を満たす割合。"""

    day: Days
    stock: Number
    service: Share
    production: Share = Field(description="生産（自社と協力会社の合計）÷需要")


class OutcomeOut(BaseModel):
    """ある災害で、ある選択肢を使ったときの結果。"""

    product_ref: str
    scenario_ref: str
    option_refs: list[str]
    stock_level: StockLevel
    lead_days: Days | None = Field(description="工程を通した復旧時の所要日数")
    delay_days: Days = Field(description="自社の生産が戻るまでの日数")
    shortage_days: Days
    unmet: Number = Field(description="満たせない数量（個）")
    supplied: Number = Field(description="協力会社などから届く数量（個）")
    loss: Yen
    lost_profit: Yen
    penalties: Yen
    option_costs: Yen
    rta_days: Days | None = Field(description="MBCO に届く日")
    tts_days: Days | None = Field(description="需要を満たし続けられる日数。空なら不足しない")
    rto_days: Days | None
    is_rto_met: bool | None
    is_official: bool = Field(description="正式な計画に数えられる選択肢だけか")
    notes: list[str] = Field(description="数えなかった選択肢と、その理由")
    points: list[PointOut]


class ExposureOut(BaseModel):
    """ある災害で、その相手が被災するか。"""

    scenario_ref: str
    exposure: Exposure
    shared: list[str] = Field(description="自社と重なる危険（ことば）")


class OptionOut(BaseModel):
    """選択肢の見立て。"""

    ref: str
    name: str = Field(description="同意のない相手の名前は伏せます")
    kind: OptionKind
    label: str
    product_ref: str
    covers: list[str]
    first_delivery_days: Days
    ramp_days: Days
    capacity_share: Share | None = Field(description="日次出荷に対する能力の割合。空なら全量")
    premium: Number
    transport: Number
    preparation: Yen
    activation: Yen
    hazard_independence: Share | None = Field(
        description="自社が被災するとき、相手が被災しない割合。空なら不明か、自社が被災しない"
    )
    exposures: list[ExposureOut]
    rung: Rung | None
    standing: str = Field(description="正式・予定・推定・候補・期限切れ のどれか")
    is_official: bool
    valid_until: date | None
    notes: list[str]


class ExpectedLossOut(BaseModel):
    """年あたりの期待損失。"""

    option_refs: list[str]
    preparations: Yen
    expected_loss: Yen
    by_scenario: dict[str, Yen]


class RemovalOut(BaseModel):
    """選択肢を1つ失ったときの期待損失。"""

    option_ref: str
    expected_loss: Yen
    change: Yen


class RiskOut(BaseModel):
    """モンテカルロ計算による損失の分布。"""

    scenario_ref: str
    option_refs: list[str]
    draws: int
    seed: int
    mean: Yen
    standard_error: Yen
    var95: Yen
    cvar95: Yen


class PortfolioOut(BaseModel):
    """予算のなかで選んだ備え。"""

    budget: Yen | None
    chosen: ExpectedLossOut
    without: ExpectedLossOut
    removals: list[RemovalOut]
    risks: list[RiskOut]
    optimality_gap: Share
    solver: str


class BackupPairOut(BaseModel):
    """災害を共にしない、互いの代替先の組。"""

    one: str
    other: str
    independence_of_one: Share | None
    independence_of_other: Share | None
    text: str


class ClaimOut(BaseModel):
    """1社の能力を、同じ災害で複数の計画が当てにしている。"""

    firm_ref: str
    scenario_ref: str
    claimed_per_day: Number
    capacity_per_day: Number
    granted_share: Share
    text: str


class FindingOut(BaseModel):
    """計画の点検で見つかったこと。"""

    rule: str
    severity: str = Field(description="problem・warning・note")
    field: str = Field(description="どこの値か")
    text: str
    english: str


class GuideItemOut(BaseModel):
    """チェックリストと今週のアクション。"""

    ref: str
    text: str
    is_done: bool
    evidence: str | None = Field(description="入力から分かった、済んでいる根拠")


class SkillOut(BaseModel):
    """技能マトリックスの1行。"""

    process_ref: str
    skill: str
    holders: int
    needed: int
    is_single_point: bool
    text: str


class StageOut(BaseModel):
    """段階的復旧の1段階。"""

    stage: RecoveryStage
    label: str
    process_refs: list[str]
    service_level: Share | None
    text: str


class AssessmentOut(BaseModel):
    """BIA の結果。"""

    model_version: str = Field(examples=["bia-1"])
    assessed_on: date
    daily_losses: list[DailyLossOut]
    impacts: list[ImpactOut]
    impacts_over_time: list[ImpactOverTimeOut]
    schedules: list[ScheduleOut]
    covers: list[StockCoverOut]
    priorities: list[PriorityOut]
    orders: list[OrderOut]
    continuity: list[ContinuityOut]
    options: list[OptionOut]
    outcomes: list[OutcomeOut] = Field(
        description="製品×災害×（備えなし・選択肢ひとつずつ・正式な選択肢すべて・全部）、平均在庫。"
        "備えなしは最小・最大在庫でも"
    )
    stages: list[StageOut]
    skills: list[SkillOut]
    pairs: list[BackupPairOut]
    claims: list[ClaimOut] = Field(
        description="1社の能力を、同じ災害でほかの計画も当てにしている。ほかの計画の名前は出しません"
    )
    findings: list[FindingOut]
    guide: list[GuideItemOut]
    plan_gaps: list[str]


class AlternativeOut(BaseModel):
    """マッチングで見つかった代替先と、BIA に入れたときの違い。"""

    firm: FirmBrief
    fit: str
    reasons: list[str]
    option: OptionBody = Field(description="そのまま選択肢に加えられる下書き")
    assumed: list[str] = Field(description="相手がまだ確かめていない値")
    hazard_independence: Share | None
    exposures: list[ExposureOut]
    before: OutcomeOut
    after: OutcomeOut = Field(description="いまの準備の段階で")
    qualified: OutcomeOut = Field(description="認定したとき")
    loss_avoided: Yen = Field(description="いまの段階での、この災害での損失の減り")
    expected_loss_avoided: Yen = Field(description="いまの段階での、年あたりの期待損失の減り")
    qualified_loss_avoided: Yen = Field(
        description="認定したときの、年あたりの期待損失の減り。並び順を決めます"
    )
    plan_sentence: str = Field(description="認定したとき、計画書のどの文がどう変わるか")
