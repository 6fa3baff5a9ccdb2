"""A store on either database."""

import pytest
from sqlalchemy import Engine

from shared.event_store.store import Store
from tests.integration.event_store.happenings import METADATA, store_on


@pytest.fixture
def engine(store_engine: Engine) -> Engine:
    """The engine of an empty store with its tables made."""
    METADATA.create_all(store_engine)
    return store_engine


@pytest.fixture
def store(engine: Engine) -> Store:
    """An empty store, on SQLite and on PostgreSQL."""
    return store_on(engine)
