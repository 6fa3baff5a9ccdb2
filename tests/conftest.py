"""What holds for every test."""

import pytest
from hypothesis import settings

from tests.outside import absent
from tests.servers import missing_servers

settings.register_profile("onward", deadline=None, print_blob=True)  # a busy machine is no reason to fail
settings.load_profile("onward")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let a test marked `full` run only where RabbitMQ and PostgreSQL answer; elsewhere name what does not."""
    if item.get_closest_marker("full") and missing_servers():
        absent("; ".join(missing_servers()))
