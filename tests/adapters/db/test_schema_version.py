"""The version of a database is read without Alembic, and is the one that Alembic reads."""

import subprocess
import sys
from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from enishi.adapters import db
from enishi.adapters.db import Schema
from enishi.adapters.db.engine import Purpose, open_engine, transaction
from enishi.adapters.db.schema import _revisions

READ_ONLY = """
import sys
from enishi.adapters.db import SqlDatabase
from enishi.adapters.db.engine import open_engine
with SqlDatabase(open_engine(sys.argv[1])).read() as work:
    assert work.firms.count() == 0
assert "alembic" not in sys.modules
"""


def test_the_names_of_the_migrations_begin_with_their_versions(sqlite_url: str):
    config = Config()
    config.set_main_option("script_location", str(Path(db.__file__).parent / "migrations"))
    scripts = ScriptDirectory.from_config(config)

    assert _revisions() == {script.revision for script in scripts.walk_revisions()}
    assert Schema(open_engine(sqlite_url)).newest() == scripts.get_current_head()


def test_the_version_of_a_database_is_the_one_that_alembic_reads(bare_url: str):
    engine = open_engine(bare_url)
    schema = Schema(engine)

    assert schema.current() is None
    schema.upgrade()
    assert schema.current() == alembics(engine) == schema.newest()
    schema.downgrade()
    assert schema.current() is alembics(engine) is None
    engine.dispose()


def alembics(engine: Engine) -> str | None:
    with transaction(engine, Purpose.READ) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def test_reading_a_database_does_not_import_alembic(sqlite_url: str):
    subprocess.run([sys.executable, "-c", READ_ONLY, sqlite_url], check=True)
