"""How often something was tried in vain, and how long the next try has to wait.

What is counted decides who can be locked out. Failures count against one account from one
network, and against that network as a whole; an account as a whole is only guarded against
browsers that it does not know. So a stranger's guesses never keep the owner out: a browser that
has signed in before has a count of its own, and the link by e-mail needs no password.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# Whatever has not been added to for so long has all but leaked away.
FORGOTTEN_AFTER = timedelta(hours=24)
_LONGEST_WAIT = timedelta(minutes=15)


class Counted(StrEnum):
    """What the tries are counted by."""

    ACCOUNT_FROM_NETWORK = "account_from_network"
    ACCOUNT_FROM_DEVICE = "account_from_device"
    ACCOUNT = "account"
    NETWORK = "network"

    @property
    def free(self) -> int:
        """How many failures cost no wait.

        A person mistypes a few times. A town hall's two hundred desks share one network. And a
        hundred failures of one account in a day, from anywhere, are no longer its owner's.
        """
        return _FREE[self]

    @property
    def fades(self) -> timedelta:
        """The time in which one failure is forgotten, as water leaks from a bucket."""
        return _FADES[self]


_FREE = {
    Counted.ACCOUNT_FROM_NETWORK: 4,
    Counted.ACCOUNT_FROM_DEVICE: 4,
    Counted.ACCOUNT: 100,
    Counted.NETWORK: 50,
}
_FADES = {
    Counted.ACCOUNT_FROM_NETWORK: timedelta(hours=1),
    Counted.ACCOUNT_FROM_DEVICE: timedelta(hours=1),
    Counted.ACCOUNT: timedelta(minutes=15),
    Counted.NETWORK: timedelta(minutes=5),
}


@dataclass(frozen=True, slots=True)
class Failures:
    """What was tried in vain, under a key that names neither person nor address."""

    key: str
    level: float  # the failures, less what has leaked away by `last_at`
    last_at: datetime  # UTC

    def wait(self, counted: Counted, now: datetime) -> timedelta:
        """Return how long the next try still has to wait; nothing where it may be made.

        One second after the first failure that is not free, then twice as long each time, a
        quarter of an hour at most: some hundred guesses a day.
        """
        beyond = round(self._level(counted, now)) - counted.free
        if beyond <= 0:
            return timedelta(0)
        # 2 ** 10 seconds are past the longest wait already.
        pause = min(timedelta(seconds=2 ** min(beyond - 1, 10)), _LONGEST_WAIT)
        return max(self.last_at + pause - now, timedelta(0))

    def and_one_more(self, counted: Counted, now: datetime) -> "Failures":
        """Return the count with one more failure."""
        return Failures(self.key, self._level(counted, now) + 1, now)

    def and_one_less(self) -> "Failures":
        """Return the count as if the last try had not been made: it convinced."""
        return Failures(self.key, max(self.level - 1, 0.0), self.last_at)

    def _level(self, counted: Counted, now: datetime) -> float:
        return max(self.level - max(now - self.last_at, timedelta(0)) / counted.fades, 0.0)
