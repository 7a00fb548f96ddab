"""A BIA case as a file, a request and a stored record hold it: one shape for all three."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from enishi.domain.bia.case import Case, ImpactWeights, PlanText, PriorityWeights, SalesBands
from enishi.domain.bia.finance import Finance
from enishi.domain.bia.process import (
    Advantage,
    Contract,
    DataClass,
    DataSet,
    Law,
    Layer,
    PriorityRating,
    Process,
    RecoveryStage,
    Skill,
    StatedScores,
    Upstream,
)
from enishi.domain.bia.product import Penalty, ProcessStep, Product, Stock
from enishi.domain.bia.values import of_days
from enishi.entrypoints.wire.bia_events import OptionBody, ScenarioBody, SiteBody
from enishi.entrypoints.wire.bia_fields import each, within
from enishi.entrypoints.wire.bodies import Number, Whole
from enishi.entrypoints.wire.body import Body


class FinanceBody(Body):
    """売上と、日割りに使う暦。"""

    annual_sales: Number = Field(description="年間売上高（円）", examples=[300_000_000])
    margin: Number = Field(description="限界利益率（0〜1）", examples=[0.3])
    calendar_days: Whole = Field(
        365, description="日割りの日数。365（暦日）か、年間の操業日数", examples=[365]
    )
    cash_limit: Number | None = Field(
        None, description="資金が耐えられる損失（円）。MTPD の計算に使います", examples=[5_000_000]
    )


class ImpactWeightsBody(Body):
    """4軸の重み。合計は1でなければなりません。"""

    sales: Number = Decimal("0.4")
    customer: Number = Decimal("0.3")
    legal: Number = Decimal("0.2")
    advantage: Number = Decimal("0.1")


class PriorityWeightsBody(Body):
    """復旧優先順位（MCDA）の重み。合計は1でなければなりません。"""

    impact: Number = Decimal("0.4")
    ease: Number = Decimal("0.3")
    customer: Number = Decimal("0.2")
    legal: Number = Decimal("0.1")


class StatedScoresBody(Body):
    """手で付けた点（1〜5）。空の軸は事実から決まります。"""

    sales: Number | None = None
    customer: Number | None = None
    legal: Number | None = None
    advantage: Number | None = None


class PriorityRatingBody(Body):
    """復旧の優先度の評点（1〜5）。復旧容易性は5が「容易」です。"""

    impact: Number
    ease: Number = Field(description="復旧容易性（5＝容易）")
    customer: Number
    legal: Number


class UpstreamBody(Body):
    """先に動いていなければならない業務と、その間の緩衝。"""

    ref: str
    buffer_hours: Number = Field(Decimal(0), description="間の在庫などで待てる時間", examples=[144])


class ProcessBody(Body):
    """業務の棚卸しの1行。"""

    ref: str = Field(examples=["P1"])
    name: str = Field(examples=["主力製品製造"])
    layer: Layer = Field(Layer.OPERATION, description="層：business・operation・task")
    parent_ref: str | None = Field(None, description="上の階層の業務")
    department: str | None = Field(None, description="担当部門")
    equipment: list[str] = Field([], description="使用設備")
    systems: list[str] = Field([], description="情報システム")
    materials: list[str] = Field([], description="必要資材")
    takes_hours: Number | None = Field(None, description="所要時間")
    daily_capacity: Number | None = Field(None, description="日次処理能力（個／日）")
    sales_share: Number | None = Field(None, description="売上寄与率（0〜1）", examples=[0.4])
    margin: Number | None = Field(None, description="限界利益率（0〜1）。空なら会社の値")
    customer_share: Number | None = Field(None, description="顧客の売上構成比（0〜1）")
    contract: Contract | None = Field(None, description="契約条件")
    laws: list[Law] = Field([], description="かかわる法規制")
    advantage: Advantage | None = Field(None, description="競争優位")
    stated: StatedScoresBody = StatedScoresBody()
    rating: PriorityRatingBody | None = None
    tolerance_hours: Number | None = Field(None, description="顧客の遅延許容時間")
    rto_hours: Number | None = Field(None, description="RTO（復旧目標時間）", examples=[24])
    mtpd_hours: Number | None = Field(None, description="MTPD（最大許容停止時間）")
    mbco: Number | None = Field(None, description="MBCO（RTO で届くべき操業度、0〜1）")
    own_recovery_hours: Number | None = Field(
        None, description="ほかを待たずに自力で戻るまでの時間"
    )
    upstream: list[UpstreamBody] = Field([], description="先に動いていなければならない業務")
    stage: RecoveryStage | None = Field(None, description="段階的復旧のどの段階で戻すか")
    service_level: Number | None = Field(None, description="その段階での操業度（0〜1）")
    needs_power: bool = Field(True, description="電気がなければ動かないか")
    grounds: str | None = Field(None, description="RTO の根拠")


class DataSetBody(Body):
    """業務が使うデータと RPO（復旧目標時点）。"""

    name: str = Field(examples=["生産実績データ"])
    data_class: DataClass
    rpo_hours: Number | None = Field(None, examples=[1])
    backup_interval_hours: Number | None = None
    grounds: str | None = None


class StepBody(Body):
    """工程。所要日数は通常・制約・復旧の3つ。"""

    ref: str = Field(examples=["3"])
    name: str = Field(examples=["主加工"])
    normal_days: Number = Field(examples=[4])
    constrained_days: Number = Field(examples=[6])
    recovery_days: Number = Field(examples=[8])
    after: list[str] = Field([], description="先に終わっていなければならない工程", examples=[["2"]])
    process_ref: str | None = None
    site_ref: str | None = None
    capacity_per_day: Number | None = None


class StockBody(Body):
    """製品在庫（個）。最小と最大が分からなければ平均で計算し、その旨を指摘します。"""

    mean: Number = Field(examples=[300])
    minimum: Number | None = Field(None, examples=[100])
    maximum: Number | None = Field(None, examples=[600])


class PenaltyBody(Body):
    """遅れが続いたときに一度かかる違約金。"""

    customer: str = Field(examples=["顧客X"])
    after_days: Number = Field(description="これを超えて不足が続いたとき（日）", examples=[2])
    yen: Number = Field(examples=[1_000_000])


class ProductBody(Body):
    """製品と、その工程の流れ。"""

    ref: str = Field(examples=["A"])
    name: str = Field(examples=["製品A"])
    sales_share: Number = Field(examples=[0.4])
    margin: Number | None = None
    demand_per_day: Number = Field(description="日次出荷数量（個）", examples=[50])
    stock: StockBody
    steps: list[StepBody] = Field([])
    mbco: Number = Decimal("0.5")
    lost_share: Number = Field(Decimal(1), description="不足のうち、戻らない売上の割合（0〜1）")
    penalties: list[PenaltyBody] = Field([])


class SkillBody(Body):
    """技能マトリックスの1行。"""

    name: str
    process_ref: str = Field(description="この技能が要る業務", examples=["P4"])
    holders: list[str] = Field([], description="できる人（役職や匿名の記号でかまいません）")
    in_training: list[str] = Field([], description="訓練中の人")
    needed: Whole = Field(2, description="必要な人数")
    has_manual: bool = Field(False, description="手順書か動画があるか")


class PlanBody(Body):
    """計画書の文章（事業継続力強化計画の順）。空の欄は「未記入」として残ります。"""

    purpose: str | None = Field(None, description="取り組む目的")
    supply_chain_role: str | None = Field(None, description="サプライチェーン・地域での役割")
    safety: str | None = Field(None, description="避難の方法・安否確認")
    command: str | None = Field(None, description="緊急時の体制・経営層の指揮")
    damage_report: str | None = Field(None, description="被害状況の把握と共有")
    people: str | None = Field(None, description="ヒトへの対策")
    goods: str | None = Field(None, description="モノへの対策")
    money: str | None = Field(None, description="カネへの対策")
    information: str | None = Field(None, description="情報への対策")
    training: str | None = Field(None, description="訓練（年1回以上）")
    review: str | None = Field(None, description="見直し（年1回以上）")
    partners: str | None = Field(None, description="連携の態様・役割分担（連携型）")


class CaseBody(Body):
    """BIA の1件。"""

    title: str = Field(examples=["製品Aの事業影響度分析"])
    firm_name: str = Field(examples=["例示工業株式会社"])
    firm_ref: str | None = None
    finance: FinanceBody
    impact_weights: ImpactWeightsBody = ImpactWeightsBody()
    priority_weights: PriorityWeightsBody = PriorityWeightsBody()
    sales_bands: Annotated[list[Number], Field(min_length=4, max_length=4)] = Field(
        [Decimal("0.02"), Decimal("0.05"), Decimal("0.1"), Decimal("0.25")],
        description="軸1で2・3・4・5点になる、会社の日次限界利益に対する割合",
    )
    sites: list[SiteBody] = Field([])
    processes: list[ProcessBody] = Field([])
    data: list[DataSetBody] = Field([])
    products: list[ProductBody] = Field([])
    scenarios: list[ScenarioBody] = Field([])
    options: list[OptionBody] = Field([])
    skills: list[SkillBody] = Field([])
    plan: PlanBody = PlanBody()
    budget: Number | None = Field(None, description="備えに使える予算（円）")
    approver: str | None = None
    approved_on: date | None = None
    review_on: date | None = None
    hearings: Whole = Field(0, description="話を聞いた現場の人の数", examples=[5])
    done: list[str] = Field([], description="済ませたチェック項目")

    def to_case(self) -> Case:
        """Return the case; raises InvalidValueError naming the field as this body does."""
        return Case(
            title=self.title,
            firm_name=self.firm_name,
            firm_ref=self.firm_ref,
            finance=within("finance", self.finance, lambda: Finance(**dict(self.finance))),
            impact_weights=within(
                "impact_weights",
                self.impact_weights,
                lambda: ImpactWeights(**dict(self.impact_weights)),
            ),
            priority_weights=within(
                "priority_weights",
                self.priority_weights,
                lambda: PriorityWeights(**dict(self.priority_weights)),
            ),
            sales_bands=SalesBands(
                (
                    self.sales_bands[0],
                    self.sales_bands[1],
                    self.sales_bands[2],
                    self.sales_bands[3],
                )
            ),
            sites=each("sites", self.sites, SiteBody.to_site),
            processes=each("processes", self.processes, _process),
            data=each("data", self.data, _data_set),
            products=each("products", self.products, _product),
            scenarios=each("scenarios", self.scenarios, ScenarioBody.to_scenario),
            options=each("options", self.options, OptionBody.to_option),
            skills=each("skills", self.skills, _skill),
            plan=within("plan", self.plan, lambda: PlanText(**dict(self.plan))),
            budget=self.budget,
            approver=self.approver,
            approved_on=self.approved_on,
            review_on=self.review_on,
            hearings=self.hearings,
            done=frozenset(self.done),
        )


def _hours(value: Decimal | None) -> timedelta | None:
    return None if value is None else of_days(value / 24)


def _process(body: ProcessBody) -> Process:
    return Process(
        ref=body.ref,
        name=body.name,
        layer=body.layer,
        parent_ref=body.parent_ref,
        department=body.department,
        equipment=tuple(body.equipment),
        systems=tuple(body.systems),
        materials=tuple(body.materials),
        takes=_hours(body.takes_hours),
        daily_capacity=body.daily_capacity,
        sales_share=body.sales_share,
        margin=body.margin,
        customer_share=body.customer_share,
        contract=body.contract,
        laws=frozenset(body.laws),
        advantage=body.advantage,
        stated=within("stated", body.stated, lambda: StatedScores(**dict(body.stated))),
        rating=within("rating", body.rating, lambda: _rating(body.rating)),
        tolerance=_hours(body.tolerance_hours),
        rto=_hours(body.rto_hours),
        mtpd=_hours(body.mtpd_hours),
        mbco=body.mbco,
        own_recovery=_hours(body.own_recovery_hours),
        upstream=each(
            "upstream",
            body.upstream,
            lambda item: Upstream(item.ref, of_days(item.buffer_hours / 24)),
        ),
        stage=body.stage,
        service_level=body.service_level,
        needs_power=body.needs_power,
        grounds=body.grounds,
    )


def _rating(body: PriorityRatingBody | None) -> PriorityRating | None:
    return None if body is None else PriorityRating(**dict(body))


def _data_set(body: DataSetBody) -> DataSet:
    return DataSet(
        name=body.name,
        data_class=body.data_class,
        rpo=_hours(body.rpo_hours),
        backup_interval=_hours(body.backup_interval_hours),
        grounds=body.grounds,
    )


def _product(body: ProductBody) -> Product:
    return Product(
        ref=body.ref,
        name=body.name,
        sales_share=body.sales_share,
        margin=body.margin,
        demand_per_day=body.demand_per_day,
        stock=within("stock", body.stock, lambda: Stock(**dict(body.stock))),
        steps=each("steps", body.steps, _step),
        mbco=body.mbco,
        lost_share=body.lost_share,
        penalties=each(
            "penalties",
            body.penalties,
            lambda item: Penalty(item.customer, of_days(item.after_days), item.yen),
        ),
    )


def _step(body: StepBody) -> ProcessStep:
    return ProcessStep(
        ref=body.ref,
        name=body.name,
        normal=of_days(body.normal_days),
        constrained=of_days(body.constrained_days),
        recovery=of_days(body.recovery_days),
        after=tuple(body.after),
        process_ref=body.process_ref,
        site_ref=body.site_ref,
        capacity_per_day=body.capacity_per_day,
    )


def _skill(body: SkillBody) -> Skill:
    return Skill(
        name=body.name,
        process_ref=body.process_ref,
        holders=tuple(body.holders),
        in_training=tuple(body.in_training),
        needed=body.needed,
        has_manual=body.has_manual,
    )
