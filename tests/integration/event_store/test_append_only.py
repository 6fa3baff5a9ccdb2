"""What is recorded stays: the database refuses to change it, whoever asks."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from shared.event_store.store import Store
from tests.integration.event_store.happenings import append, told

_BY_HAND = "into events (position, stream, version, type, public, meta) values"
_EITHER = (
    "update events set public = '{}'",
    "update events set version = version + 1 where position = 1",
    "delete from events",
    "delete from events where stream = 'thing-1'",
)
CHANGES = {
    "sqlite": (
        *_EITHER,
        f"insert or replace {_BY_HAND} (null, 'thing-1', 1, 't', '', '')",
        f"replace {_BY_HAND} (1, 'thing-9', 1, 't', '', '')",
        f"insert {_BY_HAND} (1, 'thing-9', 1, 't', '', '') on conflict do update set public = '{{}}'",
    ),
    "postgresql": (
        *_EITHER,
        "truncate events",
        "truncate events cascade",
        f"insert {_BY_HAND} (9, 'thing-1', 1, 't', '', '') on conflict (stream, version) do update set public = ''",
        "set local session_replication_role = replica; delete from events",
    ),
}


def test_the_database_refuses_to_change_or_remove_events(store: Store, engine: Engine) -> None:
    append(store, "thing-1", 0, 1, 2)
    for change in CHANGES[engine.dialect.name]:
        with pytest.raises(DBAPIError, match="events are append-only"), engine.begin() as connection:
            connection.execute(text(change))
    assert told(store) == [("thing-1", 1), ("thing-1", 2)]


def test_a_version_can_not_be_written_twice_even_by_hand(store: Store, engine: Engine) -> None:
    append(store, "thing-1", 0, 1)
    with pytest.raises(DBAPIError, match="one_event_per_version"), engine.begin() as connection:
        connection.exec_driver_sql(
            "insert into events (stream, version, type, public, meta) values ('thing-1', 1, 't', '{}', '{}')"
        )


def test_positions_are_never_handed_out_twice_even_after_a_roll_back(store: Store, engine: Engine) -> None:
    append(store, "thing-1", 0, 1)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert "AUTOINCREMENT" in connection.scalar(text("select sql from sqlite_master where name = 'events'"))
    else:
        with engine.connect() as connection:
            cached = "select seqcache, seqcycle from pg_sequence where seqrelid = 'events_position_seq'::regclass"
            assert tuple(connection.exec_driver_sql(cached).one()) == (1, False)
