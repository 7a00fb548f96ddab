"""Stand-ins that behave: introductions, releases and the answers to matches."""

from collections.abc import Callable, Collection, Iterator
from datetime import date

from enishi.domain.firm import Firm
from enishi.domain.introduction import Introduction, Sight, Stage
from enishi.domain.japan_time import day_in_japan
from enishi.domain.match_response import MatchResponse
from enishi.domain.release import Release
from enishi.services.ports import Stored

FirmsOf = Callable[[list[str]], dict[str, Stored[Firm]]]


class FakeIntroductions:
    """Cases by their ref; what was done is only added to."""

    def __init__(self, firms_of: FirmsOf) -> None:
        self.held: dict[str, Introduction] = {}
        self._firms_of = firms_of

    def put(self, *cases: Introduction) -> None:
        for case in cases:
            before = self.held.get(case.ref)
            assert before is None or case.events[: before.revision] == before.events
            self.held[case.ref] = case

    def get(self, ref: str) -> Introduction | None:
        return self.held.get(ref)

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
        found = [
            case
            for case in reversed(self._in_time())
            if self._sees(sight, case)
            and stage in (None, case.stage)
            and (case.stage.is_open or not is_open)
            and chamber_ref in (None, case.chamber_ref)
            and (firm_ref is None or case.side_of(firm_ref) is not None)
            and need_ref in (None, case.need_ref)
            and (due_on is None or (case.next_date is not None and case.next_date <= due_on))
        ]
        if after is not None:
            last = self.held.get(after)
            found = [
                case
                for case in found
                if last and (case.opened_at, case.ref) < (last.opened_at, last.ref)
            ]
        return found[:limit]

    def due(self, sight: Sight, on: date, limit: int) -> list[Introduction]:
        found = [
            (case.next_date, case.ref, case)
            for case in self.held.values()
            if self._sees(sight, case) and case.next_date is not None and case.next_date <= on
        ]
        return [case for _, _, case in sorted(found, key=lambda item: item[:2])][:limit]

    def under_way(self, sight: Sight, limit: int) -> list[Introduction]:
        newest_first = reversed(self._in_time())
        found = [case for case in newest_first if case.stage.is_open and self._sees(sight, case)]
        return found[:limit]

    def met_between(self, sight: Sight, first: date, last: date) -> list[Introduction]:
        found = []
        for case in self.held.values():
            met = case.entered(Stage.MET)
            if met and first <= day_in_japan(met) <= last and self._sees(sight, case):
                found.append((day_in_japan(met), case.ref, case))
        return [case for _, _, case in sorted(found, key=lambda item: item[:2])]

    def of_need(self, need_ref: str) -> list[Introduction]:
        return [case for case in self._in_time() if case.need_ref == need_ref]

    def of_pair(self, one: str, other: str) -> list[Introduction]:
        return [case for case in self._in_time() if case.is_of(one, other)]

    def stream(self) -> Iterator[Introduction]:
        yield from (self.held[ref] for ref in sorted(self.held))

    def _in_time(self) -> list[Introduction]:
        return sorted(self.held.values(), key=lambda case: (case.opened_at, case.ref))

    def _sees(self, sight: Sight, case: Introduction) -> bool:
        stored = self._firms_of([case.seeker_ref, case.candidate_ref])
        return sight.covers(case, {ref: item.record for ref, item in stored.items()})


class FakeReleases:
    """Releases by need, firm and field."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str, str], Release] = {}

    def put(self, release: Release) -> None:
        self.held[release.need_ref, release.to_ref, release.path] = release

    def forget_firm(self, firm_ref: str) -> None:
        self.held = {key: item for key, item in self.held.items() if item.to_ref != firm_ref}

    def forget_need(self, need_ref: str) -> None:
        self.held = {key: item for key, item in self.held.items() if item.need_ref != need_ref}

    def of_need(self, need_ref: str) -> list[Release]:
        found = [item for item in self.held.values() if item.need_ref == need_ref]
        return sorted(found, key=lambda item: (item.at, item.to_ref, item.path))

    def to_firms(
        self, need_refs: Collection[str], firm_refs: Collection[str]
    ) -> dict[str, frozenset[str]]:
        standing = [item for item in self.held.values() if item.stands and item.to_ref in firm_refs]
        return {
            ref: frozenset(item.path for item in standing if item.need_ref == ref)
            for ref in {item.need_ref for item in standing} & set(need_refs)
        }


class FakeMatchResponses:
    """The last answer of each side."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str, str], MatchResponse] = {}

    def put(self, response: MatchResponse) -> None:
        side = response.side or ""
        self.held[response.need_ref, response.firm_ref, side] = response

    def forget_firm(self, firm_ref: str) -> None:
        self.held = {key: item for key, item in self.held.items() if item.firm_ref != firm_ref}

    def forget_need(self, need_ref: str) -> None:
        self.held = {key: item for key, item in self.held.items() if item.need_ref != need_ref}

    def of_need(self, need_ref: str) -> list[MatchResponse]:
        return self._in_time(need_ref, 0)

    def of_firm(self, firm_ref: str) -> list[MatchResponse]:
        return self._in_time(firm_ref, 1)

    def _in_time(self, ref: str, place: int) -> list[MatchResponse]:
        keys = [key for key in self.held if key[place] == ref]
        return [self.held[key] for key in sorted(keys, key=lambda key: (self.held[key].at, key))]
