"""Personal fields are sealed at rest, never published, bound to their place, and gone once the key is destroyed."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine

from shared.contracts.event import FORGOTTEN, Event
from shared.event_store.engine import sqlite_engine
from shared.event_store.keyring import PersonForgotten, SealBroken
from shared.event_store.store import Store
from tests.integration.event_store.happenings import (
    METADATA,
    NOW,
    TABLES,
    Happened,
    append,
    everything_stored,
    numbers,
    store_on,
    told,
)

SECRET = Happened(n=1, words="open", name="Aurelia Quist", notes=("likes owls",), facts={"owls": 77})


def keep(store: Store, stream: str = "person-p1", person_id: str = "p1") -> None:
    """Store the secret under a person's key."""
    with store.transaction() as work:
        work.append(stream, 0, [SECRET], "test", person_id=person_id)


def opened(store: Store, stream: str = "person-p1") -> list[Event]:
    """Return a stream's events with their personal fields."""
    return [one.event for one in store.read(stream, opened=True)]


def test_personal_fields_are_nowhere_to_be_found_in_what_is_stored(store: Store, engine: Engine) -> None:
    keep(store)
    stored = everything_stored(engine)
    assert "Aurelia" not in stored
    assert "owls" in stored.replace("likes owls", "")
    assert "likes" not in stored


def test_personal_fields_are_nowhere_to_be_found_in_the_files_of_a_sqlite_store(tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path / "store.sqlite")
    METADATA.create_all(engine)
    keep(store_on(engine))
    raw = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    engine.dispose()
    assert b"happenings.happened" in raw
    assert b"Aurelia" not in raw
    assert b"likes" not in raw


def test_neither_personal_nor_kept_fields_are_in_what_is_published(store: Store) -> None:
    keep(store)
    [row] = store.tail().after(0)
    assert json.loads(row.public) == {"n": 1, "words": "open"}
    assert [one.event for page in store.decoded() for one in page.events] == [Happened(n=1, words="open")]


def test_personal_fields_are_read_only_by_who_asks_for_them(store: Store) -> None:
    keep(store)
    assert opened(store) == [SECRET]
    assert [one.event for one in store.read("person-p1")] == [Happened(n=1, words="open", facts={"owls": 77})]
    assert [one.event for page in store.decoded_whole() for one in page.events] == [SECRET]
    with store.transaction() as work:
        assert [one.event for one in work.histories(["person-p1"], opened=True)["person-p1"]] == [SECRET]


def test_a_person_is_forgotten_once_their_key_is_destroyed_and_the_history_stays(store: Store) -> None:
    keep(store, "person-p1", "p1")
    keep(store, "person-p2", "p2")
    store.forget(["p1"], NOW)
    forgotten = Happened(n=1, words="open", name=FORGOTTEN, notes=FORGOTTEN, facts={"owls": 77})
    assert opened(store, "person-p1") == [forgotten]
    assert opened(store, "person-p2") == [SECRET]
    assert [one.event for page in store.decoded_whole() for one in page.events] == [forgotten, SECRET]
    assert told(store) == [("person-p1", 1), ("person-p2", 1)]


def test_a_destroyed_key_is_gone_from_the_files_of_a_sqlite_store(tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path / "store.sqlite")
    METADATA.create_all(engine)
    store = store_on(engine)
    keep(store)
    with store.reading() as connection:
        wrapped: str = connection.exec_driver_sql("select wrapped from person_keys").scalar_one()
    store.forget(["p1"], NOW)
    raw = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    engine.dispose()
    assert wrapped.encode() not in raw


def test_nothing_personal_can_be_recorded_about_somebody_who_was_forgotten(store: Store) -> None:
    keep(store)
    store.forget(["p1", "p3"], NOW)
    for person_id in ("p1", "p3"):
        with pytest.raises(PersonForgotten):
            append(store, f"other-{person_id}", 0, 5, person_id=person_id)
    append(store, "other-p1", 0, 5)
    assert numbers(store, "other-p1") == [5]


def test_a_person_is_forgotten_once_however_often_it_is_asked(store: Store, engine: Engine) -> None:
    keep(store)
    for _ in range(2):
        store.forget(["p1"], NOW)
    with engine.connect() as connection:
        [row] = connection.execute(TABLES.person_keys.select()).tuples().all()
    assert row[:2] == ("p1", None)


def test_personal_fields_are_refused_when_nobody_is_named_whose_they_are(store: Store) -> None:
    with pytest.raises(ValueError, match="say whose they are"):
        store.append_once("thing-1", 0, [SECRET], "test")
    assert told(store) == []


def test_several_people_may_be_written_about_in_one_stream_and_one_transaction(store: Store) -> None:
    with store.transaction() as work:
        work.append("thing-1", 0, [Happened(n=1, name="Ann")], "test", person_id="p1")
        work.append("thing-1", 1, [Happened(n=2, name="Bob")], "test", person_id="p2")
    store.forget(["p1"], NOW)
    assert opened(store, "thing-1") == [Happened(n=1, name=FORGOTTEN), Happened(n=2, name="Bob")]


@dataclass(frozen=True)
class Move:
    """A sealed field taken from one place to another."""

    stream: str
    version: int
    field: str


@pytest.mark.parametrize(
    "to",
    [Move("person-p2", 1, "name"), Move("person-p1", 2, "name"), Move("person-p1", 1, "notes")],
    ids=["another stream", "another event of the stream", "another field"],
)
def test_a_sealed_field_opens_nowhere_but_where_it_was_sealed(store: Store, engine: Engine, to: Move) -> None:
    keep(store)
    with engine.begin() as connection:
        private = json.loads(connection.exec_driver_sql("select private from events").scalar_one())
        private["sealed"] = {to.field: private["sealed"]["name"]}
        forged = TABLES.events.insert().values(
            stream=to.stream, version=to.version, type="happenings.happened.v1", public='{"n":2}',
            private=json.dumps(private), meta='{"at":"2026-01-02T03:04:05Z","by":"x","because":"y"}', position=99,
        )  # fmt: skip
        if (to.stream, to.version) == ("person-p1", 1):
            forged = forged.values(stream="person-p9")
        connection.execute(forged)
    with pytest.raises(SealBroken, match="was not sealed there"):
        [list(page.events) for page in store.decoded_whole(1)]


def test_a_changed_byte_or_another_persons_key_does_not_open_a_sealed_field(store: Store, engine: Engine) -> None:
    keep(store, "person-p1", "p1")
    keep(store, "person-p2", "p2")
    with engine.begin() as connection:
        connection.exec_driver_sql("update person_keys set wrapped = 'AAAA' || substr(wrapped, 5)")
    with pytest.raises(SealBroken):
        opened(store)


def test_another_master_key_opens_nothing(store: Store, engine: Engine) -> None:
    keep(store)
    other = Store(engine, TABLES, bytes(reversed(range(32))), lambda: NOW, "service:test", None)
    with pytest.raises(SealBroken):
        opened(other)


def test_no_two_sealings_of_the_same_words_look_the_same(store: Store, engine: Engine) -> None:
    with store.transaction() as work:
        work.append("thing-1", 0, [Happened(n=1, name="Ann")] * 50, "test", person_id="p1")
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("select private from events").scalars().all()
    assert len({json.loads(private)["sealed"]["name"] for private in rows}) == 50
