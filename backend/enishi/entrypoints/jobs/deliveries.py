"""Carries what happened to the webhooks, a moment after it did."""

from itertools import count

from enishi.entrypoints.jobs.recurring import RecurringJob
from enishi.services.deliveries import DeliveryService

# How often the outbox is looked at; an empty look costs three queries.
_SECONDS = 1.0
# How often what is long over is forgotten: nobody waits for it.
_FORGET_EVERY = 3_600


class Deliveries(RecurringJob):
    """Tells the webhooks; whenever it is killed, nothing is lost."""

    def __init__(self, deliveries: DeliveryService, seconds: float = _SECONDS) -> None:
        super().__init__("deliveries", seconds, self._forget_and_check)
        self._deliveries = deliveries
        self._looks = count()

    def check(self) -> int:
        """Take in what happened and carry what is due; return how many were carried."""
        self._deliveries.enlist()
        carried = 0
        while (number := self._deliveries.deliver()) and not self.is_stopping:
            carried += number
        return carried

    def _forget_and_check(self) -> None:
        if next(self._looks) % _FORGET_EVERY == 0:
            self._deliveries.forget()
        self.check()
