"""Turns what the driver says into the domain's refusals."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from enishi.domain.errors import (
    BusyError,
    DatabaseUnavailableError,
    EnishiError,
    SchemaOutdatedError,
)

# PostgreSQL's SQLSTATE: its sentences come in the server's language, these do not.
_BUSY = {
    "55P03",  # lock_not_available: lock_timeout has passed
}
_OUTDATED = {
    "42P01",  # undefined_table
    "42703",  # undefined_column
}
# SQLite's names for a file that is not there, not a database, or not to be written to.
_UNAVAILABLE = ("SQLITE_CANTOPEN", "SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_FULL", "SQLITE_IOERR")


@contextmanager
def refusing() -> Iterator[None]:
    """Raise BusyError and its kin for the driver's own words."""
    try:
        yield
    except PoolTimeoutError as error:
        raise busy() from error
    except DBAPIError as error:
        refusal = _refusal(error)
        if refusal is None:
            raise
        raise refusal from error


def _refusal(error: DBAPIError) -> EnishiError | None:
    state = getattr(error.orig, "sqlstate", None)
    name = getattr(error.orig, "sqlite_errorname", "")
    if state in _BUSY or name.startswith("SQLITE_BUSY"):
        return busy()
    # SQLite has one code for every mistake in a statement, but never translates its words.
    if state in _OUTDATED or str(error.orig).startswith(("no such table", "no such column")):
        return outdated()
    if name.startswith(_UNAVAILABLE) or (isinstance(error, OperationalError) and not name):
        return unavailable()
    return None


def busy() -> BusyError:
    """Say that others hold the database: a longer write, or more readers than it serves."""
    return BusyError(
        "データベースが混み合っています。少し待って、もう一度お試しください",
        english="the database is busy; try again in a moment",
    )


def unavailable() -> DatabaseUnavailableError:
    """Say what to look at; where the database is, is nobody's business but the operator's."""
    return DatabaseUnavailableError(
        "データベースが使えません。動いているか、ENISHI_DATABASE_URL が正しいかを確かめてください",
        english="the database does not answer: check that it runs, and ENISHI_DATABASE_URL",
    )


def outdated() -> SchemaOutdatedError:
    """Say what to run on a database that is missing or behind."""
    return SchemaOutdatedError(
        "データベースが未作成か、古い版です。`enishi db upgrade` を実行してください",
        english="the database is missing or outdated: run `enishi db upgrade`",
    )


def ahead() -> SchemaOutdatedError:
    """Say what to do about a database that a newer programme has upgraded."""
    return SchemaOutdatedError(
        "データベースのほうが新しい版です。Enishi を更新してください",
        english="the database is newer than this programme: update Enishi",
    )
