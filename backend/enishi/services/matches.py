"""The answers to a posted need."""

from dataclasses import dataclass

from enishi.domain.errors import NotFoundError
from enishi.domain.need import Need
from enishi.domain.query import Conditions, Query
from enishi.services.ports import Database, Stored
from enishi.services.search import SearchResult, SearchService


@dataclass(frozen=True)
class MatchService:
    """Finds the firms for a need on the board."""

    database: Database
    search: SearchService

    def for_need(
        self,
        need_id: str,
        *,
        conditions: Conditions = Conditions.GATE,
        limit: int = 20,
        cursor: str | None = None,
    ) -> tuple[Stored[Need], SearchResult]:
        """Return the need and one page of its matches; raises NotFoundError.

        A need's conditions are meant: by default a firm that fails one is a near miss.
        """
        with self.database.read() as work:
            ref = work.needs.ref_of(need_id)
            stored = work.needs.get(ref) if ref is not None else None
        if stored is None:
            raise NotFoundError("その探しものは見つかりません", english="no such need")
        query = Query.of(stored.record, conditions=conditions)
        return stored, self.search.search(query, limit=limit, cursor=cursor)
