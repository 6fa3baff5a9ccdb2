"""What holds for every test, and the fixtures that any test may ask for."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings
from sqlalchemy import Engine, create_engine
from sqlalchemy.schema import CreateSchema, DropSchema

from shared.event_store.engine import postgresql_engine, sqlite_engine
from tests.outside import absent
from tests.servers import (
    AMQP_URI,
    clear_broker,
    fresh_database,
    missing_postgresql,
    missing_rabbitmq,
    missing_servers,
)

settings.register_profile("onward", deadline=None, print_blob=True)  # a busy machine is no reason to fail
settings.register_profile("thorough", parent=settings.get_profile("onward"), max_examples=20_000)
settings.load_profile("onward")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let a test marked `full` run only where RabbitMQ and PostgreSQL answer; elsewhere name what does not."""
    if item.get_closest_marker("full") and missing_servers():
        absent("; ".join(missing_servers()))


@pytest.fixture(scope="module")
def postgresql_url() -> Iterator[str]:
    """A database of this module's own, empty at first and dropped afterwards."""
    if missing := missing_postgresql():
        absent(missing)
    with fresh_database() as url:
        yield url


@pytest.fixture(scope="session")
def amqp_uri() -> str:
    """The broker; ask for `namespace` too when something is declared on it."""
    if missing := missing_rabbitmq():
        absent(missing)
    return AMQP_URI


@pytest.fixture
def namespace(amqp_uri: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A namespace of this test's own, set as ONWARD_NAMESPACE; its queues and exchanges are deleted afterwards."""
    name = f"test-{uuid4().hex[:12]}."
    monkeypatch.setenv("ONWARD_NAMESPACE", name)
    yield name
    clear_broker(name)


@pytest.fixture
def sqlite_store_engine(tmp_path: Path) -> Iterator[Engine]:
    """An empty store of one service in a SQLite file."""
    engine = sqlite_engine(tmp_path / "store.sqlite")
    yield engine
    engine.dispose()


@pytest.fixture
def postgresql_store_engine(postgresql_url: str) -> Iterator[Engine]:
    """An empty store of one service in a PostgreSQL schema, which is dropped afterwards."""
    schema = f"store_{uuid4().hex[:12]}"
    owner = create_engine(postgresql_url)
    with owner.begin() as connection:
        connection.execute(CreateSchema(schema))
    owner.dispose()
    engine = postgresql_engine(postgresql_url, schema)
    yield engine
    engine.dispose()
    with owner.begin() as connection:
        connection.execute(DropSchema(schema, cascade=True))
    owner.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def store_engine(request: pytest.FixtureRequest) -> Engine:
    """An empty store of one service; a test that asks for it runs on both databases."""
    engine: Engine = request.getfixturevalue(f"{request.param}_store_engine")
    return engine
