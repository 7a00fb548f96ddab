"""Opens the database with the settings that its kind needs, and transactions on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from enum import StrEnum
from functools import partial
from json import JSONEncoder
from sqlite3 import Connection as SqliteConnection
from sqlite3 import OperationalError
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

# A transaction waits this long for its turn before it says that the database is busy.
BUSY_TIMEOUT = timedelta(seconds=5)

# The web framework serves from forty threads; each may hold one transaction.
_POOL_SIZE, _POOL_OVERFLOW = 10, 30

# Between two tries at a file that another process is just making, in seconds.
_PAUSE = 0.02

# Any number does, so long as nothing else in the database takes the same lock.
_WRITERS_LOCK = 0x454E495348  # «ENISH»

_PURPOSE = "enishi_purpose"

# Lists stay readable in the database: 切削, not \u5207\u524a.
_as_json = JSONEncoder(ensure_ascii=False).encode


class Purpose(StrEnum):
    """What a transaction is opened for."""

    READ = "read"
    WRITE = "write"
    PROMISE = "promise"  # to write, and be on the disk before anybody acts on it
    MIGRATE = "migrate"


def open_engine(url: str, *, busy_timeout: timedelta = BUSY_TIMEOUT) -> Engine:
    """Return an engine for a `sqlite:///…` or `postgresql+psycopg://…` address.

    Nothing is read or created before the first transaction.
    """
    engine = create_engine(
        url,
        json_serializer=_as_json,
        pool_size=_POOL_SIZE,
        max_overflow=_POOL_OVERFLOW,
        pool_timeout=busy_timeout.total_seconds(),
        pool_pre_ping=not url.startswith("sqlite"),
    )
    milliseconds = round(busy_timeout.total_seconds() * 1000)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_configure_sqlite, milliseconds))
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", partial(_begin_postgresql, milliseconds))
    return engine


@contextmanager
def transaction(engine: Engine, purpose: Purpose) -> Iterator[Connection]:
    """Open a transaction: committed when left in peace, undone when left by an exception.

    A reading one sees a single state of the database and cannot write. A writing one is
    alone: it waits for the writer before it, so that what it has read stays true until it
    commits.
    """
    options: dict[str, Any] = {_PURPOSE: purpose}
    if engine.dialect.name == "postgresql":
        # SQLite reads a snapshot by itself; PostgreSQL does when asked.
        reads = purpose is Purpose.READ
        options["isolation_level"] = "REPEATABLE READ" if reads else "READ COMMITTED"
        options["postgresql_readonly"] = reads
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


def _purpose(connection: Connection) -> Purpose:
    return Purpose(connection.get_execution_options().get(_PURPOSE, Purpose.READ))


def _configure_sqlite(milliseconds: int, connection: SqliteConnection, _record: Any) -> None:
    """Set WAL (readers never wait for the writer) and how long a writer waits."""
    connection.isolation_level = None  # transactions are begun here, not by the driver
    connection.execute(f"PRAGMA busy_timeout={milliseconds}")
    _change_to_wal(connection, monotonic() + milliseconds / 1000)


def _change_to_wal(connection: SqliteConnection, deadline: float) -> None:
    """Change the file to WAL, waiting for whoever is just making it.

    SQLite does not wait by itself here: the change needs the whole file, and two processes
    that open a new database at once would otherwise refuse each other.
    """
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except OperationalError:
            if monotonic() > deadline:
                raise
            sleep(_PAUSE)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once where it will be needed.

    A transaction that reads first and writes later would fail with «database is locked»
    when another wrote in between, however long it waited. A migration rebuilds tables, and
    dropping the old one would cascade into its parts: it runs with foreign keys off.
    """
    purpose = _purpose(connection)
    # NORMAL leaves the newest commits of a WAL to the operating system for a while.
    level = "FULL" if purpose is Purpose.PROMISE else "NORMAL"
    connection.exec_driver_sql(f"PRAGMA synchronous={level}")
    connection.exec_driver_sql(f"PRAGMA query_only={purpose is Purpose.READ:d}")
    connection.exec_driver_sql(f"PRAGMA foreign_keys={purpose is not Purpose.MIGRATE:d}")
    connection.exec_driver_sql("BEGIN" if purpose is Purpose.READ else "BEGIN IMMEDIATE")


def _begin_postgresql(milliseconds: int, connection: Connection) -> None:
    """Queue the writers, as SQLite does.

    PostgreSQL hands out an event's number before the commit, so a slow writer could publish
    a small number after a follower has read past it; and of two writers that found the same
    firm missing, one would fail. The lock ends with the transaction.
    """
    purpose = _purpose(connection)
    if purpose is Purpose.READ:
        return
    if purpose is Purpose.PROMISE:
        # A server may be set to answer before the disk does.
        connection.exec_driver_sql("SET LOCAL synchronous_commit = on")
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {milliseconds}")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")
