"""Journeys, put together."""

from collections.abc import Sequence

from sqlalchemy import Connection

from services.journeys.handlers import on_anything_recorded
from services.journeys.queries import Journeys
from services.journeys.tables import STORE
from shared.event_store.engine import open_engine
from shared.event_store.recorded import Recorded
from shared.event_store.store import Store
from shared.messaging.inbox import Inbox
from shared.messaging.room import Means, Room


def wire(means: Means) -> Room:
    """Wire journeys from its means. It records no events of its own."""
    engine = open_engine(means.settings, "journeys")
    store = Store(engine, STORE, means.master, means.clock, "service:journeys", _nothing)
    return Room("journeys", store, Journeys(store), Inbox(store, on_anything_recorded, in_waves=False))


def _nothing(_connection: Connection, _recorded: Sequence[Recorded]) -> None:
    return None
