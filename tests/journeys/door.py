"""The front door as a sender outside sees it."""

import http.client
import json
from typing import Any, NamedTuple

ANSWER_SECONDS_MAX = 20.0


class Answered(NamedTuple):
    """What came back. `status`: 0 when nothing did, and what was asked may or may not have been done."""

    status: int
    body: Any

    @property
    def done(self) -> bool:
        """Whether it was promised."""
        return 200 <= self.status < 300


class Door:
    """Asks one hub over HTTP."""

    def __init__(self, port: int) -> None:
        self._port = port

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answered:
        """Return the answer; it never raises, for a hub that is killed gives none."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=ANSWER_SECONDS_MAX)
        sent = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, sent, {"Content-Type": "application/json", **named} if sent else named)
            answer = connection.getresponse()
            return Answered(answer.status, _read(answer.read()))
        except (OSError, http.client.HTTPException):
            return Answered(0, None)
        finally:
            connection.close()


def _read(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return raw.decode(errors="replace")
