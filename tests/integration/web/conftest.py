"""A front door that listens on a port of its own, with the smallest possible other side."""

import threading
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from werkzeug.serving import make_server

from services.web.app import create_app
from shared.config.settings import Settings
from tests.unit.web.asked import Asked


@pytest.fixture
def asked() -> Asked:
    """The other side."""
    return Asked()


@pytest.fixture
def onward_url(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where the front door listens; commands find it in ONWARD_URL."""
    server = make_server("127.0.0.1", 0, create_app(asked, Settings.from_environment({})), threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("ONWARD_URL", url)
    yield url
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def program() -> CliRunner:
    """Runs commands and keeps what they say."""
    return CliRunner()
