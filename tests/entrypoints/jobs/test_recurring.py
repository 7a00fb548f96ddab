"""What the threads of the worker have in common."""

from threading import Event

import pytest
from structlog.testing import capture_logs

from enishi.domain.errors import EnishiError, IndexUnavailableError
from enishi.entrypoints.jobs.recurring import RecurringJob, look_at_each


class Doors:
    """Looked at four times: shut, still shut, broken, open; then it is told."""

    def __init__(self) -> None:
        self.looks = 0
        self.done = Event()

    def look(self) -> None:
        self.looks += 1
        if self.looks < 3:
            raise EnishiError("閉まっています", english="shut")
        if self.looks == 3:
            raise RuntimeError("broken")
        self.done.set()


def test_trouble_is_told_when_it_begins_changes_and_ends_and_never_ends_the_job():
    doors = Doors()
    job = RecurringJob("doors", 0.001, doors.look)

    with capture_logs() as lines:
        job.start()
        assert doors.done.wait(5)
        job.stop()

    assert [(line["log_level"], line.get("problem")) for line in lines] == [
        ("warning", "閉まっています"),
        ("warning", "RuntimeError('broken')"),
        ("info", None),
    ]


def test_what_keeps_one_from_its_work_keeps_none_of_the_others_and_is_told_in_the_end():
    done: list[str] = []

    def is_kept():
        raise IndexUnavailableError("索引がありません", english="there is no index")

    with pytest.raises(IndexUnavailableError):
        look_at_each(lambda: done.append("webhooks"), is_kept, lambda: done.append("digests"))

    assert done == ["webhooks", "digests"]
