"""Deciding the newest referrals a second time, to see what an edit would change; nothing is recorded."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from shared.config.limits import DRY_RUN_PAGE, DRY_RUN_REFERRALS_MAX, DRY_RUN_SECONDS_MAX
from shared.contracts.event import Event
from shared.event_store.rows import pages
from shared.event_store.streams import histories

Told = Mapping[str, Any]
_NEWEST = "select stream from events where version = 1 and stream like {0} order by position desc limit {0}"


class Twice(NamedTuple):
    """One decision by what is in force and by the edit, field by field under the same names."""

    before: Told
    after: Told


DecideTwice = Callable[[Sequence[Event]], Twice | None]
"""Given the events of a referral's stream; None when they do not hold what is needed to decide it again."""


def newest_streams(connection: Connection, category: str, limit: int) -> list[str]:
    """Return the streams of a category that began last, newest first."""
    place = "%s" if connection.dialect.name == "postgresql" else "?"
    rows = connection.exec_driver_sql(_NEWEST.format(place), (f"{category}-%", limit))
    return [stream for (stream,) in rows]


def dry_run(connection: Connection, category: str, decide_twice: DecideTwice, kinds: Sequence[str]) -> dict[str, Any]:
    """Return how many of the newest referrals were looked at, and which would be decided otherwise and how.

    Shape: `kinds` counts the changes of each field; `changes` has the references and codes of all that change.
    `complete`: whether there was time for all of them. `left_out`: how many cannot be decided again.
    """
    streams = newest_streams(connection, category, DRY_RUN_REFERRALS_MAX)
    counts: Counter[str] = Counter()
    looked_at = left_out = 0
    changes: list[dict[str, Any]] = []
    for stream, events in _in_time(connection, streams):
        twice = decide_twice(events)
        looked_at += twice is not None
        left_out += twice is None
        changed = [kind for kind in kinds if twice and twice.before[kind] != twice.after[kind]]
        if twice and changed:
            counts.update(changed)
            changes.append({"reference": stream.partition("-")[2], "changed": changed, **_plain(twice)})
    return {
        "status": "compared",
        "looked_at": looked_at,
        "left_out": left_out,
        "complete": looked_at + left_out == len(streams),
        "changed": len(changes),
        "kinds": {kind: counts[kind] for kind in kinds},
        "changes": changes,
    }


def _in_time(connection: Connection, streams: Sequence[str]) -> Iterator[tuple[str, list[Event]]]:
    """Give the streams with their events while there is time, and let others have their turn between pages."""
    until = time.monotonic() + DRY_RUN_SECONDS_MAX
    for page in pages(streams, DRY_RUN_PAGE):
        found = histories(connection, page)
        for stream in page:
            if time.monotonic() > until:
                return
            yield stream, [one.event for one in found[stream]]
        time.sleep(0)


def _plain(twice: Twice) -> dict[str, Any]:
    return {"before": dict(twice.before), "after": dict(twice.after)}
