"""What is answered about networks: ties, the graph, and how fixed the membership is."""

from datetime import date

from pydantic import BaseModel, Field

from enishi.domain.fixation import (
    FixationAspect,
    FixationBand,
    FixationConfidence,
    LifeCycleStage,
)
from enishi.domain.tie import TieKind
from enishi.entrypoints.wire.answers import FirmBrief
from enishi.services.networks.circles import NetworkScope


class TieOut(BaseModel):
    """企業どうしの接点の一つ。"""

    tie_ref: str
    date: date
    kind: TieKind
    kind_label: str = Field(examples=["面談"])
    accepted: bool = Field(description="false は、受け入れられなかった紹介。関係に数えません")
    firms: list[FirmBrief] = Field(description="参加した企業のうち、読む人に見えるもの")
    hidden_firms: int = Field(description="読む人に見えない参加企業の数")
    source: str | None
    can_be_removed: bool = Field(description="読む人が消せるか")


class TiePage(BaseModel):
    """接点の一覧。新しい順。"""

    items: list[TieOut]
    next_cursor: str | None


class NetworkNodeOut(BaseModel):
    """図の点。"""

    id: str
    firm_ref: str
    name: str
    cluster: str | None
    is_member: bool = Field(description="この産業集積の企業か（false は外の相手）")
    partners: int = Field(description="相手の数")
    is_bridge: bool = Field(description="なくなると図が分かれる企業か")


class NetworkEdgeOut(BaseModel):
    """図の線。2社の関係。"""

    one: str = Field(description="firm_ref")
    other: str = Field(description="firm_ref")
    times: int = Field(description="期間の中で会った回数")
    last: date
    kinds: list[TieKind]


class NetworkGraphOut(BaseModel):
    """関係の図。線は、両方の企業が見せているものだけです。"""

    name: str
    since: date
    until: date
    first: date | None = Field(description="記録のいちばん古い日（時間の目盛りの端）")
    last: date | None
    nodes: list[NetworkNodeOut]
    edges: list[NetworkEdgeOut]
    components: int = Field(description="つながったかたまりの数")


class FixationPartOut(BaseModel):
    """固定化の指数の一つの成分。"""

    key: FixationAspect
    label: str = Field(examples=["同じ組の繰り返し"])
    text: str = Field(description="この成分が何を数えたか、数えた値とともに")
    text_en: str
    value: float | None = Field(description="0〜1。データがなければ null")
    weight: float
    points: float | None = Field(description="指数に占める点。成分の点の和が指数です")


class FixationPointOut(BaseModel):
    """推移の一点。データ不足の期間では value が null です。"""

    until: date
    value: float | None
    low: float | None
    high: float | None
    meetings: int
    confidence: FixationConfidence


class BridgeOut(BaseModel):
    """足すと固定化が下がる、まだない関係。"""

    one: FirmBrief
    other: FirmBrief
    introducer: FirmBrief | None = Field(description="両方を知り、紹介できる企業")
    change: float | None = Field(description="この紹介が成り立ったときの指数の変化（点）")
    text: str
    text_en: str


class HoleOut(BaseModel):
    """関係のない、または細い、産業集積の組（構造的空隙）。"""

    one: str
    other: str
    ties: int
    expected: float = Field(description="規模どおりに混ざったときの数")


class LifeCycleOut(BaseModel):
    """産業集積の段階（図表3-2）の手がかり。判断ではありません。"""

    stage: LifeCycleStage
    label: str = Field(examples=["成熟期の手がかり"])
    reasons: list[str]


class FixationOut(BaseModel):
    """ネットワークの固定化。データが足りなければ数は出しません。"""

    scope: NetworkScope
    name: str
    since: date
    until: date
    value: float | None = Field(description="0〜100。データ不足では null", examples=[46.6])
    low: float | None = Field(description="80%区間の下端")
    high: float | None = Field(description="80%区間の上端")
    band: FixationBand | None
    band_label: str | None = Field(examples=["適度"])
    confidence: FixationConfidence
    confidence_label: str = Field(examples=["参考"])
    confidence_text: str = Field(description="なぜその確かさか、何件あれば足りるか")
    confidence_text_en: str
    meetings: int
    firms: int = Field(description="期間に接点のあった企業の数")
    newcomers: int = Field(description="期間にはじめて現れた企業の数")
    parts: list[FixationPartOut]
    by_choice: float | None = Field(
        description="規模による繰り返しを除いた繰り返し (q−q0)/(1−q0)。全員が会い済みなら null"
    )
    regions: float | None = Field(description="実質何地域と付き合っているか（Hill 数）")
    external_internal: float | None = Field(description="E-I 指数。−1（内）〜1（外）")
    locked_in_firms: float | None = Field(description="2期続けて75以上の企業の割合")
    trend: list[FixationPointOut]
    bridges: list[BridgeOut]
    holes: list[HoleOut]
    bridge_firms: list[FirmBrief] = Field(description="いま橋になっている企業")
    life_cycle: LifeCycleOut | None
    platform: float | None = Field(description="全体の指数。くらべるため")
    platform_confidence: FixationConfidence
    fixation_version: str


class WhatIfTiesOut(BaseModel):
    """「この紹介が成り立ったら」の答え。"""

    before: float | None
    after: float | None
    text: str
    text_en: str
    parts_before: list[FixationPartOut]
    parts_after: list[FixationPartOut]
