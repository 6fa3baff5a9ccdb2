"""Journeys tells the same story in whatever order, and in whatever batches, it hears what happened."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, delete, select

from services.journeys.projections import tell
from services.journeys.tables import CHECKLISTS, JOURNEYS, METADATA, STEPS
from shared.event_store.recorded import Recorded
from shared.messaging.topology import LISTENS, category
from tests.integration.walk.accounts import events
from tests.integration.walk.house import House, make_tables, sqlite_settings
from tests.integration.walk.ways import walk_every_way

Tables = list[list[tuple[Any, ...]]]
TOLD = (JOURNEYS, STEPS, CHECKLISTS)


@pytest.fixture(scope="module")
def happened(tmp_path_factory: pytest.TempPathFactory) -> list[Recorded]:
    """All that journeys would hear of referrals that went every way there is, in the order of the services' stores."""
    settings_of_walk = sqlite_settings(Path(tmp_path_factory.mktemp("walk")))
    make_tables(settings_of_walk)
    house = House(settings_of_walk)
    walk_every_way(house)
    found = [
        one
        for source, categories in LISTENS["journeys"].items()
        for one in events(house, source)
        if category(one.stream) in categories
    ]
    house.close()
    return found


@pytest.fixture
def telling(store_engine: Engine) -> Iterator[Connection]:
    """Empty tables of journeys, first on SQLite, then on PostgreSQL."""
    METADATA.create_all(store_engine, tables=list(TOLD))
    with store_engine.connect() as connection:
        yield connection


def told(connection: Connection, batches: list[list[Recorded]]) -> Tables:
    """Tell these batches from nothing and return the tables."""
    for table in TOLD:
        connection.execute(delete(table))
    for batch in batches:
        tell(connection, batch)
    tables = [sorted(tuple(row) for row in connection.execute(select(table))) for table in TOLD]
    connection.rollback()
    return tables


@given(st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_order_of_arrival_and_every_cut_into_batches_tells_the_same_story(
    telling: Connection, happened: list[Recorded], data: st.DataObject
) -> None:
    shuffled = data.draw(st.randoms(use_true_random=False)).sample(happened, len(happened))
    cuts = sorted({0, len(happened), *data.draw(st.lists(st.integers(0, len(happened)), max_size=12))})
    batches = [shuffled[start:end] for start, end in pairwise(cuts)]
    assert told(telling, batches) == told(telling, [happened])


def test_a_story_told_twice_is_the_same_story(telling: Connection, happened: list[Recorded]) -> None:
    assert told(telling, [happened, happened[::-1]]) == told(telling, [happened])
