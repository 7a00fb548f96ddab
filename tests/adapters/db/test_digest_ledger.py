"""The ledger under real workers: what is in hand is on the disk, and nothing goes out twice."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine

from builders_sending import SendingRoom
from enishi.adapters.db import SqlDatabase
from enishi.adapters.db.engine import Purpose, open_engine, transaction
from enishi.adapters.mail import SmtpMailer, SmtpPostOffice
from enishi.adapters.mail.smtp_mailer import Server
from enishi.domain.email_address import EmailAddress
from enishi.domain.mailing import MailingState
from mail_server import Inbox, listening


@contextmanager
def a_real_room(database: SqlDatabase, inbox: Inbox, *readers: str) -> Iterator[SendingRoom]:
    """Send from a real ledger to a real mail server."""
    with listening(inbox) as port:
        mailer = SmtpMailer(Server.at(f"smtp://127.0.0.1:{port}"), EmailAddress("e@enishi.example"))
        room = SendingRoom(database, office=SmtpPostOffice(mailer))
        for ref in readers:
            room.a_reader(ref)
        yield room


@pytest.mark.parametrize(
    ("purpose", "level"), [(Purpose.WRITE, 1), (Purpose.PROMISE, 2), (Purpose.READ, 1)]
)
def test_a_promise_is_on_the_disk_before_anybody_acts_on_it(
    sqlite_url: str, purpose: Purpose, level: int
):
    engine = open_engine(sqlite_url)

    for _ in range(2):  # the next one of the same connection is what it is by itself
        with transaction(engine, purpose) as connection:
            told = connection.exec_driver_sql("PRAGMA synchronous").scalar()
            assert told == level  # 1 NORMAL, 2 FULL
    engine.dispose()


@pytest.mark.postgres
def test_a_promise_waits_for_the_disk_on_a_server_that_is_set_not_to(postgres_url: str):
    engine = open_engine(postgres_url)
    with transaction(engine, Purpose.WRITE) as connection:
        connection.exec_driver_sql("SET synchronous_commit = off")

    told = {}
    for purpose in (Purpose.WRITE, Purpose.PROMISE):
        with transaction(engine, purpose) as connection:
            told[purpose] = connection.exec_driver_sql("SHOW synchronous_commit").scalar()

    assert told == {Purpose.WRITE: "off", Purpose.PROMISE: "on"}
    engine.dispose()


def test_two_workers_at_once_send_every_letter_once(engine: Engine):
    inbox = Inbox()
    readers = [f"p{number:02}" for number in range(12)]
    with (
        a_real_room(SqlDatabase(engine), inbox, *readers) as room,
        ThreadPoolExecutor(2) as workers,
    ):
        for done in [workers.submit(room.send) for _ in range(2)]:
            done.result()

    assert sorted(inbox.addressees) == [f"{ref}@tsubame.example" for ref in readers]


def test_one_bad_address_and_one_broken_connection_touch_no_other_letter(
    sqlite_database: SqlDatabase,
):
    inbox = Inbox()
    inbox.bad["p1@tsubame.example"] = "550 5.1.1 gone"
    inbox.cut_after.add("p2@tsubame.example")
    with a_real_room(sqlite_database, inbox, "p1", "p2", "p3") as room:
        for _ in range(2):
            room.send()

        assert room.states() == {
            "p1": MailingState.FAILED,
            "p2": MailingState.IN_DOUBT,
            "p3": MailingState.SENT,
        }
    assert inbox.addressees == ["p2@tsubame.example", "p3@tsubame.example"]
