"""What kind of trouble a database error is: a race to run again, a passing absence to wait out, or a fault."""

import sqlite3

from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from shared.event_store.recorded import WrongExpectedVersion

_RACES = {"40001", "40P01"}  # PostgreSQL: serialization failure, deadlock detected
_READ_ONLY = "25006"  # PostgreSQL: the server has become, or still is, a stand-by


def lost_race(failure: Exception) -> bool:
    """Whether somebody else was first: decided again, it may well go through."""
    if isinstance(failure, (WrongExpectedVersion, IntegrityError)):
        return True
    return isinstance(failure, DBAPIError) and _pgcode(failure) in _RACES


def passing(failure: Exception) -> bool:
    """Whether the database is away, busy or full: nothing is wrong with what was asked, so wait and keep it."""
    if lost_race(failure) or _faulty_statement(failure):
        return False
    if isinstance(failure, (OperationalError, InterfaceError, PoolTimeout)):
        return True
    return isinstance(failure, DBAPIError) and (failure.connection_invalidated or _pgcode(failure) == _READ_ONLY)


def _pgcode(failure: DBAPIError) -> str | None:
    return getattr(failure.orig, "pgcode", None)


def _faulty_statement(failure: Exception) -> bool:
    """Whether SQLite could not make sense of a statement; it raises the same class as for a locked or full file."""
    return isinstance(failure, DBAPIError) and getattr(failure.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
