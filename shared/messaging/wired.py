"""A service's room as a nameko dependency."""

from typing import Any

from nameko.extensions import DependencyProvider

from shared.messaging.room import Means, Room, Wire


class Wired(DependencyProvider):
    """Gives a service's methods its room, wired once per process from the container's settings."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    def setup(self) -> None:
        """Wire the room when the container starts."""
        config = self.container.config
        self.room = self.wire(Means(config["ONWARD_SETTINGS"], config["ONWARD_MASTER_KEY"]))
        self.room.prepare()

    def stop(self) -> None:
        """Close the room's connections."""
        self.room.store.engine.dispose()

    def get_dependency(self, _worker: Any) -> Room:
        """Return the room; it is the same for every call."""
        return self.room
