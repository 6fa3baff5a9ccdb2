"""Reading a PostgreSQL store in commit order without ever skipping an event.

Why: positions are handed out before commit, so a reader can see 11 before 10 is visible. Every transaction that
drew a position holds a row-exclusive lock on the events table until its commit is visible. So at a hole the reader
notes who holds that lock; once none of them does any more, what is still missing was rolled back and never comes.
No timeout and no lock on writers. Docs: docs/decisions/0013.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

_WRITERS = """
pg_locks where relation = 'events'::regclass and mode = 'RowExclusiveLock' and granted
  and database = (select oid from pg_database where datname = current_database())
"""
_STILL_WRITING = f"select virtualtransaction from {_WRITERS}"
_ASK = f"select (select max(position) from events), array(select virtualtransaction from {_WRITERS})"
"""Why one statement is right: its snapshot is taken first, the locks are looked at later."""


class Fence:
    """One reader's knowledge of which missing positions are dead. Use: `settle`, then read, then `cut`.

    Every step must be a statement with a snapshot of its own (autocommit or read committed).
    """

    def __init__(self) -> None:
        self._dead_up_to = 0
        self._in_question = 0
        self._writers: frozenset[str] = frozenset()

    @property
    def in_question(self) -> bool:
        """Whether a hole is in question."""
        return bool(self._in_question)

    @property
    def unclaimed(self) -> bool:
        """Whether holes are in question that nobody can fill any more: the next read passes them."""
        return self.in_question and not self._writers

    def settle(self, connection: Connection) -> None:
        """Before a read: if everybody who could still fill the holes in question has finished, they are dead."""
        if not self._in_question:
            return
        if self._writers:
            self._writers &= {row[0] for row in connection.exec_driver_sql(_STILL_WRITING)}
        if not self._writers:
            self._dead_up_to, self._in_question = self._in_question, 0

    def cut(self, connection: Connection, after: int, rows: Sequence[Any]) -> Sequence[Any]:
        """After a read: return the rows that may be delivered; a hole puts everything now visible in question.

        Shape: each row begins with its position.
        """
        if after >= self._in_question:
            self._in_question = 0
        safe = _contiguous(after, rows, self._dead_up_to)
        if safe == len(rows):
            return rows
        if not self._in_question:
            self._in_question, writers = connection.exec_driver_sql(_ASK).one()
            self._writers = frozenset(writers)
        return rows[:safe]


def _contiguous(after: int, rows: Sequence[Any], dead_up_to: int) -> int:
    if rows and rows[-1][0] <= max(dead_up_to, after + len(rows)):
        return len(rows)
    expected = after + 1
    for count, row in enumerate(rows):
        if row[0] != expected and row[0] - 1 > dead_up_to:
            return count
        expected = row[0] + 1
    return len(rows)
