"""What is asked and answered about gatherings: round tables, visits, business meetings."""

from datetime import date, time
from typing import Literal

from pydantic import BaseModel, Field

from enishi.entrypoints.wire.answers import FirmBrief
from enishi.entrypoints.wire.body import Body

GatheringKindName = Literal["working_group", "visit_day", "business_meeting"]


class GatheringBody(Body):
    """集まりを開く。顔ぶれを決めると、席が組まれます。"""

    kind: GatheringKindName = Field(
        description="working_group 合同ワーキンググループ / visit_day 相互訪問 / "
        "business_meeting 商談会"
    )
    title: str = Field(max_length=200, examples=["第3回 合同ワーキンググループ"])
    date: date
    starts_at: time | None = None
    chamber_ref: str | None = None
    firm_refs: list[str] = Field(description="参加する企業", max_length=400)
    host_refs: list[str] = Field(
        default_factory=list, description="商談会の発注側（席に残る企業）", max_length=100
    )
    rounds: int = Field(3, ge=1, le=12, description="席替えの回数")
    minutes: int = Field(20, ge=5, le=120, description="一回の時間（分）")


class AgendaTopicOut(BaseModel):
    """話題。組の企業に共通する探しものや課題から。"""

    text: str
    text_en: str
    firm_refs: list[str]


class TableOut(BaseModel):
    """一つの席。"""

    number: int
    firms: list[FirmBrief]
    met: int = Field(description="この組の中で、これまでに会ったことのある組の数")
    topics: list[AgendaTopicOut]


class RoundOut(BaseModel):
    """一回。"""

    number: int
    starts_at: time | None
    tables: list[TableOut]
    resting: list[FirmBrief] = Field(description="この回は席のない企業")


class GatheringOut(BaseModel):
    """集まり。"""

    gathering_ref: str
    kind: GatheringKindName
    kind_label: str
    title: str
    date: date
    chamber_ref: str | None
    state: Literal["planned", "held", "called_off"]
    firms: list[FirmBrief]
    rounds: list[RoundOut]
    pairs: int = Field(description="この席で会う組の数")
    new_pairs: int = Field(description="そのうち、はじめて会う組の数")
    repeated_pairs: int = Field(description="この集まりの中で二度会う組の数")
    text: str
    text_en: str


class GatheringPage(BaseModel):
    """集まりの一覧。"""

    items: list[GatheringOut]
    next_cursor: str | None


class HeldBody(Body):
    """開いた結果。欠席した企業を除いて、同じ席の組が接点として残ります。"""

    absent_refs: list[str] = Field(default_factory=list, max_length=400)
