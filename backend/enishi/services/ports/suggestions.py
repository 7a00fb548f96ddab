"""Where the weekly suggestions are kept, and who allocates them."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from enishi.domain.allocation import AllocationArc, AllocationProblem
from enishi.domain.exposure import ExposureAudit
from enishi.domain.iso_week import IsoWeek
from enishi.domain.suggestion import (
    Suggestion,
    SuggestionAnswer,
    SuggestionPause,
    SuggestionRound,
)


class SuggestionRepository(Protocol):
    """The suggestions of each week, with the audit of the week and what was answered.

    A week is made once. A firm that leaves takes the suggestions that name it along, and the
    answers to them; the audits, which name nobody, stay.
    """

    def add_round(
        self, made: SuggestionRound, suggestions: Sequence[Suggestion], audit: ExposureAudit
    ) -> None:
        """Store a week that is not there yet."""

    def round_of(self, week: IsoWeek) -> SuggestionRound | None:
        """Return how a week was made; None where it was not."""

    def audit_of(self, week: IsoWeek) -> ExposureAudit | None:
        """Return the audit of a week; None where the week was not made."""

    def audits(self, limit: int) -> list[ExposureAudit]:
        """Return the audits, the newest week first."""

    def get(self, ref: str) -> Suggestion | None:
        """Return one suggestion."""

    def of_viewer(self, firm_ref: str, week: IsoWeek) -> list[Suggestion]:
        """Return the list of one firm in one week, in order of place."""

    def recent(self, since: IsoWeek) -> list[Suggestion]:
        """Return the suggestions of a week and of those after it, in order of week and ref."""

    def times_shown(self, since: IsoWeek) -> dict[str, int]:
        """Return by firm how often it was shown in a week and after it; never shown: not there."""

    def answers_about(self, firm_ref: str, since: IsoWeek) -> list[SuggestionAnswer]:
        """Return what was answered to showing a firm in a week and after it, in order of ref."""

    def put_answer(self, answer: SuggestionAnswer) -> None:
        """Store the answer in place of the one that was given before."""

    def answers_to(self, refs: Collection[str]) -> dict[str, SuggestionAnswer]:
        """Return by suggestion the answers to some of them."""

    def answered(self) -> list[tuple[Suggestion, SuggestionAnswer]]:
        """Return everything that was ever answered, in order of ref."""

    def answered_with(self, firm_ref: str) -> list[tuple[Suggestion, SuggestionAnswer]]:
        """Return of it what is of one firm, as the viewer or as the one that was shown."""


class SuggestionPauseRepository(Protocol):
    """Firms that want no suggestions now; a firm takes its pause along."""

    def put(self, pause: SuggestionPause) -> None:
        """Store the pause in place of an earlier one."""

    def get(self, firm_ref: str) -> SuggestionPause | None:
        """Return the pause of a firm."""

    def holding(self, day: date) -> frozenset[str]:
        """Return the firms that pause on a day in Japan."""

    def remove(self, firm_ref: str) -> bool:
        """End the pause; False where there is none."""


class Allocator(Protocol):
    """Decides who is shown to whom."""

    def allocate(self, problem: AllocationProblem) -> tuple[AllocationArc, ...] | None:
        """Return the best choice; None where none was found.

        The same problem always has the same answer.
        """
