"""One country for all the systems: each test refers people of its own."""

from collections.abc import Iterator

import pytest

from tests.integration.systems.country import Country
from tests.integration.walk.house import make_tables, sqlite_settings


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Country]:
    """The five services on SQLite files, with every system of docs/systems.md."""
    made = sqlite_settings(tmp_path_factory.mktemp("country"))
    make_tables(made)
    opened = Country(made)
    yield opened
    opened.close()
