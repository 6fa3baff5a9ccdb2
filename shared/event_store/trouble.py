"""What kind of trouble a database error is: a race to run again, a passing absence to wait out, or a fault."""

from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from shared.event_store.recorded import WrongExpectedVersion

_RACES = {"40001", "40P01"}  # PostgreSQL: serialization failure, deadlock detected


def lost_race(failure: Exception) -> bool:
    """Whether somebody else was first: decided again, it may well go through."""
    if isinstance(failure, (WrongExpectedVersion, IntegrityError)):
        return True
    return isinstance(failure, DBAPIError) and getattr(failure.orig, "pgcode", None) in _RACES


def passing(failure: Exception) -> bool:
    """Whether the database is away, busy or full: nothing is wrong with what was asked, so wait and keep it."""
    if lost_race(failure):
        return False
    if isinstance(failure, (OperationalError, InterfaceError, PoolTimeout)):
        return True
    return isinstance(failure, DBAPIError) and failure.connection_invalidated
