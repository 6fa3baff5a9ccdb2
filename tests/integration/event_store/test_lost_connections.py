"""A server that ends connections: those in the pool are replaced unnoticed, work under way is undone."""

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import DBAPIError

from shared.event_store.engine import postgresql_engine
from shared.event_store.store import Store
from shared.event_store.trouble import passing
from tests.integration.event_store.happenings import METADATA, Happened, append, numbers, store_on, told
from tests.servers import DATABASE_URL


@pytest.fixture
def engine(postgresql_store_engine: Engine) -> Engine:
    """A store on PostgreSQL only: SQLite has no server to lose."""
    METADATA.create_all(postgresql_store_engine)
    return postgresql_store_engine


def end_every_connection(engine: Engine) -> None:
    """Have the server end the connections to the database of this engine."""
    owner = create_engine(DATABASE_URL, isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        connection.exec_driver_sql(
            "select pg_terminate_backend(pid, 2000) from pg_stat_activity where datname = %s", (engine.url.database,)
        )
    owner.dispose()


def test_the_next_transaction_goes_through_after_the_server_ended_every_connection(
    store: Store, engine: Engine
) -> None:
    tail = store.tail()
    for turn in range(5):
        append(store, "thing-1", turn, turn)
        with store.transaction() as work, store.reading():
            work.append(f"other-{turn}", 0, [Happened(n=turn)], "test")
        end_every_connection(engine)
        assert numbers(store, "thing-1") == list(range(turn + 1))
        end_every_connection(engine)
        store.append_once(f"once-{turn}", 0, [Happened(n=turn)], "test")
        end_every_connection(engine)
        assert len(tail.after(0)) == 3 * (turn + 1)


def test_work_under_way_fails_as_passing_trouble_and_leaves_nothing(store: Store, engine: Engine) -> None:
    with pytest.raises(DBAPIError) as failure:
        append_while_the_server_goes(store, engine)
    assert passing(failure.value)
    append(store, "thing-1", 0, 2)
    assert told(store) == [("thing-1", 1)]


def test_a_server_that_is_not_there_is_passing_trouble() -> None:
    away = postgresql_engine("postgresql+psycopg2://nobody@127.0.0.1:1/nothing", "store")
    for ask in (away.connect, lambda: store_on(away).append_once("thing-1", 0, [Happened(n=1)], "test")):
        with pytest.raises(DBAPIError) as failure:
            ask()
        assert passing(failure.value)


def test_what_an_error_says_tells_nothing_of_what_was_written(store: Store, engine: Engine) -> None:
    words = "somebody's own words"
    with pytest.raises(DBAPIError) as failure, engine.begin() as connection:
        connection.exec_driver_sql("insert into person_keys (person_id, nothing) values (%s, 1)", (words,))
    assert words not in str(failure.value)


def append_while_the_server_goes(store: Store, engine: Engine) -> None:
    with store.transaction() as work:
        work.append("thing-1", 0, [Happened(n=1)], "test")
        work.finish()
        end_every_connection(engine)
