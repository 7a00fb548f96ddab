"""What is sent and answered when many ad-hoc needs are asked at once."""

from typing import Any

from pydantic import BaseModel, Field

from enishi.entrypoints.wire.answers import CountOut, MatchOut, ReadingOut
from enishi.entrypoints.wire.bodies import SearchBody
from enishi.entrypoints.wire.body import Body
from enishi.entrypoints.wire.present import match_out, reading_out
from enishi.services.bulk import MOST_MATCHES, MOST_NEEDS
from enishi.services.search import SearchResult


class BulkNeedBody(SearchBody):
    """その場限りの探しもの一つ。続き（cursor）と点数の内訳（explain）はありません。"""

    limit: int = Field(5, ge=1, le=MOST_MATCHES, description="返す企業の数（10まで）")


class BulkBody(Body):
    """その場限りの探しもの、たくさん。"""

    # Not of the type above: one that is wrong is told in its place, and the others go through.
    needs: list[Any] = Field(
        description=f"BulkNeedBody の配列（{MOST_NEEDS:,}件まで）",
        examples=[[{"text": "塩水で錆びない取っ手", "limit": 3}, {"text": "薄板の溶接"}]],
    )


class BulkAnswer(BaseModel):
    """探しもの一つへの答え。件数の内訳や緩和案は付きません。"""

    items: list[MatchOut]
    near_misses: list[MatchOut] = Field(description="条件を一つだけ満たさない企業（gate のとき）")
    count: CountOut
    reading: ReadingOut
    nothing_fits: bool = Field(description="当てはまる企業がない")
    index_version: str
    model_version: str
    ranker_version: str


def bulk_answer(result: SearchResult) -> BulkAnswer:
    """One answer of many."""
    return BulkAnswer(
        items=[match_out(match, explain=False) for match in result.matches],
        near_misses=[match_out(match, explain=False) for match in result.near_misses],
        count=CountOut(value=result.count, relation=result.count_relation.value),
        reading=reading_out(result.reading),
        nothing_fits=result.count == 0,
        index_version=result.index_version,
        model_version=result.model_version,
        ranker_version=result.ranker_version,
    )
