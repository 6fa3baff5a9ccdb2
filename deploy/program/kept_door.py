"""The front door for long work: one connection kept alive, and patience while Onward is away."""

import json
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from deploy.program.http_door import DoorClosed
from shared.config.limits import (
    SEND_PATIENCE_SECONDS,
    SEND_PAUSE_SECONDS,
    SEND_PAUSE_SECONDS_MAX,
    SEND_TIMEOUT_SECONDS,
)

_FAR_SIDE_AWAY = frozenset({429, 500, 502, 503, 504})


SOME_REJECTED, AWAY = 1, 3
"""Exit codes of commands that send, beside those of every command: some rejected; no Onward answers."""


class NoFrontDoor(Exception):
    """Something answers at the address, but not as an Onward does."""


class Answer(NamedTuple):
    """A status and the JSON that came with it, None where there was none."""

    status: int
    told: Any


class KeptDoor:
    """Posts to one Onward over one connection. `say` hears, in words, when Onward is waited for.

    Why posting again after a failure is safe: every referral carries its idempotency key, and a scheme its id.
    """

    def __init__(self, url: str, say: Callable[[str], None], patience_seconds: float = SEND_PATIENCE_SECONDS) -> None:
        parts = urlsplit(url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._connection = kind(parts.hostname or "", parts.port, timeout=SEND_TIMEOUT_SECONDS)
        self._url = url
        self._prefix = parts.path
        self._say = say
        self._patience_seconds = patience_seconds

    def post(self, path: str, body: bytes) -> Answer:
        """Return the answer, however long Onward was away before, within the patience.

        Raises: DoorClosed when it stayed away longer.
        """
        return self._patiently("POST", path, body)

    def get(self, path: str) -> Answer:
        """Return the answer, as `post` does. Raises: DoorClosed."""
        return self._patiently("GET", path, None)

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _patiently(self, method: str, path: str, body: bytes | None) -> Answer:
        until = time.monotonic() + self._patience_seconds
        pause = 0.0 if self._connection.sock else SEND_PAUSE_SECONDS  # a connection kept too long has merely ended
        while True:
            answer, trouble = self._try(method, path, body)
            if answer and answer.status not in _FAR_SIDE_AWAY:
                return answer
            if time.monotonic() + pause > until:
                raise DoorClosed(f"no Onward answers at {self._url} ({trouble})")
            if pause:
                self._say(f"Onward does not answer ({trouble}). Trying again in {pause:g} seconds.")
            time.sleep(pause)
            pause = min(max(2 * pause, SEND_PAUSE_SECONDS), SEND_PAUSE_SECONDS_MAX)

    def _try(self, method: str, path: str, body: bytes | None) -> tuple[Answer | None, str]:
        headers = {"Content-Type": "application/json"} if body is not None else {}
        try:
            self._connection.request(method, self._prefix + path, body, headers)
            response = self._connection.getresponse()
            raw = response.read()
        except (OSError, HTTPException) as failure:
            self._connection.close()
            return None, type(failure).__name__
        return Answer(response.status, _read(raw)), f"it says {response.status}"


def answers_of(answer: Answer, count: int) -> list[dict[str, Any]]:
    """Return what came of each of the things that were sent together.

    Raises: NoFrontDoor when the answer is none that an Onward gives.
    """
    answers = answer.told.get("answers") if answer.status == 200 and isinstance(answer.told, dict) else None
    if not isinstance(answers, list) or len(answers) != count:
        raise NoFrontDoor(f"What answers there says {answer.status}, which no Onward would. Check ONWARD_URL.")
    return answers


def _read(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return None
