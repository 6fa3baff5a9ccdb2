"""Bringing the stores up to date before a service works on them."""

import time
from collections.abc import Callable, Iterable

from sqlalchemy.exc import InterfaceError, OperationalError

from deploy.migrations.run import migrate
from shared.config.limits import RETRY_SECONDS_MAX, RETRY_SECONDS_MIN
from shared.config.settings import Settings
from shared.event_store.engine import open_engine
from shared.logs import log
from shared.messaging.pauses import Pauses


def migrated(settings: Settings, services: Iterable[str]) -> None:
    """Bring the store of each service to the present version.

    Raises: SQLAlchemy's own errors when the database cannot be used.
    """
    for service in services:
        engine = open_engine(settings, service)
        try:
            migrate(engine, service)
        finally:
            engine.dispose()


def migrated_when_there(settings: Settings, service: str, stopping: Callable[[], bool]) -> bool:
    """Wait for the database and bring a service's store up to date; False when asked to stop before it was there."""
    pauses = Pauses(RETRY_SECONDS_MIN, RETRY_SECONDS_MAX)
    while not stopping():
        try:
            migrated(settings, [service])
        except (OperationalError, InterfaceError) as failure:
            log.warning("waiting_for_database", service=service, failure=type(failure).__name__)
            time.sleep(pauses.next())
        else:
            return True
    return False
