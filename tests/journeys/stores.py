"""Looking into the stores of a hub, past everything it says of itself."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, text

from shared.config.settings import Settings
from shared.contracts.event import Event
from shared.event_store.engine import READING, open_engine
from shared.event_store.replay import decoded
from shared.messaging.topology import SERVICES


@contextmanager
def store(settings: Settings, service: str) -> Iterator[Engine]:
    """Open one service's store to look into it."""
    engine = open_engine(settings, service)
    try:
        yield engine.execution_options(**READING)
    finally:
        engine.dispose()


def events(settings: Settings, service: str) -> list[Event]:
    """Return everything a service recorded, in order."""
    with store(settings, service) as engine:
        return [recorded.event for page in decoded(engine) for recorded in page.events]


def rows(settings: Settings, service: str, statement: str) -> list[Any]:
    """Return what a query finds in a service's tables."""
    with store(settings, service) as engine, engine.connect() as connection:
        return list(connection.execute(text(statement)))


def states(settings: Settings) -> Counter[str]:
    """Return how many referrals are in each state, as journeys tells it."""
    return Counter(dict(rows(settings, "journeys", "select state, count(*) from journeys group by state")))


def buried(settings: Settings) -> dict[str, list[str]]:
    """Return why events lie dead, by the service that could not handle them."""
    found = {service: rows(settings, service, "select type, failure from dead_events") for service in SERVICES}
    return {service: [f"{kind}: {why}" for kind, why in dead] for service, dead in found.items() if dead}


def waiting(settings: Settings) -> int:
    """Return how many events wait for an earlier one of their stream."""
    counts = [rows(settings, service, "select count(*) from inbox_waiting")[0][0] for service in SERVICES]
    return int(sum(counts))
