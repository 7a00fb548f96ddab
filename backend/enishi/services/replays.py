"""Requests that may be sent twice and are done once (Idempotency-Key)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from enishi.domain.errors import ConflictError, IdempotencyConflictError
from enishi.domain.replay import KEPT_FOR, KeptAnswer, Replay
from enishi.services.ports import Database


@dataclass(frozen=True)
class ReplayService:
    """Reserves a request before it is done, and keeps its answer for a day.

    Each step is a transaction of its own, around that of the request. A request that is cut
    off between them leaves a reservation that lapses after a minute: whether it was done is
    then found out by doing it again, which a record with a ref of its own refuses as a
    conflict. The same key is thus never worked on twice at once, and a crash never blocks it
    for good; what is not promised is that a crash after the request's own commit is seen.
    """

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def reserve(self, digest: str, request_digest: str) -> KeptAnswer | None:
        """Return the answer that the request has had already; None: it is to be done now.

        Raises IdempotencyConflictError where the key stood for another request, and
        ConflictError while the first one is being worked on.
        """
        now = self.now()
        with self.database.begin() as work:
            work.replays.forget(now - KEPT_FOR)
            before = work.replays.get(digest)
            if before is None or before.is_over(now):
                work.replays.put(Replay(digest, request_digest, now))
                return None
        if before.request_digest != request_digest:
            raise IdempotencyConflictError(
                "この Idempotency-Key は、別の内容の要求に使われています。新しい値を付けてください",
                english="this Idempotency-Key was used for another request; choose a new one",
            )
        if before.answer is None:
            raise ConflictError(
                "同じ Idempotency-Key の要求を、いま処理しています。少し待って、もう一度"
                "送ってください",
                english="the first request with this Idempotency-Key is still being worked on",
            )
        return before.answer

    def complete(self, digest: str, answer: KeptAnswer) -> None:
        """Keep the answer of a request that was reserved."""
        with self.database.begin() as work:
            reserved = work.replays.get(digest)
            if reserved is not None:
                work.replays.put(replace(reserved, answer=answer))

    def release(self, digest: str) -> None:
        """Forget a request that was refused: mended, it may be sent under the same key."""
        with self.database.begin() as work:
            work.replays.remove(digest)
