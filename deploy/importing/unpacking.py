"""Bytes from anywhere made into values: unpacked, in whatever encoding, as JSON, JSON lines or a table."""

import csv
import io
import json
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from shared.config.limits import IMPORT_FILE_BYTES_MAX, IMPORT_JSON_DEPTH_MAX, JSON_INTEGER_DIGITS_MAX

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_DELIMITERS = ",;\t"
_CELL_CHARACTERS_MAX = 1_000_000


class SourceRefused(Exception):
    """What was given is no directory we can read; the message says why, in words."""


def unpacked(raw: bytes, most: int = IMPORT_FILE_BYTES_MAX) -> bytes:
    """Return plain bytes. Raises: SourceRefused for what is damaged, an archive, or too large once unpacked."""
    if raw.startswith(_ZIP):
        raise SourceRefused("This is a zip archive. Unpack it, and give one of its files.")
    if not raw.startswith(_GZIP):
        return raw
    unpacker = zlib.decompressobj(wbits=31)
    try:
        plain = unpacker.decompress(raw, most + 1)
    except zlib.error:
        raise SourceRefused("The file is damaged: it cannot be unpacked.") from None
    if len(plain) > most:
        raise SourceRefused(f"The file is larger than {most:,} bytes once unpacked.")
    if not unpacker.eof:
        raise SourceRefused("The file is damaged: it breaks off.")
    return plain


def decoded(raw: bytes) -> str:
    """Return the text of bytes in UTF-8, with or without its mark, or else as Windows writes it in the UK."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def is_json(text: str) -> bool:
    """Whether a text begins as JSON does."""
    return text.lstrip()[:1] in ("{", "[")


def json_value(text: str) -> Any:
    """Return the JSON value of a text; several, one on each line, as a list.

    Why lenient: NaN and names given twice are common in directories, and each record is judged for itself.
    Raises: SourceRefused.
    """
    try:
        value = _DECODER.decode(text.strip())
    except json.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if error.msg == "Extra data" and len(lines) > 1:
            return [_json_line(number, line) for number, line in enumerate(lines, 1)]
        where = f"line {error.lineno:,}, column {error.colno:,}"
        raise SourceRefused(f"This is no JSON: it breaks off or breaks the rules at {where}.") from None
    except RecursionError:
        raise SourceRefused("Objects and lists are nested too deep in this JSON.") from None
    return _not_too_deep(value)


def table(text: str) -> Iterator[Mapping[str, Any]]:
    """Give the rows of a table by the names of its header. Raises: SourceRefused, also half way through."""
    csv.field_size_limit(_CELL_CHARACTERS_MAX)
    head = text.lstrip("\n\r").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = [name.strip() for name in rows.fieldnames or () if name]
        rows.fieldnames = names
        for row in rows:
            yield {name: value for name, value in row.items() if isinstance(name, str)}
    except csv.Error as error:
        raise SourceRefused(f"This is no table we can read, near line {rows.line_num:,}: {error}.") from None


def _json_line(number: int, line: str) -> Any:
    try:
        return _DECODER.decode(line.strip())
    except (json.JSONDecodeError, RecursionError):
        raise SourceRefused(f"Line {number:,} is no JSON.") from None


def _not_too_deep(value: Any) -> Any:
    level = [value]
    for _ in range(IMPORT_JSON_DEPTH_MAX):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return value
    raise SourceRefused(f"Objects and lists are nested more than {IMPORT_JSON_DEPTH_MAX} deep in this JSON.")


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= JSON_INTEGER_DIGITS_MAX else float(digits)


_DECODER = json.JSONDecoder(parse_constant=lambda _: None, parse_int=_whole)
