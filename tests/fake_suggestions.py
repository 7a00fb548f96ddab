"""Stand-ins that behave: the weekly suggestions and who wants none now."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date

from enishi.domain.exposure import ExposureAudit
from enishi.domain.iso_week import IsoWeek
from enishi.domain.suggestion import (
    Suggestion,
    SuggestionAnswer,
    SuggestionPause,
    SuggestionRound,
)


class FakeSuggestions:
    """Suggestions by their ref, with what each week was made of and answered."""

    def __init__(self) -> None:
        self.held: dict[str, Suggestion] = {}
        self.rounds: dict[IsoWeek, tuple[SuggestionRound, ExposureAudit]] = {}
        self.given: dict[str, SuggestionAnswer] = {}

    def add_round(
        self, made: SuggestionRound, suggestions: Sequence[Suggestion], audit: ExposureAudit
    ) -> None:
        assert made.week not in self.rounds
        self.rounds[made.week] = (made, audit)
        self.held |= {item.ref: item for item in suggestions}

    def round_of(self, week: IsoWeek) -> SuggestionRound | None:
        return self.rounds[week][0] if week in self.rounds else None

    def audit_of(self, week: IsoWeek) -> ExposureAudit | None:
        return self.rounds[week][1] if week in self.rounds else None

    def audits(self, limit: int) -> list[ExposureAudit]:
        return [self.rounds[week][1] for week in sorted(self.rounds, reverse=True)][:limit]

    def get(self, ref: str) -> Suggestion | None:
        return self.held.get(ref)

    def of_viewer(self, firm_ref: str, week: IsoWeek) -> list[Suggestion]:
        own = [i for i in self.held.values() if (i.viewer_ref, i.week) == (firm_ref, week)]
        return sorted(own, key=lambda item: item.place)

    def recent(self, since: IsoWeek) -> list[Suggestion]:
        found = [item for item in self.held.values() if item.week >= since]
        return sorted(found, key=lambda item: (item.week, item.ref))

    def times_shown(self, since: IsoWeek) -> dict[str, int]:
        return dict(Counter(item.shown_ref for item in self.recent(since)))

    def answers_about(self, firm_ref: str, since: IsoWeek) -> list[SuggestionAnswer]:
        refs = [item.ref for item in self.recent(since) if item.shown_ref == firm_ref]
        return [self.given[ref] for ref in sorted(refs) if ref in self.given]

    def put_answer(self, answer: SuggestionAnswer) -> None:
        assert answer.suggestion_ref in self.held
        self.given[answer.suggestion_ref] = answer

    def answers_to(self, refs: Collection[str]) -> dict[str, SuggestionAnswer]:
        return {ref: self.given[ref] for ref in refs if ref in self.given}

    def answered(self) -> list[tuple[Suggestion, SuggestionAnswer]]:
        return [(self.held[ref], self.given[ref]) for ref in sorted(self.given)]

    def answered_with(self, firm_ref: str) -> list[tuple[Suggestion, SuggestionAnswer]]:
        return [
            (item, given)
            for item, given in self.answered()
            if firm_ref in (item.viewer_ref, item.shown_ref)
        ]

    def forget_firm(self, firm_ref: str) -> None:
        gone = {ref for ref, i in self.held.items() if firm_ref in (i.viewer_ref, i.shown_ref)}
        self.held = {ref: item for ref, item in self.held.items() if ref not in gone}
        self.given = {ref: item for ref, item in self.given.items() if ref not in gone}


class FakeSuggestionPauses:
    """Pauses by firm."""

    def __init__(self) -> None:
        self.held: dict[str, SuggestionPause] = {}

    def put(self, pause: SuggestionPause) -> None:
        self.held[pause.firm_ref] = pause

    def get(self, firm_ref: str) -> SuggestionPause | None:
        return self.held.get(firm_ref)

    def holding(self, day: date) -> frozenset[str]:
        return frozenset(ref for ref, pause in self.held.items() if pause.holds_on(day))

    def remove(self, firm_ref: str) -> bool:
        return self.held.pop(firm_ref, None) is not None

    def forget_firm(self, firm_ref: str) -> None:
        self.held.pop(firm_ref, None)
