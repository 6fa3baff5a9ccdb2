"""The lead of a store's relay: one process at a time has it, and whoever falls silent loses it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text

from shared.config.limits import LEAD_ASK_SECONDS, LEAD_SILENT_SECONDS

_TRY = text("select pg_try_advisory_lock(hashtext(current_schema() || ' relay'))")
_STILL_THERE = text("select 1")


class Lead:
    """One process's claim to the lead, on a connection of its own; every statement on it is a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._asked_at = 0.0

    def taken(self) -> bool:
        """Take the lead unless another has it; return whether it is ours now."""
        return bool(self.connection.scalar(_TRY))

    def hold(self) -> None:
        """Show that this process is still there; called often, it asks the database now and then.

        Raises: the database's own errors when the lead, or the line to the database, is lost.
        """
        if time.monotonic() - self._asked_at > LEAD_ASK_SECONDS:
            self.connection.scalar(_STILL_THERE)
            self._asked_at = time.monotonic()


@contextmanager
def claim(engine: Engine) -> Iterator[Lead]:
    """Open a claim; closing it gives the lead away.

    Why the database ends a silent session: the lock of a process whose line was cut would be kept for hours, and
    nobody else could lead. Needs PostgreSQL 14. Why a lead does not wait for the disk: a checkpoint that a crash of
    the database takes back is published from once more, and what comes twice is heard once.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        try:
            connection.execute(text(f"set idle_session_timeout = '{LEAD_SILENT_SECONDS}s'"))
            connection.execute(text("set synchronous_commit = off"))
            yield Lead(connection)
        finally:
            connection.invalidate()
