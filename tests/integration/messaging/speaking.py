"""A process that relays a tower's rings to the broker, as intake's relay does; run again and again until SIGTERM.

Usage: python -m tests.integration.messaging.speaking WHERE AMQP_URI NAMESPACE
"""

import os
import signal
import sys
import time
from typing import Any

from shared.clock import system_clock
from shared.event_store.store import Store
from shared.messaging.persistence import persistently
from shared.messaging.relay import Relay
from tests.integration.event_store.killed_writer import engine_at
from tests.integration.messaging.bells import MASTER, TABLES

SOURCE = "intake"


class Stopping:
    """Whether this process was told to stop, or whoever started it is gone."""

    def __init__(self, parent: int | None = None) -> None:
        self.told = False
        self._parent = parent or os.getppid()
        signal.signal(signal.SIGTERM, self.hear)

    def hear(self, _number: int, _frame: Any) -> None:
        """Take note of the signal."""
        self.told = True

    def __call__(self) -> bool:
        """Return whether to stop."""
        return self.told or os.getppid() != self._parent


def speak(where: str, uri: str, namespace: str) -> None:
    """Relay until told to stop."""
    stopping = Stopping()
    store = Store(engine_at(where), TABLES, MASTER, system_clock, "service:tower", None)
    relay = Relay(store, SOURCE, uri, namespace)
    sys.stdout.write("started\n")
    sys.stdout.flush()
    persistently("relay", lambda: relay.run(stopping, time.sleep), stopping, time.sleep, time.monotonic)


if __name__ == "__main__":
    speak(*sys.argv[1:])
