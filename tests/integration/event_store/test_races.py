"""Several writers at once: of those who decided on the same version one goes through, and the others are told."""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine

from shared.event_store.engine import sqlite_engine
from shared.event_store.keyring import PersonForgotten
from shared.event_store.recorded import WrongExpectedVersion
from shared.event_store.store import Store
from tests.integration.event_store.happenings import NOW, Happened, append, numbers, store_on, told


class Undone(Exception):
    """A transaction given up."""


def at_once(*acts: Callable[[], None]) -> list[str]:
    """Run every act in a thread of its own, started together, and return how each ended: done, or its exception."""
    ends = ["unfinished"] * len(acts)
    start = threading.Barrier(len(acts))

    def run(place: int) -> None:
        start.wait()
        try:
            acts[place]()
            ends[place] = "done"
        except (WrongExpectedVersion, PersonForgotten) as failure:
            ends[place] = type(failure).__name__

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return ends


def test_of_many_writers_on_one_new_stream_exactly_one_wins(store: Store) -> None:
    for stream in (f"thing-{n}" for n in range(20)):
        ends = at_once(*[partial(append, store, stream, 0, n) for n in range(4)])
        assert sorted(ends) == ["WrongExpectedVersion"] * 3 + ["done"]
        assert numbers(store, stream) == [ends.index("done")]


def test_of_two_writers_who_read_the_same_version_exactly_one_wins(store: Store, engine: Engine) -> None:
    others = store_on(sqlite_engine(Path(str(engine.url.database))) if engine.dialect.name == "sqlite" else engine)
    append(store, "thing-1", 0, 1)
    for version in range(1, 15):
        ends = at_once(*[partial(append, writer, "thing-1", version, 1) for writer in (store, others)])
        assert sorted(ends) == ["WrongExpectedVersion", "done"]
    assert len(numbers(store, "thing-1")) == 15
    others.engine.dispose()


def test_writers_who_take_many_streams_in_opposite_order_do_not_deadlock(store: Store) -> None:
    def write(streams: list[str]) -> None:
        with store.transaction() as work:
            for stream in streams:
                work.append(stream, 0, [Happened(n=1)], "test")

    for turn in range(10):
        streams = [f"thing-{turn}-{n}" for n in range(30)]
        ends = at_once(partial(write, streams), partial(write, streams[::-1]))
        assert sorted(ends) == ["WrongExpectedVersion", "done"]


def test_a_writer_goes_through_when_the_one_before_it_gives_up(store: Store, engine: Engine) -> None:
    drawn, gave_up = threading.Event(), threading.Event()

    def give_up() -> None:
        try:
            with store.transaction() as work:
                work.append("thing-1", 0, [Happened(n=1)], "test")
                work.finish()
                drawn.set()
                raise Undone
        except Undone:
            gave_up.set()

    def follow() -> None:
        drawn.wait(5)
        append(store, "thing-1", 0, 2)

    assert at_once(give_up, follow) == ["done", "done"]
    assert gave_up.is_set()
    assert numbers(store, "thing-1") == [2]


def test_two_writers_about_somebody_new_seal_under_the_same_key(store: Store) -> None:
    for turn in range(10):
        person_id = f"p{turn}"
        acts = [partial(append, store, f"thing-{person_id}-{n}", 0, n, person_id=person_id) for n in range(4)]
        assert at_once(*acts) == ["done"] * 4
        for n in range(4):
            [one] = store.read(f"thing-{person_id}-{n}", opened=True)
            assert one.event == Happened(n=n, name=f"Name of {person_id}")


def test_an_erasure_waits_for_who_is_writing_about_the_person_and_refuses_who_comes_later(store: Store) -> None:
    append(store, "thing-0", 0, 0, person_id="p1")
    writing, erased = threading.Event(), threading.Event()

    def write() -> None:
        with store.transaction() as work:
            work.append("thing-1", 0, [Happened(n=1, name="Ann")], "test", person_id="p1")
            work.finish()
            writing.set()
            assert not erased.wait(0.2)

    def erase() -> None:
        writing.wait(5)
        store.forget(["p1"], NOW)
        erased.set()

    assert at_once(write, erase) == ["done", "done"]
    with pytest.raises(PersonForgotten):
        append(store, "thing-2", 0, 2, person_id="p1")
    assert told(store) == [("thing-0", 1), ("thing-1", 1)]
