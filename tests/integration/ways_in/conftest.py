"""The five services on SQLite files, behind their front door."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.directory.doorway import FrontDoor, served
from tests.integration.walk.house import House, make_tables, sqlite_settings


@pytest.fixture
def front_door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FrontDoor]:
    """A house behind its front door, which commands find in ONWARD_URL."""
    made = sqlite_settings(tmp_path / "data")
    make_tables(made)
    house = House(made)
    with served(house) as door:
        monkeypatch.setenv("ONWARD_URL", door.url)
        yield door
    house.close()
