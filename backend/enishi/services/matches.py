"""The answers to a posted need."""

from dataclasses import dataclass

from enishi.domain.access import ANONYMOUS, Caller
from enishi.domain.query import Conditions, Query
from enishi.services.needs import NeedService
from enishi.services.search import SearchResult, SearchService
from enishi.services.sight import Posting


@dataclass(frozen=True)
class MatchService:
    """Finds the firms for a need on the board."""

    needs: NeedService
    search: SearchService

    def for_need(
        self,
        need_id: str,
        *,
        conditions: Conditions = Conditions.GATE,
        limit: int = 20,
        cursor: str | None = None,
        by: Caller = ANONYMOUS,
    ) -> tuple[Posting, SearchResult]:
        """Return the need and one page of its matches; raises NotFoundError.

        Who does not see whose need it is gets the answers of a need of nobody: a firm that is
        missing from the answers to its own need would be given away.

        A need's conditions are meant: by default a firm that fails one is a near miss.
        """
        posting = self.needs.get(need_id, by=by)
        query = Query.of(posting.need.record, conditions=conditions)
        return posting, self.search.search(query, limit=limit, cursor=cursor, by=by)
