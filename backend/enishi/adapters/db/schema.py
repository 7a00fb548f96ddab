"""Creates and upgrades the schema through Alembic.

Which version a database has is read without Alembic, whose import would be a twentieth of the
time that `enishi search` takes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from enishi.adapters.db.engine import Purpose, transaction
from enishi.adapters.db.refusals import ahead, outdated, refusing

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIONS = Path(__file__).parent / "migrations"
_VERSION_TABLE = "alembic_version"


class Schema:
    """The version of a database's tables."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def upgrade(self, revision: str = "head") -> None:
        """Bring the tables up to `revision`; where they are there already, nothing changes.

        Creates a missing SQLite file with its folder. A step that fails leaves the tables
        as they were. Raises BusyError, and SchemaOutdatedError when the database is newer
        than this programme.
        """
        file = _file(self._engine)
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
        self._must_be_known(self.current())
        from alembic import command  # noqa: PLC0415 - see above

        with self._migrating() as config:
            command.upgrade(config, revision)

    def downgrade(self, revision: str = "base") -> None:
        """Take the tables down to `revision`."""
        from alembic import command  # noqa: PLC0415 - see above

        with self._migrating() as config:
            command.downgrade(config, revision)

    def current(self) -> str | None:
        """Return the version the database is at; None before the first upgrade."""
        file = _file(self._engine)
        if file is not None and not file.exists():
            return None  # looking must not create it
        with refusing(), transaction(self._engine, Purpose.READ) as connection:
            if not inspect(connection).has_table(_VERSION_TABLE):
                return None
            found = connection.scalar(text(f"SELECT version_num FROM {_VERSION_TABLE}"))
            return None if found is None else str(found)

    def newest(self) -> str | None:
        """Return the version that this programme needs."""
        return max(_revisions(), default=None)

    def must_be_current(self) -> None:
        """Raise SchemaOutdatedError unless the database is at the newest version."""
        current = self.current()
        self._must_be_known(current)
        if current != self.newest():
            raise outdated()

    def _must_be_known(self, revision: str | None) -> None:
        if revision is not None and revision not in _revisions():
            raise ahead()

    @contextmanager
    def _migrating(self) -> "Iterator[Config]":
        config = _config()
        with refusing(), transaction(self._engine, Purpose.MIGRATE) as connection:
            config.attributes["connection"] = connection
            yield config
            _must_refer_to_something(connection)


def _file(engine: Engine) -> Path | None:
    database = engine.url.database
    if engine.dialect.name != "sqlite" or not database or database.startswith((":", "file:")):
        return None
    return Path(database)


def _config() -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


def _revisions() -> set[str]:
    """Return the versions that this programme knows: how the names of its migrations begin."""
    files = (_MIGRATIONS / "versions").glob("[0-9]*_*.py")
    return {file.name.partition("_")[0] for file in files}


def _must_refer_to_something(connection: Connection) -> None:
    """Check by hand what SQLite does not while foreign keys are off."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise RuntimeError(f"the migration left a row without its parent: {tuple(broken)}")
