"""What is answered under /api/v1, with Japanese descriptions and examples."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from enishi.domain.capability import Availability
from enishi.domain.cluster import ClusterType
from enishi.domain.constraint import Outcome
from enishi.domain.correction import CorrectionReason, CorrectionVerdict
from enishi.domain.firm import FirmKind
from enishi.domain.lexicon import ConceptKind
from enishi.domain.match import Fit
from enishi.domain.need import NeedKind
from enishi.domain.reason import ReasonKind
from enishi.entrypoints.wire.bodies import ConstraintsBody, Number
from enishi.entrypoints.wire.joint_answers import JointDevelopmentOut


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
    path: list[str] = Field(
        [], description="用語の関係でつながったときの道筋", examples=[["耐食性", "電解研磨"]]
    )


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


class CoverOut(BaseModel):
    """いくつかの工程のうちの一つを、この企業が受けられそうか。"""

    step: str = Field(examples=["旋削"])
    covered: bool
    text: str | None = Field(description="どの用語で受けられると見たか", examples=["NC旋盤"])


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
    covers: list[CoverOut] = Field([], description="いくつかの工程を頼むときだけ")
    joint: JointDevelopmentOut | None = Field(
        None, description="共同開発の相手を、名前の分かる企業が探すときだけ"
    )


class CountOut(BaseModel):
    """件数。about は「およそ」です。"""

    value: int
    relation: Literal["exact", "about"]


class FacetValue(BaseModel):
    """絞り込みの選択肢と件数。"""

    value: str
    label: str
    count: int


class ReadConceptOut(BaseModel):
    """文が触れている用語。"""

    concept: str = Field(description="辞書の見出し", examples=["耐食性"])
    concept_en: str = Field(examples=["corrosion resistance"])
    kind: ConceptKind
    text: str = Field(description="文の中の言い方", examples=["錆びない"])
    start: int
    end: int
    denied: bool = Field(description="「〜以外」「〜は不要」")
    wish: bool = Field(description="「できれば」")


class ReadConditionOut(BaseModel):
    """文から読み取った条件。条件の欄に書かれていなければ、これで判定します。"""

    name: str = Field(examples=["lot"])
    value: str = Field(examples=["30"])
    text: str = Field(examples=["月30本"])
    start: int
    end: int
    label: str = Field(examples=["ロット 30 個"])
    label_en: str


class ReadingOut(BaseModel):
    """こう読み取りました。違うものは `ignore` で外せます。"""

    processes: list[str]
    constraints: list[str]
    concepts: list[ReadConceptOut]
    conditions: list[ReadConditionOut]
    steps: list[str] = Field(description="いくつかの工程を頼むとき、その工程")
    ignored: list[str] = Field(description="外したもの")


class LinkOut(BaseModel):
    """いくつかの工程のうちの一つと、受けられそうな企業。"""

    step: str
    firms: list[FirmBrief]


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
    links: list[LinkOut] = Field(description="いくつかの工程を分けて頼むときの候補")
    nothing_fits: bool = Field(description="当てはまる企業がない")
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


class ClusterOut(BaseModel):
    """産地と、そこに登録された企業の数。"""

    name: str
    name_kana: str | None
    name_en: str | None
    type: ClusterType | None
    prefecture: str | None
    municipalities: list[str]
    summary: str | None
    firms: int


class CorrectionOut(BaseModel):
    """検索の答えへの訂正。"""

    id: str
    correction_ref: str
    created_at: datetime
    question: str
    purpose: NeedKind
    need_ref: str | None
    firm_ref: str
    capability_ref: str | None
    verdict: CorrectionVerdict
    reason: CorrectionReason | None
    note: str | None
    index_version: str
    model_version: str
    ranker_version: str


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


class CorrectionPage(BaseModel):
    """訂正の一覧。"""

    items: list[CorrectionOut]
    next_cursor: str | None


class Problem(BaseModel):
    """RFC 9457 の問題の説明。"""

    type: str = Field(examples=["/problems/invalid-value"])
    title: str = Field(examples=["値が正しくありません"])
    status: int
    detail: str
    title_en: str
    detail_en: str
    errors: list["ProblemField"] = []


class StaleProblem(Problem):
    """ほかの人が先に変更したときの断り。両方の版が付きます。"""

    seen: int = Field(description="あなたが見た版")
    current: int = Field(description="現在の版")
    current_record: dict[str, Any] | None = Field(
        None, description="現在の内容。読める範囲だけです"
    )
    sent: dict[str, Any] | None = Field(None, description="あなたが送った変更。削除なら空です")


class ProblemField(BaseModel):
    """どの項目の、どこがいけないか。"""

    pointer: str = Field(examples=["/constraints/tolerance_um"])
    detail: str
    detail_en: str


class Health(BaseModel):
    """動いているか。"""

    status: Literal["ok", "unavailable"]
    checks: dict[str, str] = {}
