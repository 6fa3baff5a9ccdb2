"""A file of referrals or of a list: CSV or JSON lines, plain or gzipped, read row by row whatever its size."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from marshmallow import Schema

from deploy.program.file_rows import Row, csv_row, is_utf_8, json_row
from shared.config.limits import ROW_BYTES_MAX

_GZIP = b"\x1f\x8b"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_SNIFFED_BYTES = 4_096
_DAMAGED = (EOFError, gzip.BadGzipFile, zlib.error)


class FileRefused(Exception):
    """The file, or the rest of it, is none we can read; the message says what to do."""


class RowFile:
    """Gives the rows of a file, each an object of `schema`. `columns`: those of a CSV file, none for JSON lines.

    Raises: FileRefused when the file as a whole cannot be read.
    """

    def __init__(self, path: Path, schema: type[Schema]) -> None:
        self._schema = schema
        self.bytes_total = path.stat().st_size
        self.columns: list[str] = []
        self._raw = path.open("rb")
        zipped = self._raw.peek(len(_GZIP)).startswith(_GZIP)
        self._bytes = cast(io.BufferedReader, gzip.GzipFile(fileobj=self._raw)) if zipped else self._raw
        try:
            self._open()
        except _DAMAGED as failure:
            self.close()
            raise FileRefused("The file is damaged: it cannot be unpacked.") from failure
        except FileRefused:
            self.close()
            raise

    @property
    def bytes_read(self) -> int:
        """How far into the file, as it lies on disk, we are."""
        return self._raw.tell()

    def rows(self) -> Iterator[Row]:
        """Yield every row that says something.

        Raises: FileRefused where the rest cannot be read; what came before was good.
        """
        try:
            yield from self._csv_rows() if self.columns else self._json_rows()
        except csv.Error as error:
            raise FileRefused(
                f"From line {self._line:,} on this is no CSV we can read: {error}. "
                "Look for a quotation mark that is opened and not closed, or not doubled inside a cell."
            ) from error
        except _DAMAGED as failure:
            raise FileRefused("The file breaks off: its end is missing or damaged.") from failure

    def close(self) -> None:
        """Close the file."""
        self._bytes.close()
        self._raw.close()

    def _open(self) -> None:
        start = self._bytes.peek(_SNIFFED_BYTES).removeprefix(_BYTE_ORDER_MARK).lstrip()
        if not start:
            raise FileRefused("The file is empty.")
        if start.startswith(b"["):
            raise FileRefused("Write one JSON object on each line, without a list around them.")
        if not start.startswith(b"{"):
            self._open_table(io.TextIOWrapper(self._bytes, "utf-8-sig", errors="surrogateescape", newline=""))

    def _open_table(self, text: io.TextIOWrapper) -> None:
        csv.field_size_limit(ROW_BYTES_MAX)
        header = text.readline(ROW_BYTES_MAX)
        delimiter = max(",;\t", key=header.count)
        self.columns = [name.strip() for name in next(csv.reader([header], delimiter=delimiter))]
        if "\0" in header or not is_utf_8(self.columns):
            raise FileRefused("Save the file as UTF-8: it is in another encoding.")
        twice = sorted({name or "an empty name" for name in self.columns if self.columns.count(name) > 1})
        if twice:
            raise FileRefused(f"Give each column a name of its own: {', '.join(twice)} stands there twice.")
        self._table: Any = csv.reader(text, delimiter=delimiter, strict=True)
        self._line = 2

    def _csv_rows(self) -> Iterator[Row]:
        """Why strict: a quotation mark that is never closed would make one row of all that follow."""
        for cells in self._table:
            if any(cells):
                yield csv_row(self._line, self.columns, cells, self._schema)
            self._line = self._table.line_num + 2

    def _json_rows(self) -> Iterator[Row]:
        number = 0
        while raw := self._bytes.readline(ROW_BYTES_MAX):
            number += 1
            if self._is_cut(raw):
                start = raw[:_SNIFFED_BYTES].decode("utf-8", "backslashreplace")
                yield Row(number, {"line": start}, fault=f"Shorten this line to {ROW_BYTES_MAX:,} bytes or fewer.")
            elif raw.strip():
                yield json_row(number, raw.strip().removeprefix(_BYTE_ORDER_MARK))

    def _is_cut(self, raw: bytes) -> bool:
        """Whether a line is longer than any we read; its rest is passed over without being held."""
        part = raw
        while len(part) == ROW_BYTES_MAX and not part.endswith(b"\n"):
            part = self._bytes.readline(ROW_BYTES_MAX)
        return part is not raw and part != b""
