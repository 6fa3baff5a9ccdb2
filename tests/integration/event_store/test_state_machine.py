"""Whatever is done in whatever order, a store tells the same as a model of a few lines in memory."""

from contextlib import AbstractContextManager, nullcontext
from typing import ClassVar, NamedTuple
from uuid import uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from sqlalchemy import Engine

from shared.contracts.event import FORGOTTEN
from shared.event_store.keyring import PersonForgotten
from shared.event_store.recorded import WrongExpectedVersion
from shared.event_store.store import Store
from tests.integration.event_store.happenings import METADATA, NOW, Happened, store_on

STEPS_EACH = 40


class Append(NamedTuple):
    """Some events for a stream; `off_by`: how wrong the expected version is."""

    stream: str
    off_by: int
    events: int
    person: str | None


class Undone(Exception):
    """A transaction given up."""


Made = tuple[str, int, list[Happened], str | None]
"""An append as the store takes it: stream, expected version, events, whose they are."""

STREAMS = st.sampled_from("abcde")
PEOPLE = st.sampled_from([None, None, "p1", "p2", "p3"])
APPENDS = st.builds(Append, STREAMS, st.sampled_from([0, 0, 0, 0, 0, -1, -2, 1, 3]), st.integers(1, 3), PEOPLE)


class StoreMachine(RuleBasedStateMachine):
    """A store beside its model: the events of each stream, the order of everything, and who was forgotten."""

    engine: ClassVar[Engine]

    def __init__(self) -> None:
        super().__init__()
        self.run = uuid4().hex[:8]
        self.streams: dict[str, list[tuple[int, str | None]]] = {}
        self.order: list[tuple[str, int]] = []
        self.forgotten: set[str] = set()
        self.counted = 0
        self.restart()
        with self.store.reading() as connection:
            self.told_up_to: int = connection.exec_driver_sql(
                "select coalesce(max(position), 0) from events"
            ).scalar_one()
        self.told = 0

    @rule()
    def restart(self) -> None:
        self.store: Store = store_on(self.engine)
        self.tail = self.store.tail(page=3)

    @rule(appends=st.lists(APPENDS, min_size=1, max_size=5), undone=st.sampled_from([False, False, False, True]))
    def append_in_one_transaction(self, appends: list[Append], undone: bool) -> None:
        made = self.made(appends)
        faults = self.faults(made) | ({Undone} if undone else set())
        with self.refused_if(faults), self.store.transaction() as work:
            for stream, expected, events, person in made:
                work.append(stream, expected, events, "test", person_id=person)
            if undone:
                work.finish()
                raise Undone
        if not faults:
            self.keep(made)

    @rule(one=APPENDS)
    def append_once(self, one: Append) -> None:
        [(stream, expected, events, person)] = made = self.made([one])
        with self.refused_if(self.faults(made)):
            self.store.append_once(stream, expected, events, "test", person_id=person)
        if not self.faults(made):
            self.keep(made)

    @rule(person=st.sampled_from(["p1", "p2"]))
    def forget(self, person: str) -> None:
        self.store.forget([self.named(person)], NOW)
        self.forgotten.add(self.named(person))

    @rule(stream=STREAMS)
    def read_a_stream(self, stream: str) -> None:
        known = self.streams.get(self.named(stream), [])
        found = self.store.read(self.named(stream), opened=True)
        assert [one.version for one in found] == list(range(1, len(known) + 1))
        assert [one.event for one in found] == [self.as_read(*one) for one in known]

    @rule()
    def follow(self) -> None:
        for page in self.tail.pages(self.told_up_to):
            for row in page:
                assert (row.stream, row.version) == self.order[self.told]
                self.told += 1
            self.told_up_to = page[-1].position
        assert self.told == len(self.order)

    def teardown(self) -> None:
        self.follow()
        for stream in "abcde":
            self.read_a_stream(stream)

    def refused_if(self, faults: set[type[Exception]]) -> AbstractContextManager[object]:
        return pytest.raises(tuple(faults)) if faults else nullcontext()

    def named(self, name: str) -> str:
        return f"{name}-{self.run}"

    def made(self, appends: list[Append]) -> list[Made]:
        versions = {name: len(events) for name, events in self.streams.items()}
        made = []
        for one in appends:
            stream, person = self.named(one.stream), self.named(one.person) if one.person else None
            expected = versions.get(stream, 0) + one.off_by
            versions[stream] = versions.get(stream, 0) + one.events
            events = [Happened(n=self.counted + place, name=person) for place in range(one.events)]
            self.counted += one.events
            made.append((stream, expected, events, person))
        return made

    def faults(self, made: list[Made]) -> set[type[Exception]]:
        found: set[type[Exception]] = set()
        versions = {name: len(events) for name, events in self.streams.items()}
        for stream, expected, events, person in made:
            if expected != versions.get(stream, 0):
                found.add(WrongExpectedVersion)
            if person in self.forgotten:
                found.add(PersonForgotten)
            versions[stream] = versions.get(stream, 0) + len(events)
        return found

    def keep(self, made: list[Made]) -> None:
        for stream, _, events, person in sorted(made, key=lambda append: append[0]):
            known = self.streams.setdefault(stream, [])
            for event in events:
                known.append((event.n, person))
                self.order.append((stream, len(known)))

    def as_read(self, n: int, person: str | None) -> Happened:
        return Happened(n=n, name=FORGOTTEN if person in self.forgotten else person)


def test_a_store_tells_the_same_as_a_model_in_memory_whatever_is_done(store_engine: Engine) -> None:
    METADATA.create_all(store_engine)

    class OnThisEngine(StoreMachine):
        engine = store_engine

    sequences = settings(max_examples=settings().max_examples // 2, stateful_step_count=STEPS_EACH)
    run_state_machine_as_test(OnThisEngine, settings=sequences)
