"""Very many new rows, each database by its fastest way."""

import io
from collections.abc import Iterable, Sequence
from typing import Any, cast

from psycopg2.extensions import cursor
from sqlalchemy import Connection, Table

_NULL = "\x01"
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def pour(connection: Connection, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows that are not there yet, their values in the order of the table's columns."""
    if connection.dialect.name == "postgresql":
        lines = "".join(map(_line, rows))
        with cast(cursor, connection.connection.cursor()) as copying:
            copying.copy_expert(f"copy {table.name} from stdin (null E'\\x01')", io.StringIO(lines))
    else:
        places = ", ".join("?" for _ in table.c)
        values = [tuple(row) for row in rows]
        if values:
            connection.exec_driver_sql(f"insert into {table.name} values ({places})", values)


def _line(row: Sequence[Any]) -> str:
    """Return a row as COPY reads it; most texts have nothing to escape, and one look at the whole row tells."""
    texts = [_NULL if value is None else str(value) for value in row]
    line = "\t".join(texts)
    if "\\" in line or "\n" in line or "\r" in line or line.count("\t") >= len(texts):
        line = "\t".join([text.translate(_ESCAPES) for text in texts])
    return line + "\n"
