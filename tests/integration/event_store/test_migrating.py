"""Migrations: every store gets the tables its code expects, once, from however many processes at a time."""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from deploy.migrations.draft import in_small_functions
from deploy.migrations.environment import environment, metadata_of
from deploy.migrations.revisions import head
from deploy.migrations.run import StoreIsNewer, migrate, revision
from shared.event_store.engine import postgresql_engine
from shared.event_store.streams import HISTORIES, VERSIONS
from shared.messaging.topology import SERVICES
from tests.house.project import ROOT
from tests.integration.event_store.killed_writer import where_is

every_service = pytest.mark.parametrize("service", SERVICES)

MIGRATE = """
import sys
from deploy.migrations.run import migrate
from tests.integration.event_store.killed_writer import engine_at
print(migrate(engine_at(sys.argv[1]), sys.argv[2]))
print("alembic" in sys.modules)
"""


def differences(engine: Engine, service: str) -> list[object]:
    """Return what the tables in a store lack or have too much, beside what the service's code expects."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found: list[object] = compare_metadata(context, metadata_of(service))
    return found


@every_service
def test_revisions_form_one_line_with_one_end(store_engine: Engine, service: str) -> None:
    with store_engine.connect() as connection:
        script = ScriptDirectory.from_config(environment(connection, service))
    assert script.get_heads() == [head(service)]
    assert len(script.get_bases()) == 1


@every_service
def test_a_migrated_store_has_exactly_the_tables_that_the_code_expects(store_engine: Engine, service: str) -> None:
    assert migrate(store_engine, service)
    assert differences(store_engine, service) == []
    with store_engine.connect() as connection:
        assert revision(connection) == head(service)


@every_service
def test_migrating_twice_does_nothing_the_second_time(store_engine: Engine, service: str) -> None:
    assert migrate(store_engine, service)
    assert not migrate(store_engine, service)


@every_service
def test_the_events_of_a_migrated_store_can_not_be_changed(store_engine: Engine, service: str) -> None:
    migrate(store_engine, service)
    with store_engine.begin() as connection:
        connection.exec_driver_sql(
            "insert into events (stream, version, type, public, meta) values ('x-1', 1, 't', '{}', '{}')"
        )
    for change in ("update events set version = 2", "delete from events"):
        with pytest.raises(DBAPIError, match="append-only"), store_engine.begin() as connection:
            connection.exec_driver_sql(change)


def test_of_several_processes_that_start_at_once_one_migrates_and_all_go_on(store_engine: Engine) -> None:
    command = [sys.executable, "-c", MIGRATE, where_is(store_engine), "matching"]
    starting = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    said = [process.communicate(timeout=60)[0].split() for process in starting]
    assert sorted(worked for worked, _ in said) == ["False", "False", "False", "True"]
    assert differences(store_engine, "matching") == []


def test_a_store_that_is_up_to_date_is_found_so_without_loading_alembic(store_engine: Engine) -> None:
    migrate(store_engine, "triage")
    command = [sys.executable, "-c", MIGRATE, where_is(store_engine), "triage"]
    assert subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split() == [
        "False",
        "False",
    ]


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    store_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store_engine.begin() as connection:
        connection.exec_driver_sql("create table dead_events (in_the_way integer)")
    with pytest.raises(DBAPIError, match="already exists"):
        migrate(store_engine, "triage")
    with store_engine.connect() as connection:
        assert revision(connection) is None
    with store_engine.begin() as connection:
        connection.exec_driver_sql("drop table dead_events")
    assert migrate(store_engine, "triage")


def test_a_store_of_a_newer_onward_is_refused(store_engine: Engine) -> None:
    migrate(store_engine, "triage")
    with store_engine.begin() as connection:
        connection.exec_driver_sql("update alembic_version set version_num = '9999'")
    with pytest.raises(StoreIsNewer, match="9999"):
        migrate(store_engine, "triage")


@pytest.fixture
def without_schema(postgresql_url: str) -> Iterator[Engine]:
    """An engine whose schema is not there yet."""
    engine = postgresql_engine(postgresql_url, "not_there_yet")
    yield engine
    engine.dispose()


def test_the_schema_of_a_service_is_made_where_it_is_missing(without_schema: Engine) -> None:
    assert migrate(without_schema, "cases")
    with without_schema.connect() as connection:
        assert connection.exec_driver_sql("select current_schema()").scalar() == "not_there_yet"
    assert differences(without_schema, "cases") == []


def test_the_events_are_found_by_stream_and_version_through_the_index(store_engine: Engine) -> None:
    migrate(store_engine, "triage")
    with store_engine.begin() as connection:
        rows = [(f"s-{n % 500}", n // 500 + 1) for n in range(5000)]
        values = ", ".join(f"('{stream}', {version}, 't', '{{}}', '{{}}')" for stream, version in rows)
        connection.exec_driver_sql(f"insert into events (stream, version, type, public, meta) values {values}")
    explain = "explain " if store_engine.dialect.name == "postgresql" else "explain query plan "
    with store_engine.connect() as connection:
        for question, parameters in questions(store_engine.dialect.name):
            plan = "\n".join(str(row) for row in connection.exec_driver_sql(explain + question, parameters))
            assert "one_event_per_version" in plan or "sqlite_autoindex_events_1" in plan
            assert "Seq Scan on events" not in plan
            assert "SCAN events" not in plan


def questions(dialect: str) -> list[tuple[str, tuple[object]]]:
    """Return what the store asks about streams, with ten of them."""
    streams = [f"s-{n}" for n in range(10)]
    wanted = streams if dialect == "postgresql" else json.dumps(streams)
    return [(question[dialect], (wanted,)) for question in (VERSIONS, HISTORIES)]


def test_a_drafted_revision_is_cut_into_one_function_for_each_table() -> None:
    drafted = '"""Says."""\n\nrevision = "0002"\n\n\ndef upgrade() -> None:\n    """Bring."""\n' + "".join(
        f"    op.create_table('{name}', 1)\n" for name in ("a", "b", "a")
    )
    cut = in_small_functions(drafted)
    assert cut.count("def ") == 3
    assert cut.index("_a()\n    _b()") < cut.index("def _a()")
