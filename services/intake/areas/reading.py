"""Reading a file of postcodes in chunks, so that memory does not grow with the file."""

import csv
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import TracebackType

from services.intake.areas.columns import PostcodeFileRefused, columns_of
from services.intake.areas.opening import plain
from services.intake.areas.row import Row, RowRefused, read_row
from shared.config.limits import AREA_CHUNK_ROWS


@dataclass(frozen=True)
class Refusal:
    """A row that was left out: its line in the file, counted from 1 with the header, and the reason in words."""

    line: int
    reason: str


@dataclass
class Chunk:
    """Some consecutive rows. `rows` keeps the last of those that name the same postcode."""

    rows_read: int = 0
    rows: dict[str, Row] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)


class AreaFile:
    """An open file whose header has been recognised.

    Raises: PostcodeFileRefused on opening when it is no such file, and while reading when it breaks off.
    """

    def __init__(self, path: Path) -> None:
        self.bytes_total = path.stat().st_size
        self._raw = path.open("rb")
        try:
            text = io.TextIOWrapper(plain(self._raw), encoding="utf-8-sig", errors="replace", newline="")
            self._reader = csv.reader(text)
            _, header = next(self._records(), (1, []))
            self.columns = columns_of(header if isinstance(header, list) else [])
        except BaseException:
            self._raw.close()
            raise

    def __enter__(self) -> "AreaFile":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._raw.close()

    @property
    def bytes_read(self) -> int:
        """How much of the file on disk has been read, compressed as it may be."""
        return self._raw.tell()

    def chunks(self, after_row: int) -> Iterator[Chunk]:
        """Give what follows the first `after_row` rows, in chunks of AREA_CHUNK_ROWS."""
        records = islice(self._records(), after_row, None)
        while True:
            chunk = Chunk()
            for line, fields in islice(records, AREA_CHUNK_ROWS):
                self._add(chunk, line, fields)
            if not chunk.rows_read:
                return
            yield chunk

    def _add(self, chunk: Chunk, line: int, fields: list[str] | str) -> None:
        chunk.rows_read += 1
        try:
            if isinstance(fields, str):
                raise RowRefused(fields)
            row = read_row(fields, self.columns)
            chunk.rows[row[0]] = row
        except RowRefused as refused:
            chunk.refusals.append(Refusal(line, str(refused)))

    def _records(self) -> Iterator[tuple[int, list[str] | str]]:
        """Give each row's line with its fields, or with the reason why they cannot be told apart; no blank lines."""
        while True:
            try:
                fields = next(self._reader)
                if fields:
                    yield self._reader.line_num, fields
            except StopIteration:
                return
            except csv.Error as error:
                yield self._reader.line_num, f"it is not CSV: {error}"
            except (EOFError, OSError, zlib.error) as error:
                raise PostcodeFileRefused(
                    f"The file breaks off or is damaged near line {self._reader.line_num}: {error}."
                ) from error
