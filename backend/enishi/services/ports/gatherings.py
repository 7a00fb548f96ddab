"""Where gatherings are kept, and what searches missed in firms."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from enishi.domain.gathering import Gathering
from enishi.domain.near_miss import NearMiss


class GatheringRepository(Protocol):
    """Gatherings, by `gathering_ref`, whose order is that of their days.

    A firm that leaves the network leaves its seats; a chamber that goes leaves its gatherings
    to the platform.
    """

    def put(self, gathering: Gathering) -> None:
        """Store the gathering in place of the one that its ref held; its firms exist."""

    def get(self, ref: str) -> Gathering | None:
        """Return one gathering."""

    def page(
        self,
        *,
        after: str | None,
        limit: int,
        chamber_refs: Collection[str] | None = None,
        firm_refs: Collection[str] = (),
    ) -> list[Gathering]:
        """Return gatherings, the latest day first, beginning behind `after`.

        Those of some chambers, or in which some firms take part; None: of every chamber.
        """


class NearMissRepository(Protocol):
    """What searches missed in firms; it goes with the firm."""

    def add(self, misses: Sequence[NearMiss]) -> None:
        """Add to what was counted before; of a firm that is gone nothing is kept."""

    def of_firm(self, firm_ref: str, *, since: date, until: date) -> list[NearMiss]:
        """Return what was counted from a day to a day, both included, oldest first."""

    def forget(self, before: date) -> int:
        """Forget what was counted before a day; return how many entries there were."""
