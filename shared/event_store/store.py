"""The store of one service: transactions to write in, and streams to read."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, Engine

from shared.clock import Clock
from shared.config.limits import READ_PAGE_EVENTS
from shared.event_store.engine import READING
from shared.event_store.keyring import Keyring
from shared.event_store.reading import Tail
from shared.event_store.recorded import Recorded
from shared.event_store.streams import histories
from shared.event_store.tables import StoreTables
from shared.event_store.transaction import Project, Transaction


class Store:
    """One service's events, keys and tables. `by`: how its events are signed, for example `service:triage`."""

    def __init__(
        self, engine: Engine, tables: StoreTables, master: bytes, clock: Clock, by: str, project: Project
    ) -> None:
        self.engine = engine
        self.tables = tables
        self.keyring = Keyring(tables.person_keys, master)
        self._clock = clock
        self._by = by
        self._project = project

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Open a unit of work; leaving it stores what was appended and commits, an exception undoes everything."""
        with self.engine.begin() as connection:
            work = Transaction(connection, self.keyring, self._clock, self._by, self._project)
            yield work
            work.finish()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a connection for queries only; it blocks no writer."""
        with self.engine.execution_options(**READING).connect() as connection:
            yield connection

    def read(self, stream: str, person_id: str | None = None) -> list[Recorded]:
        """Return a stream's events; with the person they are about, personal fields opened or FORGOTTEN."""
        with self.reading() as connection:
            if person_id is None:
                return histories(connection, [stream])[stream]
            keys = self.keyring.keys_to_read(connection, [person_id])
            key = keys.get(person_id)
            return histories(connection, [stream], {stream: key} if key else {})[stream]

    def forget(self, person_ids: Collection[str], at: datetime) -> None:
        """Destroy the keys of these people for good."""
        with self.engine.begin() as connection:
            for person_id in person_ids:
                self.keyring.destroy(connection, person_id, at)

    def tail(self, page: int = READ_PAGE_EVENTS) -> Tail:
        """Return a new reader of everything, in commit order, `page` events at a time."""
        return Tail(self.engine, page)
