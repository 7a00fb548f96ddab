"""Where introductions, releases and the answers to matches are kept."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Protocol

from enishi.domain.introduction import Introduction, Sight, Stage
from enishi.domain.match_response import MatchResponse
from enishi.domain.release import Release


class IntroductionRepository(Protocol):
    """Introductions, by `introduction_ref`, whose events are only ever added to.

    A case outlives its firms and its need: a report that forgot the cases of firms that
    closed would be too kind.
    """

    def put(self, *cases: Introduction) -> None:
        """Store each case: a new one whole, of one that is there the events after the stored."""

    def get(self, ref: str) -> Introduction | None:
        """Return one case."""

    def page(
        self,
        sight: Sight,
        *,
        after: str | None,
        limit: int,
        stage: Stage | None = None,
        is_open: bool = False,
        chamber_ref: str | None = None,
        firm_ref: str | None = None,
        need_ref: str | None = None,
        due_on: date | None = None,
    ) -> list[Introduction]:
        """Return the cases in sight, newest first, beginning behind the case `after`.

        `is_open` keeps those that have not ended, `due_on` those whose next date has come
        by that day.
        """

    def due(self, sight: Sight, on: date, limit: int) -> list[Introduction]:
        """Return the cases in sight whose next date has come, the longest overdue first."""

    def under_way(self, sight: Sight, limit: int) -> list[Introduction]:
        """Return the cases in sight that have not ended, newest first."""

    def met_between(self, sight: Sight, first: date, last: date) -> list[Introduction]:
        """Return the cases in sight whose first meeting fell on one of these days, in order."""

    def of_need(self, need_ref: str) -> list[Introduction]:
        """Return every case of a need, oldest first."""

    def of_pair(self, one: str, other: str) -> list[Introduction]:
        """Return every case between two firms, whoever seeks, oldest first."""

    def stream(self) -> Iterator[Introduction]:
        """Yield every case in order of ref, with memory use independent of their number."""


class ReleaseRepository(Protocol):
    """Fields of needs that were opened to single firms. A need takes its releases along."""

    def put(self, release: Release) -> None:
        """Store the release in place of an earlier one of the same field to the same firm."""

    def of_need(self, need_ref: str) -> list[Release]:
        """Return the releases of a need, oldest first, revoked ones among them."""

    def to_firms(
        self, need_refs: Collection[str], firm_refs: Collection[str]
    ) -> dict[str, frozenset[str]]:
        """Return which paths of which needs stand open to any of some firms."""


class MatchResponseRepository(Protocol):
    """The last answer of each side to each need and firm. Either takes its answers along."""

    def put(self, response: MatchResponse) -> None:
        """Store the answer in place of the one that the same side gave before."""

    def of_need(self, need_ref: str) -> list[MatchResponse]:
        """Return the answers to a need's matches, oldest first."""

    def of_firm(self, firm_ref: str) -> list[MatchResponse]:
        """Return the answers about a firm that was found, oldest first."""
