"""However deliveries are repeated, reordered, cut into batches and spread over processes, the end is the same."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from shared.event_store.engine import sqlite_engine
from tests.integration.messaging.bells import Bells, make_tables, ring

Delivery = tuple[int, tuple[int, int]]
"""Which process takes a batch; the bell and the number of each ring."""

LENGTHS = {0: 4, 1: 3, 2: 1}
"""How often each bell rings."""

EVERY_RING = [(bell, number) for bell, length in LENGTHS.items() for number in range(1, length + 1)]


@pytest.fixture
def processes(store_engine: Engine) -> Iterator[list[Bells]]:
    """Two processes of one service, each with connections of its own."""
    make_tables(store_engine)
    if store_engine.dialect.name == "sqlite":
        twin = sqlite_engine(Path(str(store_engine.url.database)))
        yield [Bells(store_engine), Bells(twin)]
        twin.dispose()
    else:
        yield [Bells(store_engine), Bells(store_engine)]


batches = st.lists(st.tuples(st.integers(0, 1), st.lists(st.sampled_from(EVERY_RING), max_size=6)), max_size=8)


@given(batches, st.permutations(EVERY_RING), st.integers(1, 8))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_deliveries_to_two_processes_end_with_every_ring_noted_once_and_in_order(
    processes: list[Bells], before: list[tuple[int, list[tuple[int, int]]]], every: list[tuple[int, int]], size: int
) -> None:
    name = uuid4().hex[:8]
    rest = [(number % 2, every[start : start + size]) for number, start in enumerate(range(0, len(every), size))]
    for process, batch in [*before, *rest]:
        processes[process].inbox.take([ring(f"referral-{name}-{bell}", number) for bell, number in batch])
    notes = processes[0].notes()
    assert {bell: notes[f"referral-{name}-{bell}"] for bell in LENGTHS} == {
        bell: list(range(1, length + 1)) for bell, length in LENGTHS.items()
    }
    assert processes[0].waiting() == []


@given(batches, st.sets(st.sampled_from(EVERY_RING), max_size=3))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_poison_anywhere_costs_only_itself_and_what_comes_after_it_in_its_stream(
    processes: list[Bells], before: list[tuple[int, list[tuple[int, int]]]], poison: set[tuple[int, int]]
) -> None:
    name = uuid4().hex[:8]
    for one in processes:
        one.poison = {(f"referral-{name}-{bell}", number) for bell, number in poison}
    for process, batch in [*before, (0, EVERY_RING)]:
        processes[process].inbox.take([ring(f"referral-{name}-{bell}", number) for bell, number in batch])
    notes = processes[0].notes()
    for bell, length in LENGTHS.items():
        first = min((number for poisoned, number in poison if poisoned == bell), default=length + 1)
        assert notes.get(f"referral-{name}-{bell}", []) == list(range(1, first))
