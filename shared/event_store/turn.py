"""Taking turns to write: SQLite lets one transaction write, and waiting in it would stop the whole process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import TimeoutError as TurnNeverCame

from shared.config.limits import SQLITE_BUSY_SECONDS


class Turn:
    """One process's turns on one store. On PostgreSQL everybody may go at once."""

    def __init__(self, engine: Engine) -> None:
        self._lock = threading.Lock() if engine.dialect.name == "sqlite" else None

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for the others, then go.

        Raises: sqlalchemy.exc.TimeoutError when another transaction of this process holds its turn too long.
        """
        if self._lock is None:
            yield
            return
        if not self._lock.acquire(timeout=SQLITE_BUSY_SECONDS):
            raise TurnNeverCame("another transaction of this process has not let go of the store")
        try:
            yield
        finally:
            self._lock.release()
