"""How far each file has been loaded, kept in the store so that a load goes on where the last one stopped."""

from datetime import datetime

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from services.intake.areas.tables import AREAS

_LOADS = AREAS.area_loads


class LoadRaced(Exception):
    """Another process is loading the same file at the same time."""


class Bookmark(msgspec.Struct, frozen=True):
    """Where the load of one file stands. `rows_read` counts the refused ones too; `finished_at` is ISO 8601, UTC."""

    fingerprint: str
    file_name: str
    rows_read: int = 0
    rows_refused: int = 0
    finished_at: str | None = None


def find(connection: Connection, fingerprint: str) -> Bookmark | None:
    """Return the bookmark of the file with these bytes, or None when it was never begun."""
    row = connection.execute(select(_LOADS).where(_LOADS.c.fingerprint == fingerprint)).first()
    return Bookmark(*row) if row else None


def begin(connection: Connection, fingerprint: str, file_name: str) -> Bookmark:
    """Put a bookmark before the first row, in place of any other this file has."""
    forget(connection, fingerprint)
    bookmark = Bookmark(fingerprint, file_name)
    connection.execute(insert(_LOADS), msgspec.structs.asdict(bookmark))
    return bookmark


def advance(connection: Connection, bookmark: Bookmark, rows_read: int, rows_refused: int) -> Bookmark:
    """Move the bookmark on, in the transaction that writes the rows.

    Why: it is moved before they are written, so that of two loads of one file the later waits here and then
    sees that it was overtaken.

    Raises: LoadRaced.
    """
    moved = msgspec.structs.replace(
        bookmark, rows_read=bookmark.rows_read + rows_read, rows_refused=bookmark.rows_refused + rows_refused
    )
    _move(connection, bookmark, rows_read=moved.rows_read, rows_refused=moved.rows_refused)
    return moved


def finish(connection: Connection, bookmark: Bookmark, at: datetime) -> Bookmark:
    """Record that the whole file is in the table.

    Raises: LoadRaced.
    """
    finished = msgspec.structs.replace(bookmark, finished_at=at.isoformat(timespec="seconds"))
    _move(connection, bookmark, finished_at=str(finished.finished_at))
    return finished


def forget(connection: Connection, fingerprint: str) -> None:
    """Take the bookmark out; what was loaded stays in the table."""
    connection.execute(delete(_LOADS).where(_LOADS.c.fingerprint == fingerprint))


def _move(connection: Connection, bookmark: Bookmark, **values: int | str) -> None:
    here = (_LOADS.c.fingerprint == bookmark.fingerprint) & (_LOADS.c.rows_read == bookmark.rows_read)
    if connection.execute(update(_LOADS).where(here).values(**values)).rowcount != 1:
        raise LoadRaced("another process is loading this file")
