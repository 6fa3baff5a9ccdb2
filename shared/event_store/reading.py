"""Reading a store from the outside in: everything after a position, in the order it was committed."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Engine

from shared.config.limits import READ_PAGE_EVENTS
from shared.event_store.engine import READING
from shared.event_store.fence import Fence
from shared.event_store.recorded import StoredEvent

_AFTER = "select position, stream, version, type, public, meta from events where position > {} order by position limit {}"


class Tail:
    """Follows one store; it never skips an event and never gives one twice. It does not read private parts."""

    def __init__(self, engine: Engine, page: int = READ_PAGE_EVENTS) -> None:
        postgresql = engine.dialect.name == "postgresql"
        self._page = page
        self._fence = Fence() if postgresql else None
        self._statement = _AFTER.format(*(("%s", "%s") if postgresql else ("?", "?")))
        self._options = {"isolation_level": "AUTOCOMMIT"} if postgresql else READING
        self._engine = engine.execution_options(**self._options)

    def after(self, position: int) -> Sequence[StoredEvent]:
        """Return the next page of events after `position`; an empty one means: nothing that is safe to give yet."""
        with self._engine.connect() as connection:
            rows = self._once(connection, position)
            if not rows and self._fence and not self._fence.settled:
                rows = self._once(connection, position)
            return rows

    def pages(self, position: int = 0) -> Iterator[Sequence[StoredEvent]]:
        """Give page after page until there is nothing more."""
        while page := self.after(position):
            yield page
            position = page[-1].position

    def _once(self, connection: Connection, position: int) -> Sequence[StoredEvent]:
        if self._fence:
            self._fence.settle(connection)
        found = connection.exec_driver_sql(self._statement, (position, self._page))
        rows = [StoredEvent._make(row) for row in found.fetchall()]
        return self._fence.cut(connection, position, rows) if self._fence else rows
