"""Writing a chunk of rows, each database by its fastest way. A postcode that is there already is replaced."""

import io
from collections.abc import Collection
from typing import cast

from psycopg2.extensions import cursor
from sqlalchemy import Connection

from services.intake.areas.row import Row

_COLUMNS = "postcode, lat, long, local_authority, lsoa, ward"
_REPLACE = """on conflict (postcode) do update set lat = excluded.lat, long = excluded.long,
    local_authority = excluded.local_authority, lsoa = excluded.lsoa, ward = excluded.ward"""
_CHANGED = """where (postcodes.lat, postcodes.long, postcodes.local_authority, postcodes.lsoa, postcodes.ward)
    {differ} (excluded.lat, excluded.long, excluded.local_authority, excluded.lsoa, excluded.ward)"""
"""Why: most rows of a new edition are those of the last one, and rewriting them would only make the store grow."""

_INTO_SQLITE = f"insert into postcodes ({_COLUMNS}) values (?, ?, ?, ?, ?, ?) {_REPLACE} {_CHANGED}".format(
    differ="is not"
)
_STAGING = "create temporary table incoming_postcodes (like postcodes) on commit drop"
_COPY = f"copy incoming_postcodes ({_COLUMNS}) from stdin"
_INTO_POSTGRESQL = (
    f"insert into postcodes ({_COLUMNS}) select {_COLUMNS} from incoming_postcodes {_REPLACE} {_CHANGED}"
).format(differ="is distinct from")


def write(connection: Connection, rows: Collection[Row]) -> None:
    """Write the rows, no two of the same postcode, in the caller's transaction."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        _copy_through_staging(connection, rows)
    else:
        connection.exec_driver_sql(_INTO_SQLITE, list(rows))


def settle(connection: Connection) -> None:
    """Tell PostgreSQL's planner of the new rows, so that the first look-ups do not wait for its own timer."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("analyze postcodes")


def _copy_through_staging(connection: Connection, rows: Collection[Row]) -> None:
    connection.exec_driver_sql(_STAGING)
    with cast(cursor, connection.connection.cursor()) as copying:
        copying.copy_expert(_COPY, io.StringIO("".join(map(_copy_line, rows))))
    connection.exec_driver_sql(_INTO_POSTGRESQL)


def _copy_line(row: Row) -> str:
    """Return the row as COPY reads it. Its texts are letters and digits only, so nothing needs escaping."""
    return "\t".join(["\\N" if value is None else str(value) for value in row]) + "\n"
