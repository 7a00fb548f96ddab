"""Stand-ins that behave: gatherings, and what searches missed in firms."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date

from enishi.domain.gathering import Gathering
from enishi.domain.near_miss import NearMiss


class FakeGatherings:
    """Gatherings by their ref."""

    def __init__(self) -> None:
        self.held: dict[str, Gathering] = {}

    def put(self, gathering: Gathering) -> None:
        self.held[gathering.ref] = gathering

    def get(self, ref: str) -> Gathering | None:
        return self.held.get(ref)

    def page(
        self,
        *,
        after: str | None,
        limit: int,
        chamber_refs: Collection[str] | None = None,
        firm_refs: Collection[str] = (),
    ) -> list[Gathering]:
        found = [
            self.held[ref]
            for ref in sorted(self.held, reverse=True)
            if after is None or ref < after
        ]
        return [
            item
            for item in found
            if chamber_refs is None
            or item.chamber_ref in chamber_refs
            or not set(firm_refs).isdisjoint(item.firm_refs)
        ][:limit]

    def forget_firm(self, firm_ref: str) -> None:
        self.held = {ref: item.without(firm_ref) for ref, item in self.held.items()}


class FakeNearMisses:
    """Counts by firm, day, condition and concept."""

    def __init__(self, existing: Callable[[Sequence[str]], set[str]]) -> None:
        self.held: dict[tuple[str, date, str, str], NearMiss] = {}
        self._existing = existing

    def add(self, misses: Sequence[NearMiss]) -> None:
        known = self._existing([item.firm_ref for item in misses])
        for item in misses:
            if item.firm_ref in known:
                key = (item.firm_ref, item.day, item.missing, item.concept or "")
                before = self.held.get(key)
                times = item.times + (before.times if before else 0)
                self.held[key] = replace(item, times=times)

    def of_firm(self, firm_ref: str, *, since: date, until: date) -> list[NearMiss]:
        return [
            self.held[key]
            for key in sorted(self.held, key=lambda key: key[1:])
            if key[0] == firm_ref and since <= key[1] <= until
        ]

    def forget(self, before: date) -> int:
        old = [key for key in self.held if key[1] < before]
        for key in old:
            del self.held[key]
        return len(old)

    def forget_firm(self, firm_ref: str) -> None:
        self.held = {key: item for key, item in self.held.items() if key[0] != firm_ref}
