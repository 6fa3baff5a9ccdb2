"""A directory in use: the five services in one process, and where a test asks for it the front door before them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.config.settings import Settings
from tests.integration.directory.doorway import FrontDoor, served
from tests.integration.walk.house import House, make_tables, postgresql_settings, sqlite_settings
from tests.outside import absent
from tests.servers import fresh_database, missing_postgresql


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings of either mode, their tables made."""
    if request.param == "sqlite":
        made = sqlite_settings(tmp_path / "data")
        make_tables(made)
        yield made
        return
    if missing := missing_postgresql():
        absent(missing)
    with fresh_database() as url:
        made = postgresql_settings(url)
        make_tables(made)
        yield made


@pytest.fixture
def house(settings: Settings) -> Iterator[House]:
    """The five services on empty stores, on SQLite and on PostgreSQL."""
    opened = House(settings)
    yield opened
    opened.close()


@pytest.fixture
def front_door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FrontDoor]:
    """A house on SQLite files behind its front door, which commands find in ONWARD_URL."""
    made = sqlite_settings(tmp_path / "data")
    make_tables(made)
    house = House(made)
    with served(house) as door:
        monkeypatch.setenv("ONWARD_URL", door.url)
        yield door
    house.close()
