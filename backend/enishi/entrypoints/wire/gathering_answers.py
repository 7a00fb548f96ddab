"""What is asked and answered about gatherings: round tables, visits, business meetings."""

from datetime import date, time
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from enishi.entrypoints.wire.answers import FirmBrief
from enishi.entrypoints.wire.body import Body

GatheringKindName = Literal["working_group", "visit_day", "business_meeting"]


GatheringStateName = Literal["planned", "held", "called_off"]
Ref = Annotated[str, Field(max_length=200)]


class GatheringBody(Body):
    """集まりを開く。顔ぶれを決めると、席が組まれます。"""

    kind: GatheringKindName = Field(
        description="working_group 合同ワーキンググループ / visit_day 相互訪問 / "
        "business_meeting 商談会"
    )
    title: str = Field(max_length=200, examples=["第3回 合同ワーキンググループ"])
    date: Annotated[date, Field(examples=["2026-12-01"])]
    starts_at: time | None = Field(None, description="日本の時刻", examples=["13:30"])
    chamber_ref: str | None = Field(
        None, description="開く会議所。空なら、自分の会議所（運営者なら、どこのものでもない）"
    )
    firm_refs: list[Ref] = Field(description="参加する企業", max_length=400)
    host_refs: list[Ref] = Field(
        default_factory=list, description="商談会の発注側（席に残る企業）", max_length=100
    )
    rounds: int = Field(3, ge=1, le=12, description="席替えの回数")
    minutes: int = Field(20, ge=5, le=120, description="一回の時間（分）")
    wishes: dict[Ref, list[Ref]] = Field(
        default_factory=dict,
        description="商談会の希望：会いたい相手を、会いたい順に。両方が挙げた組を先に決めます",
        max_length=400,
    )


class AgendaTopicOut(BaseModel):
    """話題。同じ席の2社以上が探しているものから。"""

    text: str
    text_en: str
    firm_refs: list[str] = Field(description="名前を出して探している企業だけ")


class TableOut(BaseModel):
    """一つの席。商談会では発注側が先、相互訪問ではまわる順。"""

    number: int
    firms: list[FirmBrief]
    met: int = Field(
        description="前の3年に会ったことのある2社の数。企業が読むときは、自社と相手の組だけ"
    )
    topics: list[AgendaTopicOut]


class RoundOut(BaseModel):
    """一回。"""

    number: int
    starts_at: time | None
    tables: list[TableOut]
    resting: list[FirmBrief] = Field(description="この回は席のない企業")


class GatheringBriefOut(BaseModel):
    """集まりの要約。"""

    gathering_ref: str
    kind: GatheringKindName
    kind_label: str
    title: str
    date: date
    starts_at: time | None
    chamber_ref: str | None
    chamber_name: str | None
    state: GatheringStateName
    state_label: str
    firm_count: int = Field(description="参加する企業の数。企業が読むときは、同じ席になる企業")
    round_count: int
    is_run_by_you: bool = Field(description="席の全体を見て、開催を記録できるか")


class GatheringOut(GatheringBriefOut):
    """集まり。企業には、自社の席だけが見えます。"""

    minutes: int
    firms: list[FirmBrief]
    host_refs: list[str]
    absent_refs: list[str]
    rounds: list[RoundOut]
    pairs: int = Field(description="この席で会う2社の数")
    new_pairs: int = Field(description="そのうち、前の3年に会っていない2社の数")
    repeated_pairs: int = Field(description="この集まりの中で二度以上会う2社の数")
    text: str
    text_en: str


class GatheringPage(BaseModel):
    """集まりの一覧。日付の新しい順。"""

    items: list[GatheringBriefOut]
    next_cursor: str | None


class HeldBody(Body):
    """開いた結果。欠席した企業を除いて、同じ席の企業どうしの接点が残ります。"""

    absent_refs: list[Ref] = Field(
        default_factory=list, description="来なかった企業", max_length=400
    )
