"""Firms that want no suggestions for a while."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from enishi.domain.access import Caller
from enishi.domain.audit import AuditAction
from enishi.domain.errors import InvalidValueError
from enishi.domain.japan_time import day_in_japan
from enishi.domain.suggestion import SuggestionPause
from enishi.services.acts import act
from enishi.services.ports import Database
from enishi.services.sight import firm_to_write


@dataclass(frozen=True)
class SuggestionPauseService:
    """Takes a firm out of the suggestions, and back in.

    For the firm and the chamber of its region; the methods raise NotFoundError,
    NotSignedInError and NotPermittedError.
    """

    database: Database
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    def pause(self, firm_id: str, *, by: Caller, until: date | None = None) -> SuggestionPause:
        """Show the firm nobody, and to nobody, up to a day.

        It holds at once: this week's lists leave the firm out from now on. Raises
        InvalidValueError for a day that has passed.
        """
        at = self.now()
        with self.database.begin() as work:
            ref = firm_to_write(work, firm_id, by).firm.ref
            if until is not None and until < day_in_japan(at):
                raise InvalidValueError(
                    f"過ぎた日付です（{until}）", field="until", english=f"{until} has passed"
                )
            pause = SuggestionPause(ref, at, until)
            work.suggestion_pauses.put(pause)
            work.audit.add(act(AuditAction.WRITTEN, "firm", ref, owner=ref, by=by, at=at))
            return pause

    def resume(self, firm_id: str, *, by: Caller) -> None:
        """End the pause; a firm that does not pause is left as it is."""
        with self.database.begin() as work:
            ref = firm_to_write(work, firm_id, by).firm.ref
            if work.suggestion_pauses.remove(ref):
                at = self.now()
                work.audit.add(act(AuditAction.WRITTEN, "firm", ref, owner=ref, by=by, at=at))
