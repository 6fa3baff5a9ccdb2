"""How far a service has heard each stream: repeats are ignored, and what comes too early waits."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, select, tuple_

from shared.event_store.rows import insert_new, insert_rows, upsert
from shared.event_store.streams import asked
from shared.event_store.tables import StoreTables
from shared.logs import log
from shared.messaging.heard import Heard

_HEARD_SO_FAR = {
    "postgresql": """
        select c.stream, c.version from unnest(%s::text[]) s
        cross join lateral (select * from inbox_cursors where stream = s offset 0 for update) c
    """,
    "sqlite": "select c.stream, c.version from json_each(?) s cross join inbox_cursors c where c.stream = s.value",
}
_WAITING = {
    "postgresql": """
        select w.stream, w.version, w.type, w.public, w.meta from unnest(%s::text[]) s
        cross join lateral (select * from inbox_waiting where stream = s offset 0) w
    """,
    "sqlite": """
        select w.stream, w.version, w.type, w.public, w.meta from json_each(?) s
        cross join inbox_waiting w where w.stream = s.value
    """,
}


class Cursors:
    """The cursors of one service's inbox; they grow with streams, not with messages."""

    def __init__(self, tables: StoreTables) -> None:
        self._cursors = tables.inbox_cursors
        self._waiting = tables.inbox_waiting

    def due(self, connection: Connection, heard: Sequence[Heard], alone: bool = False) -> list[Heard]:
        """Return the events whose turn it is, first come first, each stream in order, and move the cursors past them.

        `alone`: what was waiting for these events goes on waiting. The streams stay locked until the transaction
        ends, so two processes never hear one stream at once.
        """
        before = self._heard_so_far(connection, sorted({event.stream for event in heard}))
        arrived = {(event.stream, event.version): event for event in heard}
        if repeats := sum(version <= before.get(stream, 0) for stream, version in arrived):
            log.info("heard_before", events=repeats)
        waited = {(event.stream, event.version): event for event in self._waited(connection, before)}
        candidates = {key: event for key, event in waited.items() if not alone or key in arrived}
        was_waiting = set(candidates)
        candidates.update(arrived)
        after = {event.stream: before.get(event.stream, 0) for event in heard}
        due = []
        for key in sorted(candidates):
            if key[1] == after[key[0]] + 1:
                after[key[0]] += 1
                due.append(candidates[key])
        self._keep(connection, [event for key, event in candidates.items() if key[1] > after[key[0]]])
        self._drop(connection, [key for key in was_waiting if key[1] <= after[key[0]]])
        self._move(connection, before, after)
        arrival = {event.stream: place for place, event in reversed(list(enumerate(heard)))}
        return sorted(due, key=lambda event: arrival[event.stream])

    def following(self, connection: Connection, stream: str) -> Heard | None:
        """Return the event that waits although its turn has come, if one does."""
        version = select(self._cursors.c.version + 1).where(self._cursors.c.stream == stream).scalar_subquery()
        waiting = self._waiting.c
        row = connection.execute(
            _heard(self._waiting).where(waiting.stream == stream, waiting.version == version)
        ).first()
        return Heard._make(row) if row else None

    def _heard_so_far(self, connection: Connection, streams: Sequence[str]) -> dict[str, int]:
        """Return how far each stream has been heard, locked in order; one never heard is left out."""
        return dict(asked(connection, _HEARD_SO_FAR, streams))

    def _waited(self, connection: Connection, streams: Collection[str]) -> list[Heard]:
        return [Heard._make(row) for row in asked(connection, _WAITING, streams)] if streams else []

    def _move(self, connection: Connection, before: dict[str, int], after: dict[str, int]) -> None:
        """Why a new stream is inserted and nothing else: who hears it in the same moment fails, and begins again.

        Why sorted: two that insert the same streams in another order would wait for each other.
        """
        rows = [{"stream": name, "version": version} for name, version in sorted(after.items())]
        insert_rows(connection, self._cursors, [row for row in rows if row["stream"] not in before])
        moved = [row for row in rows if before.get(str(row["stream"]), row["version"]) != row["version"]]
        upsert(connection, self._cursors, moved)

    def _keep(self, connection: Connection, early: Sequence[Heard]) -> None:
        insert_new(connection, self._waiting, [event._asdict() for event in early])

    def _drop(self, connection: Connection, keys: Collection[tuple[str, int]]) -> None:
        if keys:
            table = self._waiting
            connection.execute(delete(table).where(tuple_(table.c.stream, table.c.version).in_(sorted(keys))))


def _heard(table: Table) -> Select[Any]:
    return select(*(table.c[name] for name in Heard._fields))
