"""What goes over the wire under /api/v1, with Japanese descriptions and examples."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from enishi.domain.capability import Availability
from enishi.domain.cluster import ClusterType
from enishi.domain.constraint import Outcome
from enishi.domain.firm import FirmKind
from enishi.domain.match import Fit
from enishi.domain.need import NeedKind
from enishi.domain.reason import ReasonKind

# Sizes and tolerances are exact inside; JSON readers expect plain numbers.
Number = Annotated[
    Decimal, PlainSerializer(lambda value: int(value) if value == int(value) else float(value))
]


class Body(BaseModel):
    """What a client sends: unknown fields are named and refused."""

    model_config = ConfigDict(extra="forbid")


class FacilityBody(Body):
    """事業所。電力管内や水系が空なら「不明」で、「無関係」ではありません。"""

    facility_ref: str = Field(examples=["F001-A"])
    name: str | None = Field(None, examples=["第二工場"])
    municipality_code: str | None = Field(None, examples=["15213"])
    latitude: float | None = None
    longitude: float | None = None
    power_area: str | None = Field(None, description="電力管内", examples=["東北電力管内"])
    river_system: str | None = Field(None, description="水系", examples=["信濃川水系"])


class CapabilityBody(Body):
    """できること。題名か説明のどちらかがあれば足ります。数値の空欄は「不明」です。"""

    capability_ref: str | None = Field(
        None, description="空なら自動で付きます", examples=["F001-1"]
    )
    title: str | None = Field(None, examples=["ステンレス小物の冷間鍛造"])
    description: str | None = None
    processes: list[str] = Field([], examples=[["冷間鍛造"]])
    materials: list[str] = Field([], examples=[["SUS304"]])
    equipment: list[str] = []
    max_size_mm: Number | None = Field(None, description="最大寸法（mm）", examples=[300])
    tolerance_um: Number | None = Field(None, description="精度（μm）", examples=[10])
    lot_min: int | None = Field(None, description="最小ロット（個）", examples=[1])
    lot_max: int | None = Field(None, description="最大ロット（個）", examples=[10000])
    lead_time_days: int | None = Field(None, description="納期（日）", examples=[14])
    facility_ref: str | None = None
    capacity_per_month: Number | None = Field(None, description="月産能力（個）")
    availability: Availability | None = Field(None, description="空き状況 ◎○△×")
    availability_as_of: date | None = None


class FirmBody(Body):
    """企業・大学・公設試・支援機関の届け出。必須は名称だけです。"""

    firm_ref: str | None = Field(None, description="空なら自動で付きます", examples=["F001"])
    name: str = Field(examples=["縁側精工株式会社"])
    name_kana: str | None = None
    kind: FirmKind = FirmKind.COMPANY
    corporate_number: str | None = Field(None, description="法人番号（13桁）")
    cluster: str | None = Field(None, description="産地（産業集積）", examples=["燕三条"])
    prefecture: str | None = Field(None, examples=["新潟県"])
    municipality: str | None = Field(None, examples=["燕市"])
    municipality_code: str | None = Field(None, examples=["15213"])
    latitude: float | None = None
    longitude: float | None = None
    employees: int | None = None
    founded: int | None = None
    certifications: list[str] = Field([], examples=[["ISO9001"]])
    summary: str | None = None
    facilities: list[FacilityBody] = []
    capabilities: list[CapabilityBody] = []


class FirmPatch(Body):
    """変更したい項目だけを送ります（JSON Merge Patch）。null は「空にする」です。"""

    name: str | None = None
    name_kana: str | None = None
    kind: FirmKind | None = None
    corporate_number: str | None = None
    cluster: str | None = None
    prefecture: str | None = None
    municipality: str | None = None
    municipality_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    employees: int | None = None
    founded: int | None = None
    certifications: list[str] | None = None
    summary: str | None = None
    facilities: list[FacilityBody] | None = None


class CapabilityPatch(CapabilityBody):
    """変更したい項目だけを送ります。`capability_ref` は変えられません。"""


class ConstraintsBody(Body):
    """条件。能力ごとに「満たす・満たさない・不明」を判定します。"""

    certifications: list[str] = Field([], examples=[["ISO9001"]])
    max_lead_time_days: int | None = Field(None, examples=[14])
    lot: int | None = Field(None, description="必要な個数", examples=[200])
    tolerance_um: Number | None = Field(None, description="必要な精度（μm）", examples=[10])
    max_size_mm: Number | None = Field(None, description="必要な寸法（mm）", examples=[500])
    exclude_clusters: list[str] = []
    prefectures: list[str] = []


class NeedBody(Body):
    """探しもの。4つの目的のどれかを選びます。"""

    need_ref: str | None = Field(None, description="空なら自動で付きます", examples=["N001"])
    firm_ref: str | None = Field(None, description="探している企業。空なら事務局からの掲示です")
    kind: NeedKind
    title: str = Field(examples=["塩水で錆びない取っ手の切削"])
    description: str | None = None
    query: str | None = None
    constraints: ConstraintsBody = ConstraintsBody()


class NeedPatch(Body):
    """変更したい項目だけを送ります。"""

    kind: NeedKind | None = None
    title: str | None = None
    description: str | None = None
    query: str | None = None
    constraints: ConstraintsBody | None = None


class SearchBody(Body):
    """その場限りの探しもの（保存されません）。"""

    text: str = Field(examples=["塩水で錆びない取っ手を削り出せるところ"])
    purpose: NeedKind = NeedKind.SOURCING
    constraints: ConstraintsBody = ConstraintsBody()
    clusters: list[str] = Field([], description="この産地に限る")
    kinds: list[FirmKind] = Field([], description="この種類の組織に限る")
    seeker_ref: str | None = Field(None, description="探している企業。答えから除かれます")
    conditions: Literal["penalty", "gate"] = Field(
        "penalty", description="penalty: 満たさない企業を下げる / gate: 満たさない企業を外す"
    )
    prefer_other_clusters: bool = Field(True, description="探す側と別の産地を優先する")
    limit: int = Field(20, ge=1, le=100)
    cursor: str | None = None
    explain: bool = Field(False, description="点数の内訳を付ける")


class FirmBrief(BaseModel):
    """一覧に出る企業の要約。"""

    id: str
    firm_ref: str
    name: str
    kind: FirmKind
    cluster: str | None
    prefecture: str | None
    municipality: str | None
    employees: int | None
    founded: int | None
    certifications: list[str]
    corporate_number: str | None
    summary: str | None


class CapabilityOut(BaseModel):
    """できること。"""

    capability_ref: str
    title: str | None
    description: str | None
    processes: list[str]
    materials: list[str]
    equipment: list[str]
    max_size_mm: Number | None
    tolerance_um: Number | None
    lot_min: int | None
    lot_max: int | None
    lead_time_days: int | None
    facility_ref: str | None
    capacity_per_month: Number | None
    availability: Availability | None
    availability_as_of: date | None


class FacilityOut(BaseModel):
    """事業所。"""

    facility_ref: str
    name: str | None
    municipality_code: str | None
    latitude: float | None
    longitude: float | None
    power_area: str | None
    river_system: str | None


class FirmOut(FirmBrief):
    """企業の公開情報のすべて。"""

    name_kana: str | None
    municipality_code: str | None
    latitude: float | None
    longitude: float | None
    facilities: list[FacilityOut]
    capabilities: list[CapabilityOut]
    updated_at: datetime


class SpanOut(BaseModel):
    """元の文の文字位置（start を含み、end を含まない）。"""

    start: int
    end: int


class PlaceOut(BaseModel):
    """理由が指す場所。`capability_ref` が空なら企業の項目です。"""

    capability_ref: str | None
    field: str = Field(examples=["description"])
    span: SpanOut


class ReasonOut(BaseModel):
    """一致した理由。両方の文で確かめられます。"""

    kind: ReasonKind
    text: str = Field(examples=["「切削」が両方の文にあります"])
    text_en: str
    query_spans: list[SpanOut]
    places: list[PlaceOut]


class VerdictOut(BaseModel):
    """条件の判定。"""

    name: str = Field(examples=["tolerance_um"])
    outcome: Outcome
    text: str = Field(examples=["精度 10 μm（必要 20 μm）"])
    text_en: str


class ScorePart(BaseModel):
    """点数の内訳の一つ。"""

    name: str = Field(examples=["meaning"])
    value: float
    weight: float


class MatchOut(BaseModel):
    """見つかった企業一つと、その根拠。"""

    firm: FirmBrief
    capability: CapabilityOut | None = Field(
        description="一番近い能力。空なら紹介文で見つかりました"
    )
    fit: Fit = Field(description="高い・中・低い")
    reasons: list[ReasonOut]
    constraints: list[VerdictOut]
    is_other_cluster: bool | None = Field(description="探す側と別の産地か。不明なら null")
    score_parts: list[ScorePart] | None = Field(None, description="explain=true のときだけ")


class CountOut(BaseModel):
    """件数。about は「およそ」です。"""

    value: int
    relation: Literal["exact", "about"]


class FacetValue(BaseModel):
    """絞り込みの選択肢と件数。"""

    value: str
    label: str
    count: int


class ReadingOut(BaseModel):
    """こう読み取りました。"""

    processes: list[str]
    constraints: list[str]


class RelaxationOut(BaseModel):
    """条件を一つ外すと何件見つかるか。"""

    drop: str = Field(examples=["certification"])
    value: str | None = Field(examples=["ISO9001"])
    text: str
    text_en: str
    count: int


class PreferenceOut(BaseModel):
    """別の産地を優先したかどうか。"""

    other_clusters: bool
    applied: bool
    text: str
    text_en: str


class SearchAnswer(BaseModel):
    """検索の答え。版がそろえば同じ答えが再現します。"""

    items: list[MatchOut]
    near_misses: list[MatchOut] = Field(description="条件を一つだけ満たさない企業（gate のとき）")
    count: CountOut
    facets: dict[str, list[FacetValue]] = Field(
        description="cluster・prefecture・certification・kind ごとの件数"
    )
    reading: ReadingOut
    relaxations: list[RelaxationOut]
    preference: PreferenceOut
    next_cursor: str | None
    index_version: str
    model_version: str
    ranker_version: str


class NeedOut(BaseModel):
    """掲示された探しもの。"""

    id: str
    need_ref: str
    kind: NeedKind
    title: str
    description: str | None
    query: str | None
    firm: FirmBrief | None
    constraints: ConstraintsBody
    updated_at: datetime


class NeedMatches(SearchAnswer):
    """探しものへの答え。"""

    need: NeedOut


class ClusterBody(Body):
    """産地（産業集積）。"""

    name: str = Field(examples=["燕三条"])
    name_kana: str | None = None
    name_en: str | None = None
    type: ClusterType | None = Field(None, description="4つの型。空は未分類")
    prefecture: str | None = None
    municipalities: list[str] = []
    summary: str | None = None


class ClusterOut(ClusterBody):
    """産地と、そこに登録された企業の数。"""

    firms: int


class FirmPage(BaseModel):
    """企業の一覧。"""

    items: list[FirmBrief]
    next_cursor: str | None


class NeedPage(BaseModel):
    """探しものの一覧。"""

    items: list[NeedOut]
    next_cursor: str | None


class CapabilityPage(BaseModel):
    """一つの企業のできること。"""

    items: list[CapabilityOut]
    next_cursor: str | None = None


class ClusterPage(BaseModel):
    """産地の一覧。"""

    items: list[ClusterOut]
    next_cursor: str | None = None


class Problem(BaseModel):
    """RFC 9457 の問題の説明。"""

    type: str = Field(examples=["/problems/invalid-value"])
    title: str = Field(examples=["値が正しくありません"])
    status: int
    detail: str
    title_en: str
    detail_en: str
    errors: list["ProblemField"] = []


class ProblemField(BaseModel):
    """どの項目の、どこがいけないか。"""

    pointer: str = Field(examples=["/constraints/tolerance_um"])
    detail: str
    detail_en: str


class Health(BaseModel):
    """動いているか。"""

    status: Literal["ok", "unavailable"]
    checks: dict[str, str] = {}
