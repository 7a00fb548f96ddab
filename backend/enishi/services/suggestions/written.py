"""A week's plan as suggestions with their sentences."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from hashlib import sha256

from enishi.domain.allocation import WHOLE, AllocationArc
from enishi.domain.firm import Firm
from enishi.domain.iso_week import IsoWeek
from enishi.domain.suggestion import Suggestion
from enishi.services.suggestions.candidates import CandidateFinder, PairEvidence
from enishi.services.suggestions.plan import WeekPlan
from enishi.services.suggestions.wording import (
    CHANGED,
    SuggestionWords,
    SuggestionWriter,
    in_english,
    in_japanese,
    source_mark,
)


@dataclass(frozen=True)
class RoundWriter:
    """Writes down who is shown to whom in a week, and why."""

    week: IsoWeek
    plan: WeekPlan
    finder: CandidateFinder

    def suggestions(self) -> list[Suggestion]:
        """Return every place of every list."""
        return [
            self._suggestion(place, arc)
            for own in self.plan.lists.values()
            for place, arc in enumerate(own, start=1)
        ]

    def _suggestion(self, place: int, arc: AllocationArc) -> Suggestion:
        evidence = self.finder.found[arc.viewer, arc.shown]
        need = evidence.answered.need if evidence.answered else None
        shown = self.finder.part.firms[arc.shown]
        words = self._words(arc.viewer, shown, evidence)
        return Suggestion(
            ref=_ref(self.week, arc),
            week=self.week,
            viewer_ref=arc.viewer,
            shown_ref=arc.shown,
            place=place,
            ground=evidence.ground,
            purpose=evidence.purpose,
            value=Decimal(arc.value) / WHOLE,
            is_other_cluster=self.finder.part.is_other_cluster(arc.viewer, arc.shown),
            is_trial=self.plan.is_trial(arc),
            need_ref=need.ref if need else None,
            why=in_japanese(words.why),
            missing=in_japanese(words.missing),
            why_en=in_english(words.why),
            missing_en=in_english(words.missing),
            source_mark=source_mark(shown, need),
        )

    def _words(self, viewer: str, shown: Firm, evidence: PairEvidence) -> SuggestionWords:
        """Return the sentences; the index may be a moment behind, and is not quoted then."""
        catalogue = self.finder.knowledge.view.catalogue
        row = catalogue.row_of(shown.ref)
        if row is None or catalogue.firm(row) != shown:
            return CHANGED
        return self._writer.words(viewer, shown, evidence)

    @cached_property
    def _writer(self) -> SuggestionWriter:
        return SuggestionWriter(self.finder.search, self.finder.knowledge)


def _ref(week: IsoWeek, arc: AllocationArc) -> str:
    """Return the ref of a place: the same week made again has the same."""
    said = f"{week}\n{arc.viewer}\n{arc.shown}"
    return f"sg-{sha256(said.encode()).hexdigest()[:20]}"
