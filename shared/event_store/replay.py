"""Reading everything back, to build tables from nothing."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Engine

from shared.config.limits import READ_PAGE_EVENTS
from shared.contracts.codec import decode_meta, from_public
from shared.event_store.engine import READING
from shared.event_store.following import Follower
from shared.event_store.keyring import Keyring
from shared.event_store.recorded import Recorded
from shared.event_store.streams import opened


class Page(NamedTuple):
    """Some events in commit order. `position`: of the last one; reading goes on after it."""

    position: int
    events: list[Recorded]


def decoded(engine: Engine, position: int = 0, page: int = READ_PAGE_EVENTS) -> Iterator[Page]:
    """Give everything after a position from its public part; any store will do.

    It ends where a writer of this moment may still fill a hole: follow on from there, or keep writers away first.
    """
    for rows in Follower(engine, "stream, version, type, public, meta", page).pages(position):
        yield Page(
            rows[-1][0],
            [
                Recorded(stream, version, from_public(stored_type, public), decode_meta(meta))
                for _, stream, version, stored_type, public, meta in rows
            ],
        )


def decoded_whole(engine: Engine, keyring: Keyring, position: int = 0, page: int = READ_PAGE_EVENTS) -> Iterator[Page]:
    """Give everything after a position with its private parts; personal fields without a key read FORGOTTEN."""
    reading = engine.execution_options(**READING)
    for rows in Follower(engine, "stream, version, type, public, private, meta", page).pages(position):
        with reading.connect() as connection:
            events = opened([row[1:] for row in rows], lambda people: keyring.keys_to_read(connection, people))
            yield Page(rows[-1][0], list(events))
