"""Wiring services outside their own processes: for the auditor, for an operator's mending, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from shared.config.settings import Settings
from shared.event_store.projected import Projected
from shared.messaging.room import Means, Room
from shared.messaging.topology import SERVICES


@contextmanager
def room(settings: Settings, master: bytes, service: str) -> Iterator[Room]:
    """Wire one service, prepare nothing, and close its connections afterwards."""
    wired: Room = import_module(f"services.{service}.wiring").wire(Means(settings, master))
    try:
        yield wired
    finally:
        wired.store.engine.dispose()


def projected(service: str) -> Projected:
    """Return what a deciding service keeps from its own events."""
    found: Projected = import_module(f"services.{service}.projections").PROJECTED
    return found


def tables(service: str) -> tuple[str, ...]:
    """Return the names of all tables of a service's store, in the order of their names."""
    return tuple(sorted(import_module(f"services.{service}.tables").METADATA.tables))


def missing_stores(settings: Settings) -> list[str]:
    """Name the services whose SQLite file is not there. Why: opening one would make it."""
    if not settings.embedded:
        return []
    return [service for service in SERVICES if not (settings.data_dir / f"{service}.sqlite").exists()]
