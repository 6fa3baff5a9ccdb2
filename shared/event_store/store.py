"""The store of one service: transactions to write in, and streams to read."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, Engine

from shared.clock import Clock
from shared.config.limits import READ_PAGE_EVENTS, WRITE_PAGE_EVENTS
from shared.contracts.event import BY_CLASS, Event, Meta
from shared.event_store.appending import append_alone
from shared.event_store.engine import READING, empty_log
from shared.event_store.keyring import Keyring
from shared.event_store.pending import pended, rows
from shared.event_store.reading import Tail
from shared.event_store.recorded import Recorded
from shared.event_store.replay import Page, decoded, decoded_whole
from shared.event_store.streams import histories
from shared.event_store.tables import StoreTables
from shared.event_store.transaction import Project, Transaction
from shared.event_store.turn import Turn


class Store:
    """One service's events, keys and tables. `by`: how its events are signed, for example `service:triage`.

    `project`: what keeps the service's own tables, within the transaction that appends.
    """

    def __init__(
        self, engine: Engine, tables: StoreTables, master: bytes, clock: Clock, by: str, project: Project | None
    ) -> None:
        self.engine = engine
        self.tables = tables
        self.keyring = Keyring(tables.person_keys, master)
        self._clock = clock
        self._by = by
        self.project = project
        self._reading = engine.execution_options(**READING)
        self._turn = Turn(engine)

    def now(self) -> datetime:
        """Return the present instant, by the clock its events are dated with."""
        return self._clock()

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Open a unit of work; leaving it stores what was appended and commits, an exception undoes everything."""
        with self._turn.taken(), self.engine.begin() as connection:
            work = Transaction(connection, self.keyring, self._clock, self._by, self.project)
            yield work
            work.finish()

    def append_once(
        self, stream: str, expected: int, events: Sequence[Event], because: str, *, person_id: str | None = None
    ) -> list[Recorded]:
        """Append to one stream and return what was recorded, in one round trip where nothing else is to be done.

        Raises: WrongExpectedVersion; PersonForgotten.
        """
        if not self._is_one_statement(events, person_id):
            with self.transaction() as work:
                work.append(stream, expected, events, because, person_id=person_id)
                return work.finish()
        pending = pended(stream, expected, events, Meta(self._clock(), self._by, because), None)
        append_alone(self.engine, expected, rows(pending, {}))
        return [one.recorded for one in pending]

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a connection for queries only; it blocks no writer."""
        with self._reading.connect() as connection:
            yield connection

    def read(self, stream: str, opened: bool = False) -> list[Recorded]:
        """Return a stream's events; only when `opened`, with their personal fields, FORGOTTEN where the key is gone."""
        with self.reading() as connection:
            open_keys = (lambda people: self.keyring.keys_to_read(connection, people)) if opened else None
            return histories(connection, [stream], open_keys)[stream]

    def forget(self, person_ids: Collection[str], at: datetime) -> None:
        """Destroy the keys of these people for good, also where SQLite's write-ahead log still holds them."""
        with self._turn.taken(), self.engine.begin() as connection:
            for person_id in sorted(person_ids):
                self.keyring.destroy(connection, person_id, at)
        empty_log(self.engine)

    def tail(self, page: int = READ_PAGE_EVENTS) -> Tail:
        """Return a new reader of everything, in commit order, `page` events at a time."""
        return Tail(self.engine, page)

    def decoded(self, position: int = 0) -> Iterator[Page]:
        """Give everything after a position, page by page, from the public parts."""
        return decoded(self.engine, position)

    def decoded_whole(self, position: int = 0) -> Iterator[Page]:
        """Give everything after a position, page by page, with kept and personal fields: to rebuild own tables."""
        return decoded_whole(self.engine, self.keyring, position)

    def _is_one_statement(self, events: Sequence[Event], person_id: str | None) -> bool:
        if self.project or self.engine.dialect.name != "postgresql" or not 0 < len(events) <= WRITE_PAGE_EVENTS:
            return False
        return person_id is None or not any(BY_CLASS[type(event)].personal for event in events)
