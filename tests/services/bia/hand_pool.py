"""A pool that does what was submitted when it is told to."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class HandPool:
    """Does what was submitted when it is told to."""

    waiting: list[Callable[[], None]] = field(default_factory=list)

    def submit(self, do: Callable[[], None]) -> None:
        self.waiting.append(do)

    def work(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()
