"""Many ad-hoc needs in one call."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from enishi.domain.access import Caller, Scope
from enishi.domain.errors import EnishiError, InvalidValueError, TooLargeError
from enishi.domain.query import Query
from enishi.services.search import SearchResult, SearchService

# A search takes some tens of milliseconds: a call lasts a minute or two, never an hour.
MOST_NEEDS = 1_000
# Firms for each need; whoever wants to browse one need asks for it alone.
MOST_MATCHES = 10


@dataclass(frozen=True, slots=True)
class AdHocNeed:
    """One question of many, with how many firms it wants."""

    query: Query
    limit: int

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= MOST_MATCHES:
            raise InvalidValueError(
                f"件数は 1〜{MOST_MATCHES} で指定してください（{self.limit}）",
                field="limit",
                english=f"limit must be 1 to {MOST_MATCHES}, not {self.limit}",
            )


@dataclass(frozen=True)
class BulkSearchService:
    """Answers many needs, each as if it had been asked alone."""

    search: SearchService

    def may_begin(self, number: int, *, by: Caller) -> None:
        """Refuse before any work: who has not signed in, too many needs, and a missing index."""
        by.must_have(Scope.READ)
        if number > MOST_NEEDS:
            raise TooLargeError(
                f"一度に送れる探しものは {MOST_NEEDS:,} 件までです（{number:,} 件）。"
                "分けて送ってください",
                english=f"at most {MOST_NEEDS:,} needs in one call, not {number:,}",
            )
        self.search.index.view(by)

    def answers(
        self, needs: Sequence[AdHocNeed | EnishiError], *, by: Caller
    ) -> Iterator[SearchResult | EnishiError]:
        """Yield the answer to each need in order; a refused one stands in its place."""
        for need in needs:
            if isinstance(need, EnishiError):
                yield need
                continue
            try:
                yield self.search.search(need.query, limit=need.limit, is_bare=True, by=by)
            except EnishiError as error:
                yield error
