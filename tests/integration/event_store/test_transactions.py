"""One unit of work: events and projections are committed together or not at all."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import TimeoutError as TurnNeverCame

from shared.event_store.engine import sqlite_engine
from shared.event_store.recorded import Recorded, WrongExpectedVersion
from shared.event_store.store import Store
from tests.integration.event_store.happenings import METADATA, Happened, append, everything_stored, store_on, told


class Broken(Exception):
    """A fault in the middle of something."""


def seen(connection: Connection, recorded: Sequence[Recorded]) -> None:
    """Project events into a table of what was seen; the number 13 breaks it."""
    for one in recorded:
        assert isinstance(one.event, Happened)
        connection.exec_driver_sql(f"insert into seen values ('{one.stream}', {one.event.n})")
        if one.event.n == 13:
            raise Broken


@pytest.fixture
def projecting(engine: Engine) -> Store:
    """A store that keeps a table of what it has seen."""
    with engine.begin() as connection:
        connection.exec_driver_sql("create table seen (stream text, n integer unique)")
    return store_on(engine, seen)


def test_a_transaction_that_fails_leaves_nothing_behind(store: Store, engine: Engine) -> None:
    with pytest.raises(Broken):
        store_and_break(store)
    assert told(store) == []
    assert everything_stored(engine) == ""


def test_events_and_their_projection_are_committed_together(projecting: Store, engine: Engine) -> None:
    append(projecting, "thing-1", 0, 1, 2)
    projecting.append_once("thing-2", 0, [Happened(n=3)], "test")
    assert everything_stored(engine, ["seen"]).split() == ["thing-1", "1", "thing-1", "2", "thing-2", "3"]


def test_events_are_undone_when_their_projection_fails(projecting: Store, engine: Engine) -> None:
    with pytest.raises(Broken):
        append(projecting, "thing-1", 0, 1, 13)
    with pytest.raises(Broken):
        projecting.append_once("thing-1", 0, [Happened(n=13)], "test")
    assert told(projecting) == []
    assert everything_stored(engine, ["seen"]) == ""


def test_a_projection_is_undone_when_its_events_lose_the_race(projecting: Store, engine: Engine) -> None:
    append(projecting, "thing-1", 0, 1)
    with pytest.raises(WrongExpectedVersion):
        append(projecting, "thing-1", 0, 2)
    assert everything_stored(engine, ["seen"]).split() == ["thing-1", "1"]


def test_own_tables_are_undone_with_the_events_of_the_same_transaction(projecting: Store, engine: Engine) -> None:
    append(projecting, "thing-1", 0, 1)
    with pytest.raises(WrongExpectedVersion):
        write_by_hand_and_lose(projecting)
    assert "by hand" not in everything_stored(engine, ["seen"])


def test_a_transaction_within_another_is_refused_in_time_where_only_one_may_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = sqlite_engine(tmp_path / "store.sqlite")
    METADATA.create_all(engine)
    store = store_on(engine)
    monkeypatch.setattr("shared.event_store.turn.SQLITE_BUSY_SECONDS", 0.05)
    with pytest.raises(TurnNeverCame, match="has not let go"), store.transaction(), store.transaction():
        pass
    append(store, "thing-1", 0, 1)
    assert told(store) == [("thing-1", 1)]
    engine.dispose()


def store_and_break(store: Store) -> None:
    with store.transaction() as work:
        work.append("thing-1", 0, [Happened(n=1, name="Ann")], "test", person_id="p1")
        work.finish()
        raise Broken


def write_by_hand_and_lose(store: Store) -> None:
    with store.transaction() as work:
        work.connection.exec_driver_sql("insert into seen values ('by hand', 7)")
        work.append("thing-1", 0, [Happened(n=2)], "test")
