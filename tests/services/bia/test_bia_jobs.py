"""Computations beside the requests: begun, watched, cancelled, and turned away."""

from datetime import datetime, timedelta
from threading import Event

import pytest

from builders_filed import MORNING
from enishi.adapters.background import ThreadPool
from enishi.domain.bia.job import JobState
from enishi.domain.errors import BusyError, InvalidValueError, NotFoundError
from enishi.services.bia.jobs import JobService, Reporter
from services.bia.hand_pool import HandPool


def test_a_job_waits_runs_and_holds_its_result():
    pool = HandPool()
    jobs = JobService(pool)
    seen: list[tuple[JobState, float]] = []

    def compute(report: Reporter) -> int:
        report(0.5)
        seen.append((jobs.get(job.ref).state, jobs.get(job.ref).progress))
        return 42

    job = jobs.start("b1", compute)
    pool.work()

    assert job.state is JobState.WAITING
    assert seen == [(JobState.RUNNING, 0.5)]
    done = jobs.get(job.ref)
    assert (done.state, done.progress, done.result) == (JobState.DONE, 1.0, 42)


def test_a_job_that_is_cancelled_while_it_waits_is_never_begun():
    pool = HandPool()
    jobs = JobService(pool)
    begun: list[int] = []

    job = jobs.start("b1", lambda _report: begun.append(1))
    jobs.cancel(job.ref)
    pool.work()

    assert jobs.get(job.ref).state is JobState.CANCELLED
    assert begun == []


def test_a_job_that_is_cancelled_while_it_runs_ends_at_its_next_report():
    pool = HandPool()
    jobs = JobService(pool)
    reached: list[str] = []

    def compute(report: Reporter) -> None:
        jobs.cancel(job.ref)
        reached.append("before")
        report(0.9)
        reached.append("after")

    job = jobs.start("b1", compute)
    pool.work()

    assert reached == ["before"]
    assert jobs.get(job.ref).state is JobState.CANCELLED


def test_a_job_that_is_over_cannot_be_cancelled_any_more():
    pool = HandPool()
    jobs = JobService(pool)
    job = jobs.start("b1", lambda _report: "found")
    pool.work()

    assert jobs.cancel(job.ref).result == "found"
    assert jobs.get(job.ref).state is JobState.DONE


def test_a_refusal_is_told_in_its_own_words():
    pool = HandPool()
    jobs = JobService(pool)

    def compute(_report: Reporter) -> None:
        raise InvalidValueError("工程が輪になっています")

    job = jobs.start("b1", compute)
    pool.work()

    assert jobs.get(job.ref).state is JobState.FAILED
    assert jobs.get(job.ref).problem == "工程が輪になっています"


def test_progress_never_goes_back():
    pool = HandPool()
    jobs = JobService(pool)
    seen: list[float] = []

    def compute(report: Reporter) -> None:
        for share in (0.6, 0.2, 7.0):
            report(share)
            seen.append(jobs.get(job.ref).progress)

    job = jobs.start("b1", compute)
    pool.work()

    assert seen == [0.6, 0.6, 1.0]


def test_what_ended_an_hour_ago_is_forgotten():
    pool, clock = HandPool(), [MORNING]

    def now() -> datetime:
        return clock[0]

    jobs = JobService(pool, now)
    old = jobs.start("b1", lambda _report: 1)
    pool.work()
    clock[0] += timedelta(hours=1)
    jobs.start("b1", lambda _report: 2)

    with pytest.raises(NotFoundError):
        jobs.get(old.ref)


def test_whoever_comes_when_the_queue_is_full_is_turned_away_and_leaves_no_job():
    going = Event()
    jobs = JobService(ThreadPool(hands=1, queue=1))
    running = jobs.start("b1", lambda _report: going.wait(10))
    waiting = jobs.start("b1", lambda _report: going.wait(10))

    with pytest.raises(BusyError):
        jobs.start("b1", lambda _report: None)
    going.set()

    assert {running.case_ref, waiting.case_ref} == {"b1"}
    assert len(jobs._jobs) == 2
