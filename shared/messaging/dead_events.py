"""Events a service could not handle: kept with the reason, never dropped; the rest of their stream waits."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Table, delete, func, select

from shared.event_store.rows import insert_new
from shared.event_store.store import Store
from shared.event_store.tables import StoreTables
from shared.messaging.heard import Heard


def bury(store: Store, heard: Heard, failure: Exception) -> None:
    """Keep an event that could not be handled, with the kind of failure; its words may hold personal values."""
    with store.transaction() as work:
        insert_new(work.connection, store.tables.dead_events, [{**heard._asdict(), "failure": described(failure)}])
        work.connection.execute(delete(store.tables.inbox_waiting).where(_is(store.tables.inbox_waiting, heard)))


def dead(store: Store) -> Sequence[tuple[Heard, str]]:
    """Return the dead events with why, by stream and version."""
    table = store.tables.dead_events
    with store.reading() as connection:
        rows = connection.execute(select(table).order_by(table.c.stream, table.c.version)).fetchall()
    return [(Heard(row.stream, row.version, row.type, row.public, row.meta), row.failure) for row in rows]


def count_dead(store: Store) -> int:
    """Return how many events lie dead."""
    with store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(store.tables.dead_events)) or 0


def unbury(connection: Connection, tables: StoreTables, heard: Heard) -> None:
    """Take an event off the dead ones, in the transaction in which it is handled after all."""
    connection.execute(delete(tables.dead_events).where(_is(tables.dead_events, heard)))


def described(failure: BaseException) -> str:
    """Return the kind of a failure and where in our code it arose, without its words."""
    place = failure.__traceback__
    where = ""
    while place is not None:
        frame = place.tb_frame
        name = frame.f_globals.get("__name__", "")
        if name.startswith(("services.", "shared.")):
            where = f" in {name}:{place.tb_lineno}"
        place = place.tb_next
    return f"{type(failure).__name__}{where}"


def _is(table: Table, heard: Heard) -> ColumnElement[bool]:
    return (table.c.stream == heard.stream) & (table.c.version == heard.version)
