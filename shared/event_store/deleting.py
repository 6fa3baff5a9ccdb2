"""Deleting rows by one of their columns, through its index; see `looking_up` for why the database does not decide."""

import json
from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection

from shared.event_store.arrays import array
from shared.event_store.looking_up import kind_of


def delete_rows_holding(connection: Connection, column: Column[Any], values: Collection[Any]) -> None:
    """Delete the rows in which a column holds one of the values; rows that somebody else changes meanwhile stay."""
    once = list(dict.fromkeys(values))
    if once:
        dialect = connection.dialect.name
        wanted = array(once) if dialect == "postgresql" else json.dumps(once)
        connection.exec_driver_sql(_deletion(column, dialect), (wanted,))


@cache
def _deletion(column: Column[Any], dialect: str) -> str:
    table, name = column.table, f'"{column.name}"'
    if dialect != "postgresql":
        return f"delete from {table.name} where {name} in (select value from json_each(?))"
    return f"""
        delete from {table.name} where ctid = any(array(
            select r.ctid from unnest(%s::{kind_of(column)}[]) v
            cross join lateral (select r.ctid from {table.name} r where r.{name} = v offset 0) r
        ))
    """
