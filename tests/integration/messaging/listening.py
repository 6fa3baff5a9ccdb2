"""A process that hears bells from the broker's inbox, as triage does; it may be told to die at the worst moments.

Usage: python -m tests.integration.messaging.listening WHERE AMQP_URI NAMESPACE [DYING [LIVES]]
DYING: `before-ack` dies with a batch handled and not acknowledged; `on-STREAM` dies whenever it handles an event of
that stream; `slowly` takes a second over each batch. LIVES: how often it may begin again, as a child of this process.
"""

import os
import sys
import time
from collections.abc import Sequence

from shared.logs import configure_logs
from shared.messaging.amqp_feed import AmqpFeed, Handling
from shared.messaging.heard import Heard
from shared.messaging.persistence import persistently
from tests.integration.event_store.killed_writer import engine_at
from tests.integration.messaging.bells import Bells
from tests.integration.messaging.speaking import Stopping

LISTENER = "triage"


class Done(Handling):
    """A batch dealt with before anybody asks."""

    def __init__(self, failure: BaseException | None) -> None:
        self.failure = failure

    def done(self, seconds: float) -> bool:
        """Return that it is done."""
        return True

    def settle(self) -> None:
        """Wait for nothing."""


class Ear:
    """Handles batches, and dies where it is told to."""

    def __init__(self, bells: Bells, dying: str) -> None:
        self._bells = bells
        self._dying = dying

    def handle(self, heard: Sequence[Heard]) -> Handling:
        """Take a batch in."""
        say(f"handling {len(heard)}")
        if any(f"on-{event.stream}" == self._dying for event in heard):
            os._exit(1)
        if self._dying == "slowly":
            time.sleep(1)
        try:
            self._bells.inbox.take(heard)
        except Exception as failure:  # noqa: BLE001 - the feed decides what to do about it
            return Done(failure)
        if self._dying == "before-ack":
            os._exit(1)
        return Done(None)


def say(words: str) -> None:
    """Tell the test how far this process is."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def listen(where: str, uri: str, namespace: str, dying: str = "", *, parent: int | None = None) -> None:
    """Hear until told to stop."""
    configure_logs()
    stopping = Stopping(parent)
    ear = Ear(Bells(engine_at(where)), dying)
    feed = AmqpFeed(uri, namespace, LISTENER, ear.handle)
    say("started")
    persistently("hearing", lambda: feed.run(stopping), stopping, time.sleep, time.monotonic)


def live(lives: int, *arguments: str) -> None:
    """Begin again after each death, so often; then say so."""
    parent = os.getpid()
    for _ in range(lives):
        child = os.fork()
        if child == 0:
            listen(*arguments, parent=parent)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        say(f"ended {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    if len(sys.argv) > 5:
        live(int(sys.argv[5]), *sys.argv[1:5])
    else:
        listen(*sys.argv[1:])
