"""Bringing the stores up to date before a service works on them."""

import time
from collections.abc import Callable, Iterable

from sqlalchemy.exc import InterfaceError, OperationalError

from deploy.migrations.run import migrate
from shared.config.limits import RETRY_SECONDS_MIN
from shared.config.settings import Settings
from shared.event_store.engine import open_engine
from shared.logs import log
from shared.messaging.pauses import Pauses

LOOK_SECONDS_MAX = 1.0  # longest pause between looks for the database: a stop is heard within it


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


def once_database_is_there(work: Callable[[], None], service: str, stopping: Callable[[], bool]) -> bool:
    """Do the work as soon as the database lets it be done; False when asked to stop before that.

    Raises: what the work raises for any other reason.
    """
    pauses = Pauses(RETRY_SECONDS_MIN, LOOK_SECONDS_MAX)
    while not stopping():
        try:
            work()
        except (OperationalError, InterfaceError) as failure:
            log.warning("waiting_for_database", service=service, failure=type(failure).__name__)
            time.sleep(pauses.next())
        else:
            return True
    return False
