"""Whether the system is at rest: how much is recorded, and how much of it has been heard."""

import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

from sqlalchemy import Engine

from deploy.audit.snapshot import Snapshot, snapshot
from deploy.audit.words import WORDS
from shared.config.limits import AUDIT_POLL_SECONDS
from shared.messaging.topology import LISTENS


class Pulse(NamedTuple):
    """Counts by service and kind of stream. Two that are equal mean that nothing happened between them.

    `stuck`: events behind a dead one, by service; they will not be heard until it is given again.
    """

    recorded: dict[tuple[str, str], int]
    heard: dict[tuple[str, str], int]
    stuck: dict[str, int]

    @property
    def owed(self) -> int:
        """Return how many events are recorded and not yet heard by somebody who hears them."""
        return sum(
            self.recorded.get((source, kind), 0) - self.heard.get((service, kind), 0)
            for service, sources in LISTENS.items()
            for source, kinds in sources.items()
            for kind in kinds
        )

    @property
    def at_rest(self) -> bool:
        """Whether everything that can still be heard has been heard."""
        return self.owed <= sum(self.stuck.values())


def pulse(engines: Mapping[str, Engine]) -> Pulse:
    """Feel it: who has heard what is counted before what there is to hear, so that nothing seems heard too early."""
    heard, stuck, recorded = dict[tuple[str, str], int](), dict[str, int](), dict[tuple[str, str], int]()
    for service in LISTENS:
        with snapshot(engines[service]) as store:
            heard |= _counted(store, service, "sum(version)", "inbox_cursors")
            stuck[service] = sum(_behind(store, engines, service, stream) for stream in dead_streams(store))
    for service, engine in engines.items():
        with snapshot(engine) as store:
            recorded |= _counted(store, service, "count(*)", "events")
    return Pulse(recorded, heard, stuck)


def wait_for_rest(engines: Mapping[str, Engine], seconds: float, sleep: Callable[[float], None] = time.sleep) -> Pulse:
    """Look until the system is at rest or the time is up, and return the last look."""
    until = time.monotonic() + seconds
    while not (found := pulse(engines)).at_rest and time.monotonic() < until:
        sleep(AUDIT_POLL_SECONDS)
    return found


def dead_streams(store: Snapshot) -> list[str]:
    """Return the streams of which a service could not handle an event."""
    return [row[0] for row in store.rows("select distinct stream from dead_events order by stream")]


def _counted(store: Snapshot, service: str, what: str, table: str) -> dict[tuple[str, str], int]:
    rows = store.rows(f"select {WORDS[store.dialect].category}, {what} from {table} group by 1")
    return {(service, kind): int(count or 0) for kind, count in rows}


def _behind(store: Snapshot, engines: Mapping[str, Engine], service: str, stream: str) -> int:
    """Return how many events of a stream a service has still to hear."""
    kind = stream.partition("-")[0]
    source = next((source for source, kinds in LISTENS[service].items() if kind in kinds), None)
    if source is None:
        return 0
    heard = _version(store, "select version from inbox_cursors where stream = {}", stream)
    with snapshot(engines[source]) as told:
        return _version(told, "select max(version) from events where stream = {}", stream) - heard


def _version(store: Snapshot, question: str, stream: str) -> int:
    place = "%s" if store.dialect == "postgresql" else "?"
    return int(store.connection.exec_driver_sql(question.format(place), (stream,)).scalar() or 0)
