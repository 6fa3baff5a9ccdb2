"""The front door as seen from the program: JSON over HTTP to a running Onward."""

import json
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from shared.config.limits import SEND_TIMEOUT_SECONDS


class DoorClosed(Exception):
    """No Onward answers at the address."""


class HttpDoor:
    """Asks one Onward over HTTP. `url`: where it is, as in ONWARD_URL."""

    def __init__(self, url: str, seconds: float = SEND_TIMEOUT_SECONDS) -> None:
        self._url = url
        self._seconds = seconds

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Return the status and the JSON of an answer; None where it has none.

        Raises: DoorClosed.
        """
        parts = urlsplit(self._url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=self._seconds)
        sent = None if body is None else json.dumps(body).encode()
        try:
            connection.request(method, parts.path + path, sent, {"Content-Type": "application/json"} if sent else {})
            answer = connection.getresponse()
            raw = answer.read()
        except (OSError, HTTPException) as failure:
            raise DoorClosed(f"no Onward answers at {self._url} ({type(failure).__name__})") from failure
        finally:
            connection.close()
        return answer.status, _read(raw)


def _read(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return None
