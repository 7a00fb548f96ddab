"""The worker makes each week's suggestions on its Monday at three."""

from datetime import timedelta
from pathlib import Path

import pytest

from enishi.domain.errors import EnishiError
from enishi.entrypoints.jobs.suggesting import Suggesting
from suggesting import MONDAY, WEEK, Weekly, a_weekly


@pytest.fixture
def weekly(tmp_path: Path) -> Weekly:
    return a_weekly(tmp_path)


def a_job(weekly: Weekly, looks: list[str] | None = None) -> Suggesting:
    prepared = [] if looks is None else looks
    return Suggesting(
        lambda: weekly.suggestions, lambda: prepared.append("prepared"), now=lambda: weekly.time
    )


def test_nothing_is_made_before_monday_at_three(weekly: Weekly):
    weekly.time = MONDAY - timedelta(minutes=1)

    assert a_job(weekly).check() is None
    assert weekly.read("A").made is None


def test_a_week_is_made_at_three_and_once_by_however_many_workers(weekly: Weekly):
    looks: list[str] = []
    first, second = a_job(weekly, looks), a_job(weekly, looks)

    assert [first.check(), second.check(), first.check()] == [WEEK, None, None]
    assert looks == ["prepared"]


def test_a_week_that_was_missed_is_made_at_the_next_look(weekly: Weekly):
    job = a_job(weekly)
    job.check()
    weekly.later(weeks=3)
    weekly.time += timedelta(days=4)

    assert job.check() == WEEK.after(3)
    assert weekly.suggestions.is_made(WEEK.after(3))
    assert not weekly.suggestions.is_made(WEEK.after(1))


def test_a_failure_leaves_the_old_week_is_told_and_tried_again(weekly: Weekly):
    job = a_job(weekly)
    job.check()
    weekly.later(weeks=1)
    index = weekly.network.folder
    index.rename(away := index.with_name("away"))
    weekly.network.live.close()

    with pytest.raises(EnishiError):
        job.check()
    assert weekly.shown("A") == ["B", "C"]

    away.rename(index)
    assert job.check() == WEEK.after(1)
