"""How far a service has heard each stream: repeats are ignored, and what comes too early waits."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, select, tuple_

from shared.event_store.rows import insert_new, upsert
from shared.event_store.tables import StoreTables
from shared.messaging.heard import Heard


class Cursors:
    """The cursors of one service's inbox; they grow with streams, not with messages."""

    def __init__(self, tables: StoreTables) -> None:
        self._cursors = tables.inbox_cursors
        self._waiting = tables.inbox_waiting

    def due(self, connection: Connection, heard: Sequence[Heard], alone: bool = False) -> list[Heard]:
        """Return the events whose turn it is, each stream in order, and move the cursors past them.

        `alone`: what was waiting for these events goes on waiting. The streams stay locked until the transaction
        ends, so two processes never hear one stream at once.
        """
        streams = sorted({event.stream for event in heard})
        before = self._locked(connection, streams)
        arrived = {(event.stream, event.version): event for event in heard}
        waited = {(event.stream, event.version): event for event in self._waited(connection, streams)}
        candidates = {key: event for key, event in waited.items() if not alone or key in arrived}
        was_waiting = set(candidates)
        candidates.update(arrived)
        after = dict(before)
        due = []
        for key in sorted(candidates):
            if key[1] == after[key[0]] + 1:
                after[key[0]] += 1
                due.append(candidates[key])
        self._keep(connection, [event for key, event in candidates.items() if key[1] > after[key[0]]])
        self._drop(connection, [key for key in was_waiting if key[1] <= after[key[0]]])
        moved = [{"stream": name, "version": version} for name, version in after.items() if version != before[name]]
        upsert(connection, self._cursors, moved)
        return due

    def following(self, connection: Connection, stream: str) -> Heard | None:
        """Return the event that waits although its turn has come, if one does."""
        version = select(self._cursors.c.version + 1).where(self._cursors.c.stream == stream).scalar_subquery()
        waiting = self._waiting.c
        row = connection.execute(
            _heard(self._waiting).where(waiting.stream == stream, waiting.version == version)
        ).first()
        return Heard._make(row) if row else None

    def _locked(self, connection: Connection, streams: Sequence[str]) -> dict[str, int]:
        table = self._cursors
        insert_new(connection, table, [{"stream": stream, "version": 0} for stream in streams])
        rows = connection.execute(
            select(table.c.stream, table.c.version)
            .where(table.c.stream.in_(streams))
            .order_by(table.c.stream)
            .with_for_update()
        )
        return {row.stream: row.version for row in rows}

    def _waited(self, connection: Connection, streams: Collection[str]) -> list[Heard]:
        rows = connection.execute(_heard(self._waiting).where(self._waiting.c.stream.in_(list(streams))))
        return [Heard._make(row) for row in rows]

    def _keep(self, connection: Connection, early: Sequence[Heard]) -> None:
        insert_new(connection, self._waiting, [event._asdict() for event in early])

    def _drop(self, connection: Connection, keys: Collection[tuple[str, int]]) -> None:
        if keys:
            table = self._waiting
            connection.execute(delete(table).where(tuple_(table.c.stream, table.c.version).in_(sorted(keys))))


def _heard(table: Table) -> Select[Any]:
    return select(*(table.c[name] for name in Heard._fields))
