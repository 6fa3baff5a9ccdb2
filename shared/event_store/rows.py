"""Many rows at once, in the words both databases understand."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, cast, func
from sqlalchemy.dialects import postgresql, sqlite

Row = dict[str, Any]


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows.

    Raises: sqlalchemy.exc.IntegrityError when the key of one is already there.
    """
    if rows:
        connection.execute(_insert(connection, table), rows)


def insert_new(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows, leaving alone those whose key is already there."""
    if rows:
        connection.execute(_insert(connection, table).on_conflict_do_nothing(), rows)


def upsert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows, or replace the values given of those whose primary key is already there."""
    if not rows:
        return
    statement = _insert(connection, table)
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), rows)


def pages(items: Sequence[Any], size: int) -> Iterable[Sequence[Any]]:
    """Cut a sequence into pieces of at most `size`."""
    return (items[start : start + size] for start in range(0, len(items), size))


def _insert(connection: Connection, table: Table) -> Any:
    return (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)


def among(connection: Connection, column: Any, values: Collection[Any]) -> Any:
    """Return the condition that a column holds one of the values, at the same cost for one or a thousand."""
    if connection.dialect.name == "postgresql":
        return column == func.any(cast(list(values), postgresql.ARRAY(column.type)))
    return column.in_(list(values))
