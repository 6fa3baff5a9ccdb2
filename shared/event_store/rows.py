"""Many rows at once: one statement whatever their number, in the words of either database."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, String, Table, Text, cast, func
from sqlalchemy.dialects import postgresql

from shared.event_store.arrays import array

Row = dict[str, Any]


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows.

    Raises: sqlalchemy.exc.IntegrityError when the key of one is already there.
    """
    _run(connection, table, rows, "")


def insert_new(connection: Connection, table: Table, rows: Sequence[Row]) -> int:
    """Insert rows, leaving alone those whose key is already there, and return how many were new."""
    return _run(connection, table, rows, "on conflict do nothing")


def upsert(connection: Connection, table: Table, rows: Sequence[Row], merge: Mapping[str, str] | None = None) -> None:
    """Insert rows, or replace the values given of those whose primary key is already there.

    `merge`: for columns that are not simply replaced, the SQL of their value, where `excluded` names the row that came
    and the table's name the row that was there. No two rows may have the same key.
    """
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    merged = merge or {name: f'excluded."{name}"' for name in rows[0] if name not in keys}
    changes = ", ".join(f'"{name}" = {value}' for name, value in merged.items())
    named = ", ".join(f'"{key}"' for key in keys)
    _run(connection, table, rows, f"on conflict ({named}) do update set {changes}")


def pages(items: Sequence[Any], size: int) -> Iterable[Sequence[Any]]:
    """Cut a sequence into pieces of at most `size`."""
    return (items[start : start + size] for start in range(0, len(items), size))


def among(connection: Connection, column: Any, values: Collection[Any]) -> Any:
    """Return the condition that a column holds one of the values, at the same cost for one or a thousand."""
    if connection.dialect.name == "postgresql":
        kind = Text() if isinstance(column.type, String) else column.type
        return column == func.any(cast(list(values), postgresql.ARRAY(kind)))
    return column.in_(list(values))


def _run(connection: Connection, table: Table, rows: Sequence[Row], conflict: str) -> int:
    """Write the rows, ordered by their keys: whoever writes the same rows at once then waits, and no two deadlock."""
    if not rows:
        return 0
    columns = tuple(rows[0])
    keys = [column.name for column in table.primary_key if column.name in columns]
    values = [[row[name] for name in columns] for row in sorted(rows, key=lambda row: [row[key] for key in keys])]
    if connection.dialect.name == "postgresql":
        statement = _for_postgresql(table, columns, conflict)
        arrays = tuple(array(column) for column in zip(*values, strict=True))
        return connection.exec_driver_sql(statement, arrays).rowcount
    return connection.exec_driver_sql(_for_sqlite(table, columns, conflict), [tuple(row) for row in values]).rowcount


@cache
def _for_postgresql(table: Table, columns: tuple[str, ...], conflict: str) -> str:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    arrays = ", ".join(f"%s::{table.c[name].type.compile(dialect).split(' COLLATE')[0]}[]" for name in columns)
    return f"insert into {table.name} ({_quoted(columns)}) select * from unnest({arrays}) {conflict}"


@cache
def _for_sqlite(table: Table, columns: tuple[str, ...], conflict: str) -> str:
    return f"insert into {table.name} ({_quoted(columns)}) values ({', '.join('?' for _ in columns)}) {conflict}"


def _quoted(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
