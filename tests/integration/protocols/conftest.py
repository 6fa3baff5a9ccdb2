"""A house whose hub edits its protocols: on either store, beside a second process, and behind its front door."""

from collections.abc import Iterator

import pytest

from shared.config.settings import Settings
from tests.integration.directory.conftest import front_door
from tests.integration.walk.conftest import (
    furnished_url,
    house,
    house_settings,
    postgresql_house,
    postgresql_house_settings,
    sqlite_house_settings,
)
from tests.integration.walk.house import House

__all__ = [
    "front_door",
    "furnished_url",
    "house",
    "house_settings",
    "postgresql_house",
    "postgresql_house_settings",
    "sqlite_house_settings",
]


@pytest.fixture
def twin_of_postgresql(postgresql_house: House, postgresql_house_settings: Settings) -> Iterator[House]:
    """A second process of every service, on the stores of the first."""
    opened = House(postgresql_house_settings)
    yield opened
    opened.close()
