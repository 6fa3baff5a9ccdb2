"""Reading: single streams, and everything after a position in the order it was committed."""

import pytest
from sqlalchemy import Engine

from shared.contracts.codec import UnknownEvent
from shared.event_store.reading import Tail
from shared.event_store.store import Store
from tests.integration.event_store.happenings import Happened, Moved, append, numbers, told


def test_a_stream_nobody_wrote_to_is_empty_and_at_version_nought(store: Store) -> None:
    assert store.read("thing-1") == []
    with store.transaction() as work:
        assert work.versions(["thing-1"]) == {"thing-1": 0}
        assert work.histories(["thing-1"]) == {"thing-1": []}
        assert not work.histories([])
        assert not work.versions([])


def test_several_streams_are_read_at_once_each_from_first_to_last(store: Store) -> None:
    append(store, "thing-1", 0, 1)
    append(store, "thing-2", 0, 5)
    append(store, "thing-1", 1, 2, 3)
    with store.transaction() as work:
        histories = work.histories(["thing-2", "thing-1", "thing-1", "thing-3"])
        assert work.versions(["thing-2", "thing-1", "thing-1"]) == {"thing-1": 3, "thing-2": 1}
    assert {stream: [one.version for one in events] for stream, events in histories.items()} == {
        "thing-1": [1, 2, 3],
        "thing-2": [1],
        "thing-3": [],
    }


def test_a_stream_is_found_under_exactly_its_name(store: Store) -> None:
    for name in ("thing-1", "THING-1", "thing-10", "thing-1 ", "thing-%", "thïng-1"):
        append(store, name, 0, 1)
    assert len(store.read("thing-1")) == 1
    assert store.read("thing-_") == []


def test_a_tail_gives_everything_in_order_and_then_nothing_until_there_is_more(store: Store) -> None:
    tail = store.tail(page=2)
    assert tail.after(0) == []
    append(store, "thing-1", 0, 1, 2)
    append(store, "thing-2", 0, 3)
    first, second = tail.after(0), tail.after(2)
    assert [(row.position, row.stream, row.version) for row in first] == [(1, "thing-1", 1), (2, "thing-1", 2)]
    assert [(row.position, row.stream, row.version) for row in second] == [(3, "thing-2", 1)]
    assert tail.after(3) == []
    append(store, "thing-1", 2, 4)
    assert [row.position for row in tail.after(3)] == [4]


def test_a_tail_may_begin_anywhere_and_go_back(store: Store) -> None:
    append(store, "thing-1", 0, *range(10))
    tail = store.tail(page=3)
    for position in (8, 0, 9, 4, 10, 0):
        assert [row.position for page in tail.pages(position) for row in page] == list(range(position + 1, 11))


def test_the_tail_goes_on_after_positions_that_were_rolled_back(store: Store, engine: Engine) -> None:
    append(store, "thing-1", 0, 1)
    for _ in range(3):
        with store.transaction() as work:
            work.append("thing-2", 0, [Happened(n=1), Happened(n=2)], "test")
            work.finish()
            work.connection.rollback()
    append(store, "thing-1", 1, 2)
    assert told(store) == [("thing-1", 1), ("thing-1", 2)]
    assert [row.version for row in Tail(engine).after(0)] == [1, 2]


def test_replay_gives_pages_with_the_position_to_go_on_from(store: Store, engine: Engine) -> None:
    append(store, "thing-1", 0, *range(2500))
    pages = list(store.decoded())
    assert [page.position for page in pages] == [1000, 2000, 2500]
    assert [one.event.n for page in pages for one in page.events if isinstance(one.event, Happened)] == list(
        range(2500)
    )
    assert [page.position for page in store.decoded(2400)] == [2500]
    assert [page.position for page in store.decoded_whole(1400)] == [2400, 2500]


def test_events_in_old_formats_are_read_in_todays(store: Store, engine: Engine) -> None:
    by_hand(engine, 1, "happenings.moved.v1", '{"where": "York"}', '{"kept": {"reason": "rent"}}')
    by_hand(engine, 2, "happenings.moved.v2", '{"to": "Leeds"}', None)
    store.append_once("thing-1", 2, [Moved(to="Hull", unit="mile")], "test")
    whole = [Moved(to="York", unit="km", reason="rent"), Moved(to="Leeds", unit="km"), Moved(to="Hull", unit="mile")]
    public = [Moved(to="York", unit="km"), *whole[1:]]
    assert [one.event for one in store.read("thing-1")] == whole
    assert [one.event for page in store.decoded_whole() for one in page.events] == whole
    assert [one.event for page in store.decoded() for one in page.events] == public


def test_an_event_of_a_newer_onward_is_not_read_as_something_else(store: Store, engine: Engine) -> None:
    by_hand(engine, 1, "happenings.moved.v4", '{"to": "York", "unit": "km"}', None)
    with pytest.raises(UnknownEvent, match=r"happenings\.moved\.v4"):
        store.read("thing-1")
    assert numbers(store, "thing-2") == []


def test_reading_does_not_wait_for_a_writer(store: Store, engine: Engine) -> None:
    append(store, "thing-1", 0, 1)
    with store.transaction() as work:
        work.append("thing-1", 1, [Happened(n=2)], "test")
        work.finish()
        assert numbers(store, "thing-1") == [1]
        assert told(store) == [("thing-1", 1)]
    assert told(store) == [("thing-1", 1), ("thing-1", 2)]


def by_hand(engine: Engine, version: int, stored_type: str, public: str, private: str | None) -> None:
    """Store an event as an older or newer Onward would have."""
    meta = '{"at":"2026-01-02T03:04:05Z","by":"service:old","because":"test"}'
    places = "%s, %s, %s, %s, %s, %s" if engine.dialect.name == "postgresql" else "?, ?, ?, ?, ?, ?"
    with engine.begin() as connection:
        connection.exec_driver_sql(
            f"insert into events (stream, version, type, public, private, meta) values ({places})",
            ("thing-1", version, stored_type, public, private, meta),
        )
