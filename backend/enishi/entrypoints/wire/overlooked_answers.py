"""What is answered to a firm that asks why it was not suggested."""

from pydantic import BaseModel, Field


class NearMissOut(BaseModel):
    """惜しかった検索や探しものの、まとめ。"""

    kind: str = Field(description="search 検索 / need 探しもの", examples=["search"])
    missing: str = Field(description="何が足りなかったか", examples=["認証 JIS Q 9100"])
    missing_en: str
    times: int = Field(description="期間の中の回数")
    asked_for: list[str] = Field(description="そのとき求められていた加工や材料（多い順）")
    need_id: str | None = Field(description="探しもののとき、見えるものなら")
    need_title: str | None


class AdviceOut(BaseModel):
    """何をすると、いちばん効くか。"""

    text: str
    text_en: str
    gain: int = Field(description="これがあれば届いていた検索や探しものの数")
    field: str | None = Field(description="直す項目", examples=["certifications"])


class OverlookedOut(BaseModel):
    """なぜ提案されなかったか。"""

    firm_ref: str
    since: str = Field(examples=["2026-W45"])
    until: str = Field(examples=["2026-W48"])
    searches: int = Field(description="この企業が現れた検索")
    near_searches: int = Field(description="条件が一つ足りずに外れた検索")
    shown: int = Field(description="ほかの企業に提案された回数")
    shown_median: float | None = Field(description="企業の真ん中の回数")
    answers: dict[str, int] = Field(description="提案への返事（会いたい など）の数")
    near_misses: list[NearMissOut]
    advice: list[AdviceOut]
    text: str
    text_en: str
