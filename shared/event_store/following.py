"""Reading a store from the outside in: rows after a position, in commit order, none skipped and none twice."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, Engine

from shared.event_store.engine import READING, each_statement_alone
from shared.event_store.fence import Fence


class Follower:
    """Reads chosen columns of one store's events, page by page. The position comes first in every row."""

    def __init__(self, engine: Engine, columns: str, page: int) -> None:
        postgresql = engine.dialect.name == "postgresql"
        self._page = page
        self._fence = Fence() if postgresql else None
        places = ("%s", "%s") if postgresql else ("?", "?")
        self._statement = "select position, {} from events where position > {} order by position limit {}".format(
            columns, *places
        )
        self._engine = engine if postgresql else engine.execution_options(**READING)

    def after(self, position: int) -> Sequence[Any]:
        """Return the next rows after `position`; none means: nothing that is safe to give yet."""
        with self._connect() as connection:
            rows = self._once(connection, position)
            return self._once(connection, position) if self._worth_another_look(rows) else rows

    def pages(self, position: int) -> Iterator[Sequence[Any]]:
        """Give page after page until there is nothing more."""
        while page := self.after(position):
            yield page
            position = page[-1][0]

    def _worth_another_look(self, rows: Sequence[Any]) -> bool:
        if self._fence is None:
            return False
        return self._fence.unclaimed or (not rows and self._fence.in_question)

    def _connect(self) -> AbstractContextManager[Connection]:
        return each_statement_alone(self._engine) if self._fence else self._engine.connect()

    def _once(self, connection: Connection, position: int) -> Sequence[Any]:
        if self._fence:
            self._fence.settle(connection)
        found = connection.exec_driver_sql(self._statement, (position, self._page))
        rows: Sequence[Any] = found.cursor.fetchall()  # the driver's own tuples: twice as fast as rows with names
        return self._fence.cut(connection, position, rows) if self._fence else rows
