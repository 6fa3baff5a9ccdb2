"""One store as it was at one instant, whatever is written meanwhile."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.sql import Executable

from shared.config.limits import AUDIT_PAGE_ROWS
from shared.event_store.engine import READING

_SETTINGS = ("set local idle_in_transaction_session_timeout = 0", "set local work_mem = '32MB'")
"""Why the first: while one store is read to its end, the snapshots of the others wait."""

_PAGED = {"stream_results": True, "max_row_buffer": AUDIT_PAGE_ROWS}


class Snapshot:
    """Answers every question from the same instant, row by row, so that a store of any size fits."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.dialect = connection.dialect.name

    def rows(self, question: str | Executable) -> Iterator[Any]:
        """Give the rows of an answer; at no time are more than a page of them in memory."""
        for page in self.pages(question):
            yield from page

    def pages(self, question: str | Executable) -> Iterator[Sequence[Any]]:
        """Give the rows of an answer a page at a time."""
        if isinstance(question, str):
            found = self.connection.exec_driver_sql(question, execution_options=_PAGED)
        else:
            found = self.connection.execute(question, execution_options=_PAGED)
        yield from found.partitions(AUDIT_PAGE_ROWS)

    def number(self, question: str) -> int:
        """Return the one number that answers a question; 0 where there is none."""
        return int(self.connection.exec_driver_sql(question).scalar() or 0)


@contextmanager
def snapshot(engine: Engine, tables: Sequence[str] = ("events",)) -> Iterator[Snapshot]:
    """Open a store for reading, as it is now; `tables`: all that will be looked at.

    Why they are named: a rebuild must not put another table in the place of one that is looked at.
    """
    if engine.dialect.name == "postgresql":
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    else:
        options = dict(READING)
    with engine.execution_options(**options).connect() as connection:
        if engine.dialect.name == "postgresql":
            for setting in (*_SETTINGS, f"lock table {', '.join(tables)} in access share mode"):
                connection.exec_driver_sql(setting)
        connection.exec_driver_sql("select 1 from events limit 1").fetchall()
        yield Snapshot(connection)
