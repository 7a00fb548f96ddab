"""A few threads of this process, and a queue before them that has an end."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore

from enishi.domain.errors import BusyError


class ThreadPool:
    """Does one thing after the other; whoever comes when the queue is full is turned away."""

    def __init__(self, hands: int = 1, queue: int = 20) -> None:
        self._hands = ThreadPoolExecutor(hands, thread_name_prefix="bia")
        self._room = BoundedSemaphore(hands + queue)

    def submit(self, do: Callable[[], None]) -> None:
        """Do it when it is its turn; raises BusyError where too many wait already."""
        if not self._room.acquire(blocking=False):
            raise BusyError(
                "計算の順番待ちがいっぱいです。しばらくして、もう一度お試しください",
                english="too many computations are waiting; try again later",
            )
        self._hands.submit(do).add_done_callback(lambda _done: self._room.release())
