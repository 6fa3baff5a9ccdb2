"""Building the tables of a service anew, whichever it is, while the system runs."""

from contextlib import ExitStack
from typing import NamedTuple

from deploy.rooms import projected, room
from services.journeys.projections import RETELLING
from shared.config.settings import Settings
from shared.event_store.engine import open_engine
from shared.event_store.rebuilding import Watch, rebuild_own
from shared.messaging.retelling import retell
from shared.messaging.topology import LISTENS


class Rebuilt(NamedTuple):
    """How many events the tables were built from, and which streams stay as they were: one event can not be read."""

    events: int
    unreadable: frozenset[str] = frozenset()


def rebuild(settings: Settings, master: bytes, service: str, watch: Watch = lambda _done, _total: None) -> Rebuilt:
    """Build a service's tables anew: journeys from everybody's events, every other service's from its own.

    Raises: NeverFree; SQLAlchemy's own errors when a store can not be used. Nothing is changed then.
    """
    with ExitStack() as stack:
        store = stack.enter_context(room(settings, master, service)).store
        if service != "journeys":
            return Rebuilt(rebuild_own(store, projected(service), watch))
        sources = {source: open_engine(settings, source) for source in LISTENS[service]}
        for engine in sources.values():
            stack.callback(engine.dispose)
        told = retell(store, sources, RETELLING, LISTENS[service], watch)
        return Rebuilt(told.events, told.unreadable)
