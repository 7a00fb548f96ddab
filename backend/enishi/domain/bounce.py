"""Bounces: what the receiving side says of a letter that did not arrive, and what follows."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from enishi.domain.email_address import EmailAddress
from enishi.domain.limits import NAME, bounded

# Three letters in a row that a full mailbox sent back: nobody empties it.
MOST_TEMPORARY = 3
TEMPORARY_WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Bounce:
    """A notice that a letter was given up (RFC 3464, action «failed»)."""

    token: str  # of the return address that it came to
    code: str  # the status, as 5.1.1

    def __post_init__(self) -> None:
        bounded(self.token, "token", NAME, required=True)
        bounded(self.code, "code", NAME, required=True)

    @property
    def is_permanent(self) -> bool:
        """Whether it will not get better by itself (RFC 3463: class 5)."""
        return self.code.startswith("5")


@dataclass(frozen=True, slots=True)
class PausedAddress:
    """An address that takes no letters; one's other address is another matter."""

    person_ref: str
    address: EmailAddress
    paused_at: datetime  # UTC
    code: str  # the status of the notice that paused it

    def __post_init__(self) -> None:
        bounded(self.person_ref, "person_ref", NAME, required=True)
        bounded(self.code, "code", NAME, required=True)
