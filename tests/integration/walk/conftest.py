"""A house of all five services, first on SQLite files, then on PostgreSQL; a test that asks for it runs on both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.config.settings import Settings
from tests.integration.walk.house import House, copied_database, make_tables, postgresql_settings, sqlite_settings
from tests.outside import absent
from tests.servers import fresh_database, missing_postgresql


@pytest.fixture(scope="session")
def furnished_url() -> Iterator[str]:
    """A database with every service's tables and nothing in them, to be copied."""
    if missing := missing_postgresql():
        absent(missing)
    with fresh_database() as url:
        make_tables(postgresql_settings(url))
        yield url


@pytest.fixture
def sqlite_house_settings(tmp_path: Path) -> Settings:
    """Settings of an embedded run whose tables are made."""
    settings = sqlite_settings(tmp_path / "data")
    make_tables(settings)
    return settings


@pytest.fixture
def postgresql_house_settings(furnished_url: str) -> Iterator[Settings]:
    """Settings of a full run whose tables are made."""
    with copied_database(furnished_url) as url:
        yield postgresql_settings(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def house_settings(request: pytest.FixtureRequest) -> Settings:
    """Settings of either mode."""
    settings: Settings = request.getfixturevalue(f"{request.param}_house_settings")
    return settings


@pytest.fixture
def house(house_settings: Settings) -> Iterator[House]:
    """The five services on empty stores."""
    opened = House(house_settings)
    yield opened
    opened.close()


@pytest.fixture
def postgresql_house(postgresql_house_settings: Settings) -> Iterator[House]:
    """The five services on PostgreSQL, where several may write at once."""
    opened = House(postgresql_house_settings)
    yield opened
    opened.close()


@pytest.fixture
def twin(house: House, postgresql_house_settings: Settings) -> Iterator[House]:
    """A second process of every service, on the same stores."""
    opened = House(postgresql_house_settings)
    yield opened
    opened.close()
