"""Which trouble is waited out, and which is not."""

from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from shared.event_store.engine import sqlite_engine
from shared.event_store.trouble import lost_race, passing


def failure_of(engine: Engine, *statements: str) -> Exception:
    """Return what the last of these statements raises in one transaction."""
    try:
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))
    except DBAPIError as failure:
        return failure
    finally:
        engine.dispose()
    raise AssertionError("nothing was raised")


def test_a_statement_sqlite_can_not_make_sense_of_is_no_passing_trouble(tmp_path: Path) -> None:
    failure = failure_of(sqlite_engine(tmp_path / "store.sqlite"), "select * from a_table_nobody_made")
    assert not passing(failure)
    assert not lost_race(failure)


def test_a_full_sqlite_file_is_passing_trouble(tmp_path: Path) -> None:
    fill = "insert into t with recursive n(i) as (select 1 union all select i + 1 from n limit 9999) select i from n"
    engine = sqlite_engine(tmp_path / "store.sqlite")
    failure = failure_of(engine, "create table t (i integer)", "pragma max_page_count = 3", fill)
    assert passing(failure)


def test_a_postgresql_that_has_become_a_stand_by_is_passing_trouble() -> None:
    failure = DBAPIError("insert", None, StandBy())
    assert passing(failure)
    assert not lost_race(failure)


class StandBy(Exception):
    """What the driver raises when it is told that the server only reads."""

    pgcode = "25006"
