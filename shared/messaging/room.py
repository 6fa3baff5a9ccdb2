"""What every service is made from, and what its process has in hand once it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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
    """One service, wired: its store, its ear if it hears anybody, and what it can be asked.

    `prepare`: records what the service can not work without, such as its first protocol; run once migrations are in.
    `sweep`: does what has fallen due by itself; doing it twice, or in several processes, does nothing twice.
    """

    name: str
    store: Store
    commands: Any
    inbox: Inbox | None = None
    prepare: Callable[[], None] = lambda: None
    sweep: "Sweep | None" = None


Sweep = Callable[[], int]
"""Does what is due, and returns how much that was."""

Wire = Callable[[Means], Room]
