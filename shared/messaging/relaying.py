"""The relay inside a service's process; in the embedded mode the store is the feed and nothing is relayed."""

import time
from typing import Any

import eventlet
from nameko.extensions import DependencyProvider

from shared.config.settings import Settings
from shared.event_store.store import Store
from shared.messaging.persistence import persistently
from shared.messaging.relay import NotLeading, Relay
from shared.messaging.topology import listeners
from shared.messaging.wired import Wired


class Relaying(DependencyProvider):
    """Runs the relay of the service's store; with several processes one leads and the others stand by."""

    def setup(self) -> None:
        """Get ready; nothing is published before `start`."""
        self._stopping = False
        self._thread: Any = None
        self._relay: Any = None

    def start(self) -> None:
        """Begin to relay, where there is a broker and somebody listens."""
        settings: Settings = self.container.config["ONWARD_SETTINGS"]
        room = next(found for found in self.container.dependencies if isinstance(found, Wired)).room
        if not settings.embedded and listeners(room.name):
            self._thread = self.container.spawn_managed_thread(lambda: self._keep(room.store, room.name, settings))

    def stop(self) -> None:
        """Stop relaying; what is not yet published stays in the store for the next relay."""
        self._stopping = True
        if self._thread:
            self._thread.wait()

    def get_dependency(self, _worker: Any) -> "Relaying":
        """Return this relay's keeper."""
        return self

    @property
    def well(self) -> bool:
        """Whether events would be passed on now: this relay leads, stands by, or has nobody to tell."""
        return self._relay is None or self._relay.well

    def _keep(self, store: Store, source: str, settings: Settings) -> None:
        self._relay = Relay(store, source, settings.amqp_uri or "", settings.namespace)
        persistently(
            "relay",
            lambda: self._relay.run(lambda: self._stopping, eventlet.sleep),
            lambda: self._stopping,
            eventlet.sleep,
            time.monotonic,
            expected=(NotLeading,),
        )
