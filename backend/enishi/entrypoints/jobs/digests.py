"""Sends the weekly digest to whoever is due."""

from collections import Counter
from collections.abc import Callable

import structlog

from enishi.entrypoints.jobs.recurring import RecurringJob
from enishi.services.digests.sending import SendingService

# How often it is looked who is due; people choose the minute.
_SECONDS = 30.0

_log = structlog.get_logger()


class Digests(RecurringJob):
    """Sends digests; whenever it is killed, nothing is sent twice."""

    def __init__(self, sending: Callable[[], SendingService], seconds: float = _SECONDS) -> None:
        super().__init__("digests", seconds, self.check)
        self._sending = sending

    def check(self) -> int:
        """Send what is due, and tell in the log what went wrong; return how many were sent."""
        sent = 0
        while not self.is_stopping:
            done = self._sending().send_due()
            sent += sum(done.states.values())
            if done.states:
                _log.info(
                    "digests", **{state.value: number for state, number in done.states.items()}
                )
            for problem, number in Counter(done.problems).items():
                _log.warning("digests", problem=problem, people=number)
            if not done.goes_on:
                break
        return sent
