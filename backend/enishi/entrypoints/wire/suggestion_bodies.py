"""What clients send about the weekly suggestions."""

from datetime import date

from pydantic import Field

from enishi.entrypoints.wire.body import Body
from enishi.entrypoints.wire.introduction_bodies import GivenAnswerBody


class SuggestionResponseBody(GivenAnswerBody):
    """提案への返事。"""


class SuggestionPauseBody(Body):
    """提案を休むか、また受け取るか。"""

    is_paused: bool = Field(description="休むなら true", examples=[True])
    until: date | None = Field(
        None, description="休む最後の日。なければ、また受け取ると言うまで", examples=["2027-03-31"]
    )


class SuggestionRoundBody(Body):
    """どの週の提案を作るか。"""

    week: str | None = Field(None, description="なければ今週", examples=["2026-W48"])
