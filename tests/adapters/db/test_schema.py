import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, Engine, inspect, text
from sqlmodel import SQLModel

from builders import a_full_firm, a_need
from enishi.adapters.db import Schema, SqlDatabase
from enishi.adapters.db.engine import Purpose, open_engine, transaction
from enishi.domain.errors import SchemaOutdatedError

UPGRADE = """
import sys
from enishi.adapters.db import Schema
from enishi.adapters.db.engine import open_engine
Schema(open_engine(sys.argv[1])).upgrade()
"""


@pytest.fixture
def bare(bare_url: str) -> Iterator[Engine]:
    engine = open_engine(bare_url)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(bare: Engine) -> Engine:
    """Give a database of its own to each test here: they change the schema."""
    Schema(bare).upgrade()
    return bare


def tables(engine: Engine) -> set[str]:
    with transaction(engine, Purpose.READ) as connection:
        return set(inspect(connection).get_table_names())


def differences(engine: Engine) -> list[object]:
    with transaction(engine, Purpose.READ) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, SQLModel.metadata))


def test_the_migrations_lead_to_the_tables_of_the_code(engine: Engine):
    assert differences(engine) == []


def test_a_column_that_no_migration_makes_is_a_difference(engine: Engine):
    with transaction(engine, Purpose.MIGRATE) as connection:
        connection.execute(text("ALTER TABLE firm DROP COLUMN summary"))

    assert len(differences(engine)) == 1


def test_every_step_runs_up_and_down_and_up_again(bare: Engine):
    schema = Schema(bare)

    schema.upgrade()
    assert schema.current() == schema.newest()
    made = tables(bare)
    assert set(SQLModel.metadata.tables) <= made

    schema.downgrade()
    assert schema.current() is None
    assert tables(bare) == {"alembic_version"}

    schema.upgrade()
    assert tables(bare) == made


def test_upgrading_a_current_database_keeps_what_is_in_it(database: SqlDatabase, engine: Engine):
    firm = a_full_firm()
    with database.begin() as work:
        work.firms.put_many([firm])

    Schema(engine).upgrade()

    with database.read() as work:
        assert work.firms.get_many([firm.ref])[firm.ref].record == firm


def test_the_corrections_come_and_go_without_a_trace_in_the_other_tables(
    database: SqlDatabase, engine: Engine
):
    firm, need = a_full_firm(), a_need()
    with database.begin() as work:
        work.firms.put_many([firm])
        work.needs.put_many([need])

    Schema(engine).downgrade("0001")
    assert Schema(engine).current() == "0001"
    assert "correction" not in tables(engine)
    Schema(engine).upgrade()

    assert "correction" in tables(engine)
    with database.read() as work:
        assert [item.record for item in work.firms.stream()] == [firm]
        assert [item.record for item in work.needs.stream()] == [need]
        assert list(work.corrections.stream()) == []


def test_the_amendments_come_and_go_without_a_trace_in_the_other_tables(
    database: SqlDatabase, engine: Engine
):
    firm = a_full_firm()
    with database.begin() as work:
        work.firms.put_many([firm])

    Schema(engine).downgrade("0002")
    assert tables(engine) & {"amendment", "correction"} == {"correction"}
    Schema(engine).upgrade()

    with database.read() as work:
        assert [item.record for item in work.firms.stream()] == [firm]
        assert work.amendments.all() == []


def test_two_programmes_that_upgrade_at_once_both_succeed(bare_url: str):
    both = [subprocess.Popen([sys.executable, "-c", UPGRADE, bare_url]) for _ in range(2)]

    assert [process.wait() for process in both] == [0, 0]


def test_a_sqlite_database_is_made_with_its_folder(tmp_path: Path):
    engine = open_engine(f"sqlite:///{tmp_path / 'var' / 'data' / 'enishi.db'}")

    Schema(engine).upgrade()

    Schema(engine).must_be_current()
    engine.dispose()


def test_a_database_of_a_newer_programme_is_refused_and_not_touched(engine: Engine):
    with transaction(engine, Purpose.WRITE) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    schema = Schema(engine)

    for action in (schema.must_be_current, schema.upgrade):
        with pytest.raises(SchemaOutdatedError, match="Enishi を更新"):
            action()
    assert schema.current() == "9999"


def test_a_step_that_fails_leaves_the_tables_as_they_were(engine: Engine):
    before = tables(engine)

    def fail() -> None:
        with transaction(engine, Purpose.MIGRATE) as connection:
            connection.execute(text("CREATE TABLE half_done (number INTEGER)"))
            connection.execute(text("DROP TABLE outbox"))
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail()

    assert tables(engine) == before


def test_a_step_that_rebuilds_the_firms_keeps_what_they_can_do(
    database: SqlDatabase, engine: Engine
):
    firm = a_full_firm()
    with database.begin() as work:
        work.firms.put_many([firm])

    with transaction(engine, Purpose.MIGRATE) as connection:
        steps = Operations(MigrationContext.configure(connection))
        with steps.batch_alter_table("firm") as table:
            table.alter_column("founded", new_column_name="founded_in")
        with steps.batch_alter_table("firm") as table:
            table.alter_column("founded_in", new_column_name="founded")

    with database.read() as work:
        assert work.firms.get_many([firm.ref])[firm.ref].record == firm
    with database.begin() as work:
        assert work.firms.remove(firm.ref)
    with transaction(engine, Purpose.READ) as connection:
        assert count(connection, "capability") == 0


def count(connection: Connection, table: str) -> int:
    return connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


@pytest.mark.postgres
def test_postgresql_sorts_every_reference_by_code_point(postgres_url: str):
    engine = open_engine(postgres_url)
    with transaction(engine, Purpose.READ) as connection:
        rows = connection.execute(
            text(
                "SELECT table_name, column_name, collation_name FROM information_schema.columns"
                " WHERE table_schema = 'public' AND table_name <> 'alembic_version'"
                " AND (column_name IN ('ref', 'firm_ref', 'need_ref', 'tie_ref', 'person_ref',"
                " 'chamber_ref', 'organisation_ref', 'owner_ref', 'actor_ref')"
                " OR (table_name, column_name) IN (('cluster', 'name'), ('amendment', 'name')))"
            )
        ).all()
    engine.dispose()

    assert len(rows) > 20
    assert {row.collation_name for row in rows} == {"C"}
