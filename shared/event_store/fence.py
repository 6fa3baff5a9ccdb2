"""Reading a PostgreSQL store in commit order without ever skipping an event.

Why: positions are handed out before commit, so a reader can see 11 before 10 is visible. Every transaction that
drew a position holds a row-exclusive lock on the events table until its commit is visible. So at a hole the reader
notes who holds that lock; once none of them does any more, what is still missing was rolled back and never comes.
No timeout and no lock on writers. Docs: docs/decisions/0001.
"""

from collections.abc import Sequence

from sqlalchemy import Connection

from shared.event_store.recorded import StoredEvent

_WRITERS = """
select virtualtransaction from pg_locks
where relation = 'events'::regclass and mode = 'RowExclusiveLock' and granted
  and database = (select oid from pg_database where datname = current_database())
"""


class Fence:
    """One reader's knowledge of which missing positions are dead. Use: `settle`, then read, then `cut`.

    Every step must be a statement with a snapshot of its own (autocommit or read committed).
    """

    def __init__(self) -> None:
        self._dead_up_to = 0
        self._in_question = 0
        self._writers: frozenset[str] = frozenset()

    @property
    def settled(self) -> bool:
        """Whether no hole is in question."""
        return not self._in_question

    def settle(self, connection: Connection) -> None:
        """Before a read: if everybody who could still fill the holes in question has finished, they are dead."""
        if not self._in_question:
            return
        if self._writers:
            self._writers &= _writers(connection)
        if not self._writers:
            self._dead_up_to, self._in_question = self._in_question, 0

    def cut(self, connection: Connection, after: int, rows: Sequence[StoredEvent]) -> Sequence[StoredEvent]:
        """After a read: return the rows that may be delivered; a hole puts what lies before the last row in question."""
        safe = _contiguous(after, rows, self._dead_up_to)
        if safe < len(rows) and not self._in_question:
            self._in_question = rows[-1].position
            self._writers = _writers(connection)
        return rows[:safe]


def _contiguous(after: int, rows: Sequence[StoredEvent], dead_up_to: int) -> int:
    expected = after + 1
    for count, row in enumerate(rows):
        if row.position != expected and row.position - 1 > dead_up_to:
            return count
        expected = row.position + 1
    return len(rows)


def _writers(connection: Connection) -> frozenset[str]:
    return frozenset(row[0] for row in connection.exec_driver_sql(_WRITERS))
