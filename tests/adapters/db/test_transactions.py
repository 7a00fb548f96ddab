import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from builders import a_firm, a_full_firm, a_need, a_tie
from enishi.adapters.db import Schema, SqlDatabase
from enishi.adapters.db.engine import Purpose, open_engine, transaction
from enishi.domain.cluster import Cluster
from enishi.domain.errors import BusyError, SchemaOutdatedError
from enishi.domain.events import Event, EventKind
from enishi.services.ports import Change

HOLD = """
import sys
from enishi.adapters.db import SqlDatabase
from enishi.adapters.db.engine import open_engine
with SqlDatabase(open_engine(sys.argv[1])).begin():
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def another_process_writing(url: str) -> Iterator[None]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield
        process.communicate("\n")


@contextmanager
def another_thread(act: Callable[[], None]) -> Iterator[threading.Thread]:
    """Give a thread that acts once started, and wait for its end."""
    thread = threading.Thread(target=act)
    yield thread
    thread.join()


def published(ref: str) -> Event:
    return Event(EventKind.FIRM_PUBLISHED, ref)


def test_a_transaction_left_by_an_exception_leaves_nothing(database: SqlDatabase):
    one, other = a_full_firm(cluster="燕三条"), a_firm()

    def write() -> None:
        with database.begin() as work:
            work.clusters.mention(["燕三条"])
            work.firms.put_many([one, other])
            work.needs.put_many([a_need(by=one)])
            work.ties.put_many([a_tie(one, other)])
            work.outbox.add(published(one.ref))
            raise InterruptedError

    with pytest.raises(InterruptedError):
        write()

    with database.read() as work:
        assert work.clusters.all() == []
        assert work.firms.count() == 0
        assert work.needs.count() == 0
        assert list(work.ties.stream()) == []
        assert work.outbox.position() == 0


def test_a_reader_sees_the_state_at_which_it_began(database: SqlDatabase):
    with database.read() as reader:
        assert reader.firms.count() == 0
        with database.begin() as writer:
            writer.firms.put_many([a_firm()])

        assert reader.firms.count() == 0

    with database.read() as reader:
        assert reader.firms.count() == 1


def test_a_writer_keeps_no_reader_waiting(database: SqlDatabase):
    with database.begin() as writer:
        writer.firms.put_many([a_firm()])

        with database.read() as reader:
            assert reader.firms.count() == 0


def test_a_transaction_that_reads_cannot_write(database: SqlDatabase):
    with pytest.raises(DBAPIError), database.read() as work:
        work.firms.put_many([a_firm()])

    with database.begin() as work:
        work.firms.put_many([a_firm()])
        assert work.firms.count() == 1


@pytest.fixture
def impatient(database_url: str) -> Iterator[SqlDatabase]:
    engine = open_engine(database_url, busy_timeout=timedelta(milliseconds=50))
    yield SqlDatabase(engine)
    engine.dispose()


def test_a_writer_says_busy_when_another_process_writes_longer_than_it_waits(
    impatient: SqlDatabase, database_url: str
):
    with another_process_writing(database_url):
        began = monotonic()
        with pytest.raises(BusyError), impatient.begin():
            pytest.fail("two writers at once")
        # It waited as long as it was told, and not the five seconds of the default.
        assert monotonic() - began < 2

        with impatient.read() as work:
            assert work.firms.count() == 0

    with impatient.begin() as work:
        assert work.firms.put_many([a_firm()]) == [Change.ADDED]


def test_a_reader_says_busy_when_more_are_reading_than_the_database_serves(
    impatient: SqlDatabase,
):
    def read_within_each_other(times: int) -> None:
        with impatient.read():
            if times > 1:
                read_within_each_other(times - 1)

    read_within_each_other(40)
    with pytest.raises(BusyError):
        read_within_each_other(100)
    read_within_each_other(40)


def test_a_writer_waits_for_the_one_before_and_sees_what_it_wrote(database: SqlDatabase):
    firm = a_firm()
    answers: list[object] = []

    def write_too() -> None:
        with database.begin() as work:
            answers.extend(work.firms.put_many([firm]))

    with another_thread(write_too) as thread, database.begin() as work:
        work.firms.put_many([firm])
        thread.start()
        thread.join(timeout=0.2)
        assert answers == []

    assert answers == [Change.UNCHANGED]


def test_a_follower_passes_by_no_event_of_a_slow_writer(database: SqlDatabase):
    def write_quickly() -> None:
        with database.begin() as work:
            work.outbox.add(published("速い"))

    with another_thread(write_quickly) as quick:
        with database.begin() as slow:
            slow.outbox.add(published("遅い"))
            quick.start()
            quick.join(timeout=0.2)
            with database.read() as follower:
                first = follower.outbox.since(0, limit=10)
            slow.outbox.add(published("遅い2"))
        quick.join()
    read_up_to = first[-1].position if first else 0
    with database.read() as follower:
        rest = follower.outbox.since(read_up_to, limit=10)

    assert [item.event.subject_ref for item in first + rest] == ["遅い", "遅い2", "速い"]


def test_events_are_read_in_order_from_any_position(database: SqlDatabase):
    with database.begin() as work:
        work.outbox.add()
        work.outbox.add(published("一"), Event(EventKind.NEED_POSTED, "二"))
        work.outbox.add(published("三"))

    with database.read() as work:
        first, second = work.outbox.since(0, limit=2)
        assert (first.event, second.event) == (
            published("一"),
            Event(EventKind.NEED_POSTED, "二"),
        )
        [third] = work.outbox.since(second.position, limit=2)
        assert third.event == published("三")
        assert work.outbox.position() == third.position
        assert work.outbox.since(third.position, limit=2) == []


def test_a_position_is_never_given_twice_even_when_old_events_are_cleared(
    database: SqlDatabase, engine: Engine
):
    with database.begin() as work:
        work.outbox.add(published("一"))
        before = work.outbox.position()
    with transaction(engine, Purpose.WRITE) as connection:
        connection.execute(text("DELETE FROM outbox"))

    with database.begin() as work:
        work.outbox.add(published("二"))
        assert work.outbox.position() > before


class TestSchemaVersion:
    def test_before_the_first_upgrade_every_transaction_says_what_to_run(self, bare_url: str):
        engine = open_engine(bare_url)
        database = SqlDatabase(engine)

        for opening in (database.begin, database.read):
            with pytest.raises(SchemaOutdatedError, match="enishi db upgrade"), opening():
                pytest.fail("opened without a schema")
        engine.dispose()

    def test_an_upgrade_is_noticed_without_a_restart(self, bare_url: str):
        engine = open_engine(bare_url)
        database = SqlDatabase(engine)
        with pytest.raises(SchemaOutdatedError), database.read():
            pytest.fail("opened without a schema")

        Schema(engine).upgrade()

        with database.begin() as work:
            work.clusters.put(Cluster("燕三条"))
        engine.dispose()

    def test_looking_for_a_sqlite_database_does_not_create_one(self, tmp_path: Path):
        engine = open_engine(f"sqlite:///{tmp_path / 'var' / 'enishi.db'}")

        with pytest.raises(SchemaOutdatedError), SqlDatabase(engine).read():
            pytest.fail("opened without a database")

        assert list(tmp_path.iterdir()) == []

    def test_a_table_that_vanishes_under_a_running_programme_is_told_alike(self, bare_url: str):
        engine = open_engine(bare_url)
        database = SqlDatabase(engine)
        Schema(engine).upgrade()
        with database.read() as work:
            work.clusters.all()

        Schema(engine).downgrade()

        with pytest.raises(SchemaOutdatedError), database.read() as work:
            work.clusters.all()
        engine.dispose()
