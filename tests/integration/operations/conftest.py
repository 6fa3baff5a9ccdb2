"""A walk on either database."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from shared.config.settings import Settings
from tests.outside import absent
from tests.servers import fresh_database, missing_postgresql
from tests.unit.audit.walked import Walked, settings_in


@pytest.fixture
def full_settings(amqp_uri: str, namespace: str) -> Iterator[Settings]:
    """The settings of a full Onward on a database and in a corner of the broker of this test's own."""
    if missing := missing_postgresql():
        absent(missing)
    with fresh_database() as url:
        yield Settings.from_environment(
            {"ONWARD_DATABASE_URL": url, "ONWARD_AMQP_URI": amqp_uri, "ONWARD_NAMESPACE": namespace}
        )


@pytest.fixture(params=["sqlite", "postgresql"])
def walked(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Walked]:
    """An Onward with schemes and without referrals, on SQLite and on PostgreSQL; a test that asks runs on both."""
    settings = settings_in(tmp_path) if request.param == "sqlite" else request.getfixturevalue("full_settings")
    with ExitStack() as stack:
        found = Walked(settings, stack)
        found.set_up()
        yield found
