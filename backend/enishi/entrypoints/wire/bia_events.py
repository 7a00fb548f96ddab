"""What a BIA case says of sites, scenarios and recovery options, in requests and files."""

from datetime import date
from decimal import Decimal

from pydantic import Field

from enishi.domain.bia.option import Lead, OptionKind, RecoveryOption
from enishi.domain.bia.scenario import Footprint, Hazard, Location, Pipeline, Scenario, Site
from enishi.domain.bia.values import of_days
from enishi.domain.readiness import Rung
from enishi.entrypoints.wire.bia_fields import each, within
from enishi.entrypoints.wire.bodies import Number
from enishi.entrypoints.wire.body import Body


class PlaceBody(Body):
    """場所。空の項目は「不明」で、「無関係」ではありません。"""

    municipality_code: str | None = Field(None, description="市区町村コード", examples=["11203"])
    river_system: str | None = Field(None, description="水系", examples=["荒川水系"])
    power_area: str | None = Field(None, description="電力管内", examples=["東京電力管内"])


class SiteBody(PlaceBody):
    """自社の事業所。"""

    ref: str = Field(examples=["S1"])
    name: str = Field(examples=["本社工場"])
    has_own_power: bool = Field(False, description="自家発電で操業を続けられるか")

    def to_site(self) -> Site:
        """Return the site."""
        return Site(self.ref, self.name, _place(self), self.has_own_power)


class FootprintBody(Body):
    """被害の及ぶ範囲。3つのどれかは必要です。"""

    municipalities: list[str] = Field([], description="市区町村コード", examples=[["11203"]])
    river_systems: list[str] = Field([], description="水系", examples=[["荒川水系"]])
    power_areas: list[str] = Field([], description="電力管内", examples=[["東京電力管内"]])


class ScenarioBody(Body):
    """想定する災害。"""

    ref: str = Field(examples=["quake"])
    name: str = Field(examples=["首都直下地震"])
    hazard: Hazard
    footprint: FootprintBody
    annual_rate: Number = Field(description="年あたりの発生回数（λ）", examples=[0.03])
    pipeline: Pipeline | None = Field(
        None, description="仕掛品が残るか失われるか。空なら災害の種類から決まります"
    )
    outage_days: Number | None = Field(
        None, description="自社の停止日数。空なら工程の流れから計算します"
    )
    blackout_hours: Number = Field(Decimal(0), description="停電の長さ", examples=[72])
    flooding_hours: Number = Field(Decimal(0), description="浸水の長さ", examples=[48])
    stock_surviving: Number = Field(Decimal(1), description="残る在庫の割合（0〜1）")
    demand_factor: Number = Field(Decimal(1), description="需要の倍率")
    lead_delay_days: Number = Field(Decimal(0), description="協力会社の納期に加わる日数")
    supplier_hits: list[str] = Field([], description="止まると想定する調達先")
    optimistic: Number = Field(Decimal("0.7"), description="楽観の倍率（PERT）")
    pessimistic: Number = Field(Decimal("1.6"), description="悲観の倍率（PERT）")
    recovery_order: list[str] = Field([], description="優先復旧順序")
    grounds: str | None = Field(None, description="数値の根拠")

    def to_scenario(self) -> Scenario:
        """Return the scenario; raises InvalidValueError naming its field."""
        said = self.footprint
        footprint = within(
            "footprint",
            said,
            lambda: Footprint(
                frozenset(said.municipalities),
                frozenset(said.river_systems),
                frozenset(said.power_areas),
            ),
        )
        return Scenario(
            ref=self.ref,
            name=self.name,
            hazard=self.hazard,
            footprint=footprint,
            annual_rate=self.annual_rate,
            pipeline=self.pipeline,
            outage=None if self.outage_days is None else of_days(self.outage_days),
            blackout=of_days(self.blackout_hours / 24),
            flooding=of_days(self.flooding_hours / 24),
            stock_surviving=self.stock_surviving,
            demand_factor=self.demand_factor,
            lead_delay=of_days(self.lead_delay_days),
            supplier_hits=tuple(self.supplier_hits),
            optimistic=self.optimistic,
            pessimistic=self.pessimistic,
            recovery_order=tuple(self.recovery_order),
            grounds=self.grounds,
        )


class LeadBody(Body):
    """初回納入までの日数の内訳。認定済みなら、仕様変更承認と初品検査はかかりません。"""

    decision_days: Number = Decimal(0)
    contract_days: Number = Decimal(0)
    change_approval_days: Number = Decimal(0)
    first_article_days: Number = Decimal(0)
    production_days: Number = Decimal(0)
    transport_days: Number = Decimal(0)


class OptionBody(Body):
    """復旧の選択肢。"""

    ref: str = Field(examples=["O1"])
    name: str = Field(examples=["協力会社での主加工"])
    kind: OptionKind
    product_ref: str = Field(examples=["A"])
    covers: list[str] = Field([], description="効く工程", examples=[["3"]])
    lead: LeadBody = LeadBody()
    ramp_days: Number = Field(Decimal(0), description="立ち上がりの日数")
    capacity_per_day: Number | None = Field(None, description="日産能力（個）。空なら必要なだけ")
    premium: Number = Field(Decimal(0), description="自社より高い分（円／個）")
    transport: Number = Field(Decimal(0), description="輸送費（円／個）")
    preparation: Number = Field(Decimal(0), description="備えの費用（円、いま一度だけ）")
    activation: Number = Field(Decimal(0), description="使うときの費用（円、災害ごと）")
    extra_stock: Number = Field(Decimal(0), description="積み増す在庫（個）")
    speed: Number = Field(Decimal(1), description="復旧の速さの倍率（1以上）")
    keeps_work_in_progress: bool = Field(False, description="仕掛品・治工具を守るか")
    places: list[PlaceBody] = Field([], description="行う場所。空なら不明")
    rung: Rung | None = Field(None, description="準備の段階")
    valid_until: date | None = Field(None, description="証拠の有効期限")
    is_estimated: bool = Field(False, description="推定（相手が確かめていない値）か")
    is_qualified_in_advance: bool = Field(
        False, description="備えの費用に、仕様変更承認と初品検査を含むか"
    )
    firm_ref: str | None = Field(
        None, description="登録企業の firm_ref。場所と準備の段階は登録に従います"
    )
    capability_ref: str | None = Field(None, description="その企業の、使う能力")
    need_ref: str | None = None
    introduction_ref: str | None = None
    is_named: bool = Field(True, description="計画書に名前を出す同意があるか")
    quality_boundary: str | None = Field(None, description="品質保証の責任分界")
    grounds: str | None = None

    def to_option(self) -> RecoveryOption:
        """Return the option; raises InvalidValueError naming its field."""
        given = dict(self)
        lead = given.pop("lead")
        ramp = given.pop("ramp_days")
        return RecoveryOption(
            **given
            | {
                "lead": within(
                    "lead",
                    lead,
                    lambda: Lead(*(of_days(getattr(lead, name)) for name in LeadBody.model_fields)),
                ),
                "ramp": of_days(ramp),
                "covers": tuple(self.covers),
                "places": each("places", self.places, _place),
            }
        )


def _place(body: PlaceBody) -> Location:
    return Location(body.municipality_code, body.river_system, body.power_area)
