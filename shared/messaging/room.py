"""What every service's process has in hand: its store, its inbox and its commands, as a nameko dependency."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nameko.extensions import DependencyProvider

from shared.clock import Clock, system_clock
from shared.config.settings import Settings
from shared.event_store.store import Store
from shared.ids import NewId, RandomBelow, random_below, random_id
from shared.messaging.inbox import Inbox


@dataclass(frozen=True)
class Means:
    """What a service is wired from: everything it could not decide by itself."""

    settings: Settings
    master: bytes
    clock: Clock = system_clock
    new_id: NewId = random_id
    random_below: RandomBelow = random_below


@dataclass(frozen=True)
class Room:
    """One service, wired: its store, its ear if it hears anybody, and what it can be asked."""

    name: str
    store: Store
    commands: Any
    inbox: Inbox | None = None


Wire = Callable[[Means], Room]


class Wired(DependencyProvider):
    """Gives a service's methods its room, wired once per process from the container's settings."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    def setup(self) -> None:
        """Wire the room when the container starts."""
        config = self.container.config
        self.room = self.wire(Means(config["ONWARD_SETTINGS"], config["ONWARD_MASTER_KEY"]))

    def stop(self) -> None:
        """Close the room's connections."""
        self.room.store.engine.dispose()

    def get_dependency(self, worker_ctx: Any) -> Room:
        """Return the room; it is the same for every call."""
        return self.room
