"""Sends the weekly digest to whoever is due."""

from collections import Counter
from collections.abc import Callable
from threading import Event, Thread

import structlog

from enishi.domain.errors import EnishiError
from enishi.services.digests.sending import SendingService

# How often it is looked who is due; people choose the minute.
_SECONDS = 30.0

_log = structlog.get_logger()


class Digests:
    """A thread that sends digests; it may be killed at any moment and sends nothing twice."""

    def __init__(self, sending: Callable[[], SendingService], seconds: float = _SECONDS) -> None:
        self._sending = sending
        self._seconds = seconds
        self._stop = Event()
        self._trouble: str | None = None
        self._thread = Thread(target=self._run, name="digests", daemon=True)

    def start(self) -> None:
        """Begin to look who is due."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after the round at hand."""
        self._stop.set()
        self._thread.join()

    def check(self) -> int:
        """Send what is due, and tell in the log what went wrong; return how many were sent."""
        sent = 0
        while not self._stop.is_set():
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

    def _run(self) -> None:
        while True:
            self._tell(self._look())
            if self._stop.wait(self._seconds):
                return

    def _look(self) -> str | None:
        """Do what is to be done; return what keeps it from being done."""
        try:
            self.check()
        except EnishiError as error:
            return error.message
        except Exception as error:
            # A lost database may come back; the worker must be there then.
            if self._trouble is None:
                _log.exception("sending digests failed")
            return repr(error)
        return None

    def _tell(self, trouble: str | None) -> None:
        """Say once what keeps digests from being sent, such as that no mail server is set."""
        if trouble != self._trouble:
            self._trouble = trouble
            _log.warning("digests", problem=trouble) if trouble else _log.info("sending digests")
