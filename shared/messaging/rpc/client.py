"""Asking services: from the front door and from the program, by any number of threads or greenlets at once."""

import time
from threading import BoundedSemaphore
from typing import Any

from kombu.exceptions import OperationalError

from shared.config.limits import RPC_LINES_MAX, RPC_SECONDS_MAX
from shared.config.settings import Settings
from shared.messaging.rpc.config import STORE_AWAY, rpc_uri
from shared.messaging.rpc.line import NobodyListens, RpcLine
from shared.messaging.rpc.sealing import Sealing


class ServiceAway(Exception):
    """A service did not answer in time, or cannot be reached. What was asked may yet be done."""

    def __init__(self, service: str) -> None:
        super().__init__(f"{service} does not answer")
        self.service = service


class ServiceFailed(Exception):
    """A service broke while it worked on a question; `kind` is the class of what it raised, never its words."""

    def __init__(self, service: str, method: str, kind: str) -> None:
        super().__init__(f"{service}.{method} failed: {kind}")
        self.service = service
        self.kind = kind


class RpcClient:
    """Asks the services of one Onward. Lines are opened when needed and kept while they are good."""

    def __init__(self, settings: Settings, master: bytes, seconds: float = RPC_SECONDS_MAX) -> None:
        self._uri = rpc_uri(settings)
        self._namespace = settings.namespace
        self._seconds = seconds
        self._sealing = Sealing(master)
        self._idle: list[RpcLine] = []
        self._places = BoundedSemaphore(RPC_LINES_MAX)

    def call(self, service: str, method: str, **kwargs: Any) -> Any:
        """Return a service's answer to a question.

        Raises: ServiceAway, at the latest after the seconds this client gives; ServiceFailed; NotOurSeal when the
        services run under another master key; BodyTooLarge.
        """
        until = time.monotonic() + self._seconds
        if not self._places.acquire(timeout=self._seconds):
            raise ServiceAway(service)
        try:
            answer = self._ask(service, method, kwargs, until)
        finally:
            self._places.release()
        if not answer["error"]:
            return answer["result"]
        kind = answer["error"]["exc_type"]
        raise ServiceAway(service) if kind == STORE_AWAY else ServiceFailed(service, method, kind)

    def close(self) -> None:
        """Close every line that is not in use."""
        while self._idle:
            self._idle.pop().close()

    def _ask(self, service: str, method: str, kwargs: dict[str, Any], until: float) -> dict[str, Any]:
        try:
            line = self._line()
        except (OSError, OperationalError) as failure:
            raise ServiceAway(service) from failure
        try:
            answer = line.ask(f"{self._namespace}{service}", method, kwargs, until - time.monotonic())
        except (*line.errors, NobodyListens) as failure:
            line.abandon()
            raise ServiceAway(service) from failure
        except BaseException:
            line.abandon()
            raise
        self._idle.append(line)
        return answer

    def _line(self) -> RpcLine:
        while True:
            try:
                line = self._idle.pop()
            except IndexError:
                return RpcLine(self._uri, self._namespace, self._sealing)
            if line.alive():
                return line
            line.abandon()
