"""Answers that are kept for a day, for a client that asks the same thing twice."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# A client that has not heard an answer by then has given up, or asks anew on purpose.
KEPT_FOR = timedelta(hours=24)
# Whoever runs a request for longer has died: a write waits five seconds for its turn.
RESERVED_FOR = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What was answered to a request that was done."""

    status: int
    headers: dict[str, str]
    body: str | None  # None: it held a secret, which is shown once and kept nowhere


@dataclass(frozen=True, slots=True)
class Replay:
    """One request under its Idempotency-Key, with its answer once there is one.

    `digest` stands for who asked what under which key, `request_digest` for what was sent.
    Neither tells who it was.
    """

    digest: str
    request_digest: str
    reserved_at: datetime  # UTC
    answer: KeptAnswer | None = None  # None: it is still being worked on, or that was cut off

    def is_over(self, at: datetime) -> bool:
        """Whether the same key may be used for something new."""
        return at >= self.reserved_at + (RESERVED_FOR if self.answer is None else KEPT_FOR)
