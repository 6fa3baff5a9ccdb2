"""Looking rows up by one of their columns, each value by a descent of its index of its own.

Why not `in` or `any`: where the same value may stand in several rows, PostgreSQL guesses how many, and reads the whole
of a table that has grown since it last looked at it: 25 ms instead of 1 for two hundred keys of 200,000 rows.
"""

import json
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection
from sqlalchemy.dialects import postgresql

from shared.event_store.arrays import array


def rows_holding(connection: Connection, column: Column[Any], values: Collection[Any]) -> Sequence[Any]:
    """Return the rows in which a column holds one of the values.

    Shape: tuples of the table's columns in their order, as the driver gives them; a row comes once.
    """
    once = list(dict.fromkeys(values))
    if not once:
        return []
    dialect = connection.dialect.name
    wanted = array(once) if dialect == "postgresql" else json.dumps(once)
    rows: Sequence[Any] = connection.exec_driver_sql(_question(column, dialect), (wanted,)).cursor.fetchall()
    return rows


@cache
def _question(column: Column[Any], dialect: str) -> str:
    table, name = column.table, f'"{column.name}"'
    columns = ", ".join(f'r."{one.name}"' for one in table.c)
    if dialect != "postgresql":
        return f"select {columns} from json_each(?) v cross join {table.name} r where r.{name} = v.value"
    return f"""
        select r.* from unnest(%s::{kind_of(column)}[]) v
        cross join lateral (select {columns} from {table.name} r where r.{name} = v offset 0) r
    """


def kind_of(column: Column[Any]) -> str:
    """Return the type of a column as PostgreSQL names it."""
    return column.type.compile(postgresql.dialect()).split(" COLLATE")[0]  # type: ignore[no-untyped-call]
