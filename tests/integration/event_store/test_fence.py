"""The fence on PostgreSQL: what commits late is waited for, what was rolled back is not, nobody else matters."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from uuid import uuid4

import psycopg2
import pytest
from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.schema import CreateSchema

from shared.event_store.engine import postgresql_engine
from shared.event_store.store import Store
from shared.event_store.transaction import Transaction
from tests.integration.event_store.happenings import METADATA, Happened, append, store_on, told


class Undone(Exception):
    """A transaction given up."""


@pytest.fixture
def engine(postgresql_store_engine: Engine) -> Engine:
    """A store on PostgreSQL only: SQLite has one writer at a time and leaves no holes."""
    METADATA.create_all(postgresql_store_engine)
    return postgresql_store_engine


@contextmanager
def drawn(store: Store, stream: str) -> Iterator[Transaction]:
    """Open a transaction that has drawn the next position and commits at the end of the block."""
    with store.transaction() as work:
        work.append(stream, 0, [Happened(n=1)], "test")
        work.finish()
        yield work


@contextmanager
def undone(store: Store, stream: str) -> Iterator[None]:
    """Open a transaction that has drawn the next position and is rolled back at the end of the block."""
    try:
        with drawn(store, stream):
            yield
            raise Undone
    except Undone:
        return


def test_what_overtook_an_open_transaction_waits_for_it(store: Store) -> None:
    tail = store.tail()
    append(store, "first-1", 0, 1)
    with drawn(store, "slow-1"):
        append(store, "fast-1", 0, 1)
        for _ in range(3):
            assert [row.stream for row in tail.after(0)] == ["first-1"]
            assert tail.after(1) == []
    assert [row.stream for row in tail.after(1)] == ["slow-1", "fast-1"]


def test_what_overtook_a_transaction_is_told_once_that_is_rolled_back(store: Store) -> None:
    tail = store.tail()
    with undone(store, "never-1"):
        append(store, "fast-1", 0, 1)
        assert tail.after(0) == []
    assert [row.stream for row in tail.after(0)] == ["fast-1"]


def test_a_hole_is_passed_although_others_keep_writing(store: Store) -> None:
    tail = store.tail()
    with ExitStack() as later:
        with undone(store, "never-1"):
            append(store, "fast-1", 0, 1)
            assert tail.after(0) == []
            later.enter_context(drawn(store, "slow-1"))
        assert [row.stream for row in tail.after(0)] == ["fast-1"]
        append(store, "fast-2", 0, 1)
        assert tail.after(2) == []
    assert [row.stream for row in tail.after(2)] == ["slow-1", "fast-2"]


def test_a_second_hole_is_not_taken_for_dead_with_the_first(store: Store) -> None:
    tail = store.tail()
    with undone(store, "never-1"):
        append(store, "fast-1", 0, 1)
        assert tail.after(0) == []
        with drawn(store, "slow-1"):
            append(store, "fast-2", 0, 1)
            assert tail.after(0) == []
    assert [row.stream for page in tail.pages() for row in page] == ["fast-1", "slow-1", "fast-2"]


def test_holes_in_the_midst_of_a_page_do_not_shorten_it(store: Store) -> None:
    for number in range(10):
        append(store, f"thing-{number}", 0, 1)
        with undone(store, f"never-{number}"):
            pass
    append(store, "thing-10", 0, 1)
    assert len(store.tail().after(0)) == 11


def test_the_end_of_the_store_needs_no_question(store: Store, engine: Engine) -> None:
    append(store, "thing-1", 0, 1, 2)
    with drawn(store, "slow-1"):
        assert told(store) == [("thing-1", 1), ("thing-1", 2)]


def test_a_foreign_transaction_in_the_same_database_delays_nobody(
    store: Store, engine: Engine, postgresql_url: str
) -> None:
    plain = make_url(postgresql_url).set(drivername="postgresql").render_as_string(hide_password=False)
    foreign = psycopg2.connect(plain)
    with foreign.cursor() as cursor:
        cursor.execute("create table elsewhere (n integer); insert into elsewhere values (1)")
    with undone(store, "never-1"):
        append(store, "fast-1", 0, 1)
    with foreign.cursor() as cursor:
        cursor.execute("select count(*) from pg_locks where relation = 'elsewhere'::regclass")
        assert cursor.fetchone() != (0,)
    started = time.monotonic()
    assert told(store) == [("fast-1", 1)]
    assert time.monotonic() - started < 1
    foreign.rollback()
    foreign.close()


def test_a_reader_of_the_events_and_a_writer_of_other_tables_delay_nobody(store: Store, engine: Engine) -> None:
    with ExitStack() as held:
        for statement in ("select count(*) from events", "insert into inbox_cursors values ('x', 1)"):
            connection = held.enter_context(engine.connect())
            connection.exec_driver_sql(statement)
        with undone(store, "never-1"):
            append(store, "fast-1", 0, 1)
        assert told(store) == [("fast-1", 1)]


def test_the_same_table_in_another_schema_delays_nobody(store: Store, postgresql_url: str) -> None:
    owner = create_engine(postgresql_url)
    schema = f"other_{uuid4().hex[:12]}"
    with owner.begin() as connection:
        connection.execute(CreateSchema(schema))
    other = postgresql_engine(postgresql_url, schema)
    METADATA.create_all(other)
    with drawn(store_on(other), "elsewhere-1"):
        with undone(store, "never-1"):
            append(store, "fast-1", 0, 1)
        assert told(store) == [("fast-1", 1)]
    other.dispose()
    owner.dispose()


def test_a_transaction_left_open_by_a_silent_process_holds_readers_only_for_so_long(store: Store) -> None:
    with store.reading() as connection:
        setting: str = connection.exec_driver_sql("show idle_in_transaction_session_timeout").scalar_one()
    assert setting == "30s"
