"""One row of a file, from a table or from JSON lines: a referral, or an entry of a list."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from marshmallow import Schema

from services.web.strict_json import NotReadable, read_json
from shared.doors.flat import nested

KEY, REASON = "idempotency_key", "reason"
"""The two names beside those of what a row tells: the sender's key, and in a file of rejected rows why each was."""

_canonical = msgspec.json.Encoder(order="sorted").encode


class Row(NamedTuple):
    """One row. `original`: as it stands in the file; `told`: as the front door reads it; `fault`: why it stays here."""

    line: int
    original: Mapping[Any, Any]
    key: Any = None
    told: Any = None
    fault: str | None = None


def csv_row(line: int, columns: Sequence[str], cells: Sequence[str], schema: type[Schema]) -> Row:
    """Return one row of a table as the object that `schema` reads.

    Shape: cells beyond the last column are kept under None, as csv.DictReader does.
    """
    original: dict[Any, Any] = dict(zip(columns, cells, strict=False))
    if len(cells) > len(columns):
        original[None] = list(cells[len(columns) :])
    if not is_utf_8(cells):
        return Row(line, original, fault="Save the file as UTF-8: this row is in another encoding.")
    told = {name: cell for name, cell in original.items() if name not in (KEY, REASON)}
    return _row(line, original, nested(told, schema))


def json_row(line: int, raw: bytes) -> Row:
    """Return one line of JSON. What is no object is kept as the text it is, under `line`."""
    as_it_stands = {"line": raw.decode("utf-8", "backslashreplace")}
    try:
        told = read_json(raw)
    except NotReadable as refused:
        return Row(line, as_it_stands, fault=str(refused))
    if not isinstance(told, dict):
        return Row(line, as_it_stands, fault="Write one JSON object on each line.")
    return _row(line, told, {name: value for name, value in told.items() if name not in (KEY, REASON)})


def is_utf_8(cells: Sequence[str]) -> bool:
    """Whether every byte could be read. Shape: bytes that could not are lone surrogates in the text."""
    text = "".join(cells)
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


def _row(line: int, original: Mapping[Any, Any], told: dict[str, Any]) -> Row:
    """Why a hash where no key is given: the same row in any file has the same key, so it is never taken in twice."""
    key = original.get(KEY)
    if key is None or key == "":
        key = hashlib.sha256(_canonical(told)).hexdigest()
    return Row(line, original, key, told)
