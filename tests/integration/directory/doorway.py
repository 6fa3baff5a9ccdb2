"""The front door of a house under test: asked without a network, and by the program over one."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from deploy.program.schemes import schemes
from services.web.app import create_app
from shared.config.settings import Settings
from tests.integration.walk.house import House


@dataclass
class FrontDoor:
    """A house with its front door open. `url`: where it listens."""

    house: House
    app: Flask
    url: str

    @property
    def client(self) -> FlaskClient:
        """Somebody who asks without a network."""
        return self.app.test_client()

    def open_page(self, address: str) -> Any:
        """Return what one of the open addresses says."""
        answer = self.client.get(f"/openreferral/v3{address}")
        assert answer.status_code == 200, answer.text
        return answer.get_json()

    def run(self, *words: str) -> Result:
        """Run `onward schemes` with these words."""
        return CliRunner().invoke(schemes, list(words))

    def import_(self, *words: object, code: int = 0) -> str:
        """Import something, and return what was said of it."""
        done = self.run("import", *map(str, words))
        assert done.exit_code == code, done.output
        return done.stdout


@contextmanager
def served(house: House) -> Iterator[FrontDoor]:
    """Open a front door for a house on a port of its own."""

    def ask(service: str, method: str, **kwargs: Any) -> Any:
        answer = getattr(house.rooms[service].commands, method)(**json.loads(json.dumps(kwargs)))
        return json.loads(json.dumps(answer))

    app = create_app(ask, Settings.from_environment({}))
    server = make_server("127.0.0.1", 0, app, threaded=False)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield FrontDoor(house, app, f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
