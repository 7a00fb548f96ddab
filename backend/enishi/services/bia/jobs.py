"""Long computations beside the requests: begun, watched and cancelled."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from threading import Lock
from typing import Any, Protocol

from enishi.domain.bia.job import Job, JobState
from enishi.domain.errors import EnishiError, NotFoundError

# How long a result waits to be fetched.
_KEPT = timedelta(hours=1)


class CancelledError(Exception):
    """Nobody waits for the computation any more: it ends where it is."""


class Reporter(Protocol):
    """What a computation tells while it runs."""

    def __call__(self, share: float) -> None:
        """Tell how much is done, 0…1; raises CancelledError where nobody waits any more."""


Computation = Callable[[Reporter], Any]


class Pool(Protocol):
    """Hands that compute beside the requests, with a queue that has an end."""

    def submit(self, do: Callable[[], None]) -> None:
        """Do it when it is its turn; raises BusyError where too many wait already."""


@dataclass
class JobService:
    """Begins computations, tells how far they are, and cancels them.

    Their state lives in this process: a server of several processes knows of a job only in the
    one that began it, and a restart forgets them all (docs/operate.md).
    """

    pool: Pool
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    _jobs: dict[str, Job[Any]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def start(self, case_ref: str, compute: Computation) -> Job[Any]:
        """Begin a computation for a case; raises BusyError where too many wait already."""
        job: Job[Any] = Job(f"j{token_hex(12)}", case_ref, self.now())
        with self._lock:
            self._forget()
            self._jobs[job.ref] = job
        try:
            self.pool.submit(lambda: self._run(job.ref, compute))
        except EnishiError:
            with self._lock:
                del self._jobs[job.ref]
            raise
        return self.get(job.ref)

    def get(self, ref: str) -> Job[Any]:
        """Return how far a computation is; raises NotFoundError."""
        with self._lock:
            found = self._jobs.get(ref)
        if found is None:
            raise self.no_such()
        return found

    @staticmethod
    def no_such() -> NotFoundError:
        """The one sentence for a computation that is not there, or not there for the reader."""
        return NotFoundError(
            "その計算は見つかりません。もう一度始めてください",
            english="no such computation; start it again",
        )

    def cancel(self, ref: str) -> Job[Any]:
        """Cancel a computation; one that is over stays as it is. Raises NotFoundError."""
        self.get(ref)
        return self._end(ref, state=JobState.CANCELLED)

    def _run(self, ref: str, compute: Computation) -> None:
        try:
            self._report(ref, 0.0)
            result = compute(lambda share: self._report(ref, share))
        except CancelledError:
            self._end(ref, state=JobState.CANCELLED)
        except EnishiError as error:
            self._end(ref, state=JobState.FAILED, problem=error.message)
        except Exception:
            self._end(ref, state=JobState.FAILED, problem="計算の途中で問題が起きました")
            raise
        else:
            self._end(ref, state=JobState.DONE, result=result, progress=1.0)

    def _report(self, ref: str, share: float) -> None:
        with self._lock:
            job = self._jobs.get(ref)
            if job is None or job.state is JobState.CANCELLED:
                raise CancelledError
            progress = max(job.progress, min(share, 1.0))
            self._jobs[ref] = replace(job, state=JobState.RUNNING, progress=progress)

    def _end(self, ref: str, **known: Any) -> Job[Any]:
        with self._lock:
            job = self._jobs[ref]
            if not job.state.is_over:
                self._jobs[ref] = job = replace(job, ended_at=self.now(), **known)
            return job

    def _forget(self) -> None:
        """Forget what ended long ago, so that memory does not grow with the years."""
        old = self.now() - _KEPT
        self._jobs = {
            ref: job
            for ref, job in self._jobs.items()
            if job.ended_at is None or job.ended_at > old
        }
