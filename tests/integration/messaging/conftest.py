"""The listening service of the tests on an empty store of either kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from shared.event_store.engine import sqlite_engine
from tests.integration.messaging.bells import Bells, make_tables
from tests.integration.messaging.tower import Tower


@pytest.fixture
def bells(store_engine: Engine) -> Bells:
    """The service that hears bells, first on SQLite, then on PostgreSQL."""
    make_tables(store_engine)
    return Bells(store_engine)


@pytest.fixture
def tower(postgresql_store_engine: Engine, amqp_uri: str, namespace: str, tmp_path: Path) -> Tower:
    """A tower on a store of its own, and a namespace of the broker."""
    return Tower(postgresql_store_engine, amqp_uri, namespace, tmp_path)


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[Bells]:
    """The listening service on a store of its own, for the tests that are about the broker."""
    engine = sqlite_engine(tmp_path / "listener.sqlite")
    make_tables(engine)
    yield Bells(engine)
    engine.dispose()
