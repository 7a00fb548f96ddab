"""What a client sends under /api/v1, with Japanese descriptions and examples."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer
from pydantic_core import PydanticCustomError

from enishi.domain.capability import Availability
from enishi.domain.cluster import ClusterType
from enishi.domain.correction import CorrectionReason, CorrectionVerdict
from enishi.domain.firm import FirmKind
from enishi.domain.lexicon import ConceptKind
from enishi.domain.lexicon.amendment import Origin
from enishi.domain.need import NeedKind
from enishi.domain.query import Conditions
from enishi.entrypoints.wire.body import Body
from enishi.entrypoints.wire.disclosures import DisclosureBody


def _no_text(value: object) -> object:
    if isinstance(value, bool | str):
        raise PydanticCustomError("float_type", "must be a number")
    return value


_Numeric = BeforeValidator(_no_text)  # as in the interchange files: "24" and true are none
Whole = Annotated[int, _Numeric]
Real = Annotated[float, _Numeric]
# Sizes and tolerances are exact inside; JSON readers expect plain numbers.
Number = Annotated[
    Decimal,
    Field(max_digits=28, decimal_places=9),
    _Numeric,
    PlainSerializer(
        lambda value: int(value) if value == int(value) else float(value),
        return_type=int | float,
    ),
]
Latitude = Annotated[Real | None, Field(description="緯度（WGS 84、度）", examples=[37.67])]
Longitude = Annotated[Real | None, Field(description="経度（WGS 84、度）", examples=[138.88])]


class FacilityBody(Body):
    """事業所。電力管内や水系が空なら「不明」で、「無関係」ではありません。"""

    facility_ref: str | None = Field(None, description="空なら自動で付きます", examples=["F001-A"])
    name: str | None = Field(None, description="事業所の名称", examples=["第二工場"])
    municipality_code: str | None = Field(
        None, description="市区町村コード（5桁）", examples=["15213"]
    )
    latitude: Latitude = None
    longitude: Longitude = None
    power_area: str | None = Field(None, description="電力管内", examples=["東北電力管内"])
    river_system: str | None = Field(None, description="水系", examples=["信濃川水系"])


class _CapabilityFields(Body):
    title: str | None = Field(None, examples=["ステンレス小物の冷間鍛造"])
    description: str | None = Field(
        None, examples=["SUS304 の取っ手・金具を、冷間鍛造から研磨まで一貫で手がけます。"]
    )
    processes: list[str] | None = Field(None, description="工程", examples=[["冷間鍛造"]])
    materials: list[str] | None = Field(None, description="材料", examples=[["SUS304"]])
    equipment: list[str] | None = Field(None, description="設備", examples=[["400tプレス"]])
    max_size_mm: Number | None = Field(None, description="最大寸法（mm）", examples=[300])
    tolerance_um: Number | None = Field(None, description="精度（μm）", examples=[10])
    lot_min: Whole | None = Field(None, description="最小ロット（個）", examples=[1])
    lot_max: Whole | None = Field(None, description="最大ロット（個）", examples=[10000])
    lead_time_days: Whole | None = Field(None, description="納期（日）", examples=[14])
    facility_ref: str | None = Field(
        None, description="行う事業所（facilities のどれか）", examples=["F001-A"]
    )
    capacity_per_month: Number | None = Field(None, description="月産能力（個）", examples=[50000])
    availability: Availability | None = Field(None, description="空き状況 ◎○△×", examples=["○"])
    availability_as_of: date | None = Field(
        None, description="空き状況を確かめた日", examples=["2026-11-01"]
    )


class CapabilityBody(_CapabilityFields):
    """できること。題名か説明のどちらかがあれば足ります。数値の空欄は「不明」です。"""

    capability_ref: str | None = Field(
        None, description="空なら自動で付きます", examples=["F001-1"]
    )


class CapabilityPatch(_CapabilityFields):
    """変更したい項目だけを送ります（JSON Merge Patch）。null は「空にする」です。"""


class _FirmFields(Body):
    name_kana: str | None = Field(None, examples=["エンガワセイコウ"])
    kind: FirmKind | None = Field(None, description="組織の種類。空は企業です")
    corporate_number: str | None = Field(
        None, description="法人番号（13桁）", examples=["8999913418205"]
    )
    cluster: str | None = Field(None, description="産地（産業集積）", examples=["燕三条"])
    prefecture: str | None = Field(None, examples=["新潟県"])
    municipality: str | None = Field(None, examples=["燕市"])
    municipality_code: str | None = Field(
        None, description="市区町村コード（5桁）", examples=["15213"]
    )
    latitude: Latitude = None
    longitude: Longitude = None
    employees: Whole | None = Field(None, description="従業員数", examples=[24])
    founded: Whole | None = Field(None, description="創業の年（西暦）", examples=[1968])
    certifications: list[str] | None = Field(None, description="認証", examples=[["ISO9001"]])
    summary: str | None = Field(None, examples=["ステンレスの小物を少量から。"])
    facilities: list[FacilityBody] | None = Field(
        None, description="事業所。空なら企業の所在地が唯一の事業所です"
    )


class FirmBody(_FirmFields):
    """企業・大学・公設試・支援機関の届け出。必須は名称だけです。"""

    firm_ref: str | None = Field(None, description="空なら自動で付きます", examples=["F001"])
    name: str = Field(examples=["縁側精工株式会社"])
    capabilities: list[CapabilityBody] = Field([], description="できること")


class FirmPatch(_FirmFields):
    """変更したい項目だけを送ります（JSON Merge Patch）。null は「空にする」です。"""

    name: str | None = Field(None, examples=["縁側精工株式会社"])


class ConstraintsBody(Body):
    """条件。能力ごとに「満たす・満たさない・不明」を判定します。"""

    certifications: list[str] = Field([], description="必要な認証", examples=[["ISO9001"]])
    max_lead_time_days: Whole | None = Field(None, description="納期（日以内）", examples=[14])
    lot: Whole | None = Field(None, description="必要な個数", examples=[200])
    tolerance_um: Number | None = Field(None, description="必要な精度（μm）", examples=[10])
    max_size_mm: Number | None = Field(None, description="必要な寸法（mm）", examples=[500])
    exclude_clusters: list[str] = Field([], description="除く産地", examples=[["燕三条"]])
    prefectures: list[str] = Field([], description="所在地の条件", examples=[["新潟県"]])


class ConstraintsPatch(Body):
    """条件のうち、変更したいもの。null は「問わない」です。"""

    certifications: list[str] | None = None
    max_lead_time_days: Whole | None = None
    lot: Whole | None = None
    tolerance_um: Number | None = None
    max_size_mm: Number | None = None
    exclude_clusters: list[str] | None = None
    prefectures: list[str] | None = None


class NeedBody(Body):
    """探しもの。4つの目的のどれかを選びます。"""

    need_ref: str | None = Field(None, description="空なら自動で付きます", examples=["N001"])
    firm_ref: str | None = Field(
        None, description="探している企業。空なら事務局からの掲示です", examples=["F120"]
    )
    kind: NeedKind = Field(description="目的")
    title: str = Field(examples=["塩水で錆びない取っ手の切削"])
    description: str | None = Field(None, examples=["船の扉の取っ手を200個。今の外注先が廃業。"])
    query: str | None = Field(
        None,
        description="検索窓に打つならこう書く、という短い文",
        examples=["塩水で錆びない取っ手"],
    )
    constraints: ConstraintsBody = Field(ConstraintsBody(), description="条件")
    disclosure: DisclosureBody = Field(
        DisclosureBody(),
        description="公開範囲。fields の firm_ref を公開以外にすると、名前を伏せて掲示します",
        examples=[{"fields": {"firm_ref": "private"}}],
    )


class NeedPatch(Body):
    """変更したい項目だけを送ります（JSON Merge Patch）。null は「空にする」です。"""

    kind: NeedKind | None = Field(None, description="目的")
    title: str | None = Field(None, examples=["塩水で錆びない取っ手の切削"])
    description: str | None = Field(None, examples=["船の扉の取っ手を200個。今の外注先が廃業。"])
    query: str | None = Field(None, examples=["塩水で錆びない取っ手"])
    constraints: ConstraintsPatch | None = Field(None, description="条件のうち、変えるもの")


class SearchBody(Body):
    """その場限りの探しもの（保存されません）。"""

    text: str = Field(examples=["塩水で錆びない取っ手を削り出せるところ"])
    purpose: NeedKind = Field(NeedKind.SOURCING, description="目的")
    constraints: ConstraintsBody = Field(ConstraintsBody(), description="条件")
    clusters: list[str] = Field([], description="この産地に限る")
    kinds: list[FirmKind] = Field([], description="この種類の組織に限る")
    seeker_ref: str | None = Field(
        None, description="探している企業の firm_ref。答えから除かれます"
    )
    conditions: Conditions = Field(
        Conditions.PENALTY,
        description="満たさない企業を penalty 下げる / gate 外す",
    )
    prefer_other_clusters: bool = Field(True, description="探す側と別の産地を優先する")
    ignore: list[str] = Field([], description="読み取りから外すもの（用語や条件の名前）")
    limit: int = Field(20, ge=1, le=100, description="1ページの件数")
    cursor: str | None = Field(None, description="前のページの next_cursor")
    explain: bool = Field(False, description="点数の内訳を付ける")


class CorrectionBody(Body):
    """検索の答えの1社が、合わない（または合っている）という指摘。"""

    question: str = Field(
        description="検索した文。探しものへの答えなら、その題名と説明（2,000文字まで）",
        examples=["塩水で錆びない取っ手を削り出せるところ"],
    )
    purpose: NeedKind = Field(description="目的", examples=["sourcing"])
    need_ref: str | None = Field(
        None, description="探しものへの答えなら、その need_ref", examples=["N001"]
    )
    firm_ref: str = Field(description="答えの企業", examples=["F001"])
    capability_ref: str | None = Field(
        None, description="答えに示された能力。空なら紹介文", examples=["F001-1"]
    )
    verdict: CorrectionVerdict = Field(
        description="wrong 合わない / right 合っている", examples=["wrong"]
    )
    reason: CorrectionReason | None = Field(
        None,
        description="合わないときは必須。other_process 工程が違う / other_material 材料が違う / "
        "condition 条件が合わない / already_known 既に知っている / closed もう行っていない / "
        "other その他。合っているときは空か、already_known か other",
        examples=["other_process"],
    )
    note: str | None = Field(
        None, description="補足（1,000文字まで）", examples=["鍛造ではなく鋳造の会社です。"]
    )
    index_version: str = Field(
        description="答えの index_version", examples=["20261125T102437Z-274604fe"]
    )
    model_version: str = Field(description="答えの model_version", examples=["a8bff2944dd6.d81fd0"])
    ranker_version: str = Field(description="答えの ranker_version", examples=["factory-2"])


class _ClusterFields(Body):
    name_kana: str | None = Field(None, examples=["ツバメサンジョウ"])
    name_en: str | None = Field(None, examples=["Tsubame-Sanjo"])
    type: ClusterType | None = Field(None, description="4つの型。空は未分類")
    prefecture: str | None = Field(None, examples=["新潟県"])
    municipalities: list[str] | None = Field(
        None, description="市区町村", examples=[["燕市", "三条市"]]
    )
    summary: str | None = Field(None, examples=["金属洋食器と作業工具の産地。"])


class ClusterBody(_ClusterFields):
    """産地（産業集積）。"""

    name: str = Field(examples=["燕三条"])


class ClusterPatch(_ClusterFields):
    """変更したい項目だけを送ります（JSON Merge Patch）。null は「空にする」です。"""


class ReplacementBody(Body):
    """この用語が、何の代わりになるか。どの材料の上で、どの性質を保つのかとともに書きます。"""

    can_replace: str = Field(description="代わられる用語", examples=["電気めっき"])
    on_material: str | None = Field(None, description="どの材料の上で。空はどれでも")
    keeps: list[str] = Field([], description="保たれる性質", examples=[["耐食性"]])
    note: str | None = Field(None, description="条件", examples=["膜厚が要るときは使えない。"])


class ConceptBody(Body):
    """用語。`getConcept` の答えを直して、そのまま送れます。送らなかった項目は空になります。"""

    name: str | None = Field(None, description="見出し。送るならアドレスと同じもの")
    kind: ConceptKind = Field(description="種類", examples=["process"])
    names: list[str] = Field(
        [],
        description="日本語のほかの言い方（表記の違い、略号、現場の言葉）",
        examples=[["型鍛造"]],
    )
    english: list[str] = Field([], description="英語の言い方", examples=[["die forging"]])
    chinese: list[str] = Field([], description="中国語の言い方", examples=[["模锻"]])
    broader: list[str] = Field([], description="上位の用語", examples=[["鍛造"]])
    made_by: list[str] = Field([], description="製品なら作り方、性質なら実現のしかた")
    uses: list[str] = Field([], description="工程なら使う設備、設備ならできる工程")
    needs_property: list[str] = Field([], description="求める性質")
    gives_function: list[str] = Field([], description="もたらす性質")
    prevents_symptom: list[str] = Field([], description="防ぐ困りごとや不良")
    must_not_confuse: list[str] = Field([], description="似ているが別の能力")
    note: str | None = Field(None, description="理由や条件", examples=["型を使う熱間の鍛造。"])
    replacements: list[ReplacementBody] = Field([], description="何の代わりになるか")
    origin: Origin | None = Field(None, description="送っても使いません")
    amended_at: datetime | None = Field(None, description="送っても使いません")
