"""A long computation, as somebody who waits for it sees it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

Result_co = TypeVar("Result_co", covariant=True)


class JobState(StrEnum):
    """How far a computation is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _STATES[self]

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self not in (JobState.WAITING, JobState.RUNNING)


_STATES = {
    JobState.WAITING: "順番待ち",
    JobState.RUNNING: "計算中",
    JobState.DONE: "完了",
    JobState.FAILED: "失敗",
    JobState.CANCELLED: "中止",
}


@dataclass(frozen=True, slots=True)
class Job(Generic[Result_co]):
    """One computation for one case; `result` is there when it is done, `problem` when it failed."""

    ref: str
    case_ref: str
    started_at: datetime
    state: JobState = JobState.WAITING
    progress: float = 0.0  # 0…1
    result: Result_co | None = None
    problem: str | None = None  # a sentence for the user
    ended_at: datetime | None = None
