"""Carries what happened to the webhooks, a moment after it did."""

from threading import Event, Thread

import structlog

from enishi.domain.errors import EnishiError
from enishi.services.deliveries import DeliveryService

# How often the outbox is looked at; an empty look costs three queries.
_SECONDS = 1.0
# How often what is long over is forgotten: nobody waits for it.
_FORGET_EVERY = 3_600

_log = structlog.get_logger()


class Deliveries:
    """A thread that tells the webhooks; it may be killed at any moment and loses nothing."""

    def __init__(self, deliveries: DeliveryService, seconds: float = _SECONDS) -> None:
        self._deliveries = deliveries
        self._seconds = seconds
        self._stop = Event()
        self._trouble: str | None = None
        self._thread = Thread(target=self._run, name="deliveries", daemon=True)

    def start(self) -> None:
        """Begin to deliver."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after the round at hand."""
        self._stop.set()
        self._thread.join()

    def check(self) -> int:
        """Take in what happened and carry what is due; return how many were carried."""
        self._deliveries.enlist()
        carried = 0
        while (number := self._deliveries.deliver()) and not self._stop.is_set():
            carried += number
        return carried

    def _run(self) -> None:
        looks = 0
        while True:
            self._tell(self._look(forget=looks % _FORGET_EVERY == 0))
            looks += 1
            if self._stop.wait(self._seconds):
                return

    def _look(self, *, forget: bool) -> str | None:
        """Do what is to be done; return what keeps it from being done."""
        try:
            if forget:
                self._deliveries.forget()
            self.check()
        except EnishiError as error:
            return error.message
        except Exception as error:
            # A lost database may come back; the worker must be there then.
            if self._trouble is None:
                _log.exception("delivering failed")
            return repr(error)
        return None

    def _tell(self, trouble: str | None) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            _log.warning("deliveries", problem=trouble) if trouble else _log.info("delivering")
