"""The second factor: a code from the person's telephone, with recovery codes for its loss."""

from dataclasses import dataclass, replace
from datetime import datetime

from enishi.domain.limits import NAME, bounded

# As many as fit a card in a wallet.
RECOVERY_CODES = 10


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """What a person's telephone computes codes from (TOTP, RFC 6238).

    It counts once a first code has shown that the telephone has it. `last_step` is the time
    step of the newest code that was accepted: that one and older ones are not accepted again.
    """

    person_ref: str
    secret: str
    confirmed_at: datetime | None = None  # UTC
    last_step: int = 0
    recovery_hashes: tuple[str, ...] = ()  # of the codes that are still unused

    def __post_init__(self) -> None:
        bounded(self.person_ref, "person_ref", NAME, required=True)
        bounded(self.secret, "secret", NAME, required=True)

    @property
    def is_confirmed(self) -> bool:
        """Whether it is asked for when signing in."""
        return self.confirmed_at is not None

    def after(self, step: int) -> "SecondFactor | None":
        """Return it with the code of a time step used up; None where that was used before."""
        return replace(self, last_step=step) if step > self.last_step else None

    def without(self, recovery_hash: str) -> "SecondFactor | None":
        """Return it with a recovery code used up; None where there is no such code."""
        if recovery_hash not in self.recovery_hashes:
            return None
        left = tuple(item for item in self.recovery_hashes if item != recovery_hash)
        return replace(self, recovery_hashes=left)
