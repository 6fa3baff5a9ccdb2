"""The eventsourcing library: its PostgreSQL recorder appends, and its mapper makes domain events of what it reads."""

import uuid
from collections.abc import Iterator
from typing import Any

from sqlalchemy import make_url

from deploy.bench.at_once import Ready
from deploy.bench.peers import module_or_none
from deploy.bench.store.events import META, Append, Share, appends_of, texts
from shared.config.limits import READ_PAGE_EVENTS


def absent() -> str | None:
    """Say what is missing for it to be measured, or None."""
    if module_or_none("eventsourcing") is None:
        return "the eventsourcing library, which is not installed"
    return (
        "the eventsourcing library, for psycopg 3 is not installed" if module_or_none("psycopg_pool") is None else None
    )


class EventsourcingAppender:
    """Its application recorder, as its applications use it. The texts are made beforehand."""

    name = "eventsourcing library"

    def __init__(self, url: str) -> None:
        self._url = make_url(url)

    def prepare(self) -> None:
        """Let it make its table."""
        self.recorder().create_table()

    def append(self, share: Share, ready: Ready) -> None:
        """Insert events with the same texts."""
        recorder = self.recorder()
        recorder.max_notification_id()
        batches = [stored_events(one) for one in appends_of(share)]
        ready()
        for batch in batches:
            recorder.insert_events(batch)

    def recorder(self) -> Any:
        """Return the recorder, opened anew, with one connection."""
        from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore

        url = self._url
        datastore = PostgresDatastore(
            dbname=url.database or "",
            host=url.host or "",
            port=str(url.port or 5432),
            user=url.username or "",
            password=url.password or "",
            pool_size=1,
        )
        return PostgresApplicationRecorder(datastore, events_table_name="peer_events")


class ReferralTold:
    """What the library's mapper makes of one stored event: plain dictionaries, nothing checked."""

    originator_id: uuid.UUID


TOPIC = f"{__name__}:{ReferralTold.__name__}"


def stored_events(append: Append) -> list[Any]:
    """Return the events of an append as the library stores them; its state holds what `public` and `meta` do."""
    from eventsourcing.persistence import StoredEvent

    stream = uuid.uuid5(uuid.NAMESPACE_URL, append.stream)
    return [
        StoredEvent(stream, version, TOPIC, f'{{"public":{public},"meta":{META}}}'.encode())
        for version, public in texts(append)
    ]


def domain_events(appender: EventsourcingAppender) -> Iterator[Any]:
    """Give everything it stored as domain events, in pages as large as Onward's."""
    from eventsourcing.persistence import JSONTranscoder, Mapper

    mapper: Any = Mapper(JSONTranscoder())
    recorder = appender.recorder()
    start = 1
    while found := recorder.select_notifications(start, READ_PAGE_EVENTS):
        yield from map(mapper.to_domain_event, found)
        start = found[-1].id + 1
