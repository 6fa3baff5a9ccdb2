"""Telling every process that something it remembers has moved on."""

from sqlalchemy import Connection, update

from services.matching.tables import REVISIONS
from shared.event_store.rows import insert_new


def move_on(connection: Connection, name: str) -> None:
    """Count one more revision of `directory`, which is the schemes, of `room` for people, or of `words`."""
    insert_new(connection, REVISIONS, [{"name": name, "revision": 0}])
    connection.execute(update(REVISIONS).where(REVISIONS.c.name == name).values(revision=REVISIONS.c.revision + 1))
