"""What clients send about the weekly suggestions."""

from datetime import date

from pydantic import ConfigDict, Field

from enishi.domain.correction import CorrectionReason
from enishi.domain.match_response import MatchAnswer
from enishi.entrypoints.wire.body import Body


class _Words(Body):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class SuggestionResponseBody(_Words):
    """提案への返事。"""

    answer: MatchAnswer = Field(
        description="wants_to_meet 会いたい / knows 知っている / does_not_fit 違う / "
        "not_now 今は無理",
        examples=["wants_to_meet"],
    )
    reason: CorrectionReason | None = Field(
        None,
        description="「違う」の理由。other_process 工程が違う / other_material 材料が違う / "
        "condition 条件が合わない / already_known 既に知っている / closed もう行っていない / "
        "other その他",
        examples=["other_process"],
    )


class SuggestionPauseBody(_Words):
    """提案を休むか、また受け取るか。"""

    is_paused: bool = Field(description="休むなら true", examples=[True])
    until: date | None = Field(
        None, description="休む最後の日。なければ、また受け取ると言うまで", examples=["2027-03-31"]
    )


class SuggestionRoundBody(_Words):
    """どの週の提案を作るか。"""

    week: str | None = Field(None, description="なければ今週", examples=["2026-W48"])
