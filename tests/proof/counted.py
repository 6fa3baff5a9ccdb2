"""The event and the store that proofs work on."""

from sqlalchemy import Engine, MetaData

from shared.clock import system_clock
from shared.contracts.event import Event, recorded
from shared.event_store.store import Store
from shared.event_store.tables import store_tables

METADATA = MetaData()
TABLES = store_tables(METADATA)
SCHEMA = "proof"
MASTER = bytes(range(32))


@recorded("proof.counted")
class Counted(Event, frozen=True):
    """Something happened for the n-th time. `at_ns`: when it was written, to know how long a reader took."""

    n: int
    at_ns: int = 0


def store_on(engine: Engine) -> Store:
    """Return a store without projections."""
    return Store(engine, TABLES, MASTER, system_clock, "service:proof", None)
