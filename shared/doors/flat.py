"""Rows of a table to nested objects and back: column names are the field names with dots, as in `person.given_name`.

A list stands in one cell, its entries separated by `;` or `|`, or in numbered columns (`needs.0`, `needs.1`). Yes and
no may be written yes, no, true, false. An empty cell is an absent field. `sharing.purpose` is short for
`sharing.0.purpose`. Nothing is refused here: what cannot be read is handed on for the door to name.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from marshmallow import Schema, fields

from shared.doors.fields import Flag, WholeNumber
from shared.doors.groups import ListOf, Part, Parts

BEYOND_THE_COLUMNS = "(cells beyond the last column)"
"""The name that cells go by in a row longer than the header."""

GIVEN_TWICE = [["given in two columns"]]
"""What stands for a field that two columns claim: no field of any door takes it."""

_DEPTH_MAX = 5  # dots read in one column: more than any field has
_SEPARATORS = re.compile("[;|]")
_WHOLE_NUMBER = re.compile("-?[0-9]{1,12}")
_YES_NO = {True: "yes", False: "no"}
_YES_OR_NO = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}


def nested(row: Mapping[Any, Any], schema: type[Schema]) -> dict[str, Any]:
    """Return one row as the object its schema reads. `row`: cells by column, as csv.DictReader gives them."""
    whole: dict[Any, Any] = {}
    for column, cell in row.items():
        name, text = (column, cell) if isinstance(column, str) else (BEYOND_THE_COLUMNS, " ".join(cell or ()))
        if text and not text.isspace():
            steps, field = _route(schema, name.strip())
            _put(whole, steps, _read(field, text))
    return {name: _with_lists(value) for name, value in whole.items()}


def flat(told: Mapping[str, Any]) -> dict[str, str]:
    """Return an object as one row of cells, by dotted column."""
    return dict(_cells(told, ""))


@lru_cache(maxsize=1_000)
def _route(schema: type[Schema], column: str) -> tuple[tuple[str | int, ...], fields.Field[Any] | None]:
    """Return the way to a column's value, list positions as whole numbers, and the field that reads it."""
    steps: list[str | int] = []
    field: fields.Field[Any] | None = Part(schema)
    for name in column.split(".", _DEPTH_MAX):
        if isinstance(field, Parts | ListOf):
            steps.append(int(name) if _WHOLE_NUMBER.fullmatch(name) else 0)
            field = field.inner if isinstance(field, ListOf) else Part(type(field.schema))
            if _WHOLE_NUMBER.fullmatch(name):
                continue
        steps.append(name)
        field = field.schema.load_fields.get(name) if isinstance(field, Part) else None
    return tuple(steps), field


def _read(field: fields.Field[Any] | None, text: str) -> Any:
    if isinstance(field, ListOf):
        return [_read(field.inner, entry.strip()) for entry in _SEPARATORS.split(text) if entry.strip()]
    if isinstance(field, Flag):
        return _YES_OR_NO.get(text.strip().lower(), text)
    if isinstance(field, WholeNumber) and _WHOLE_NUMBER.fullmatch(text.strip()):
        return int(text)
    return text


def _put(whole: dict[Any, Any], steps: tuple[str | int, ...], value: Any) -> None:
    here = whole
    for step in steps[:-1]:
        below = here.setdefault(step, {})
        if not isinstance(below, dict):
            here[step] = GIVEN_TWICE
            return
        here = below
    here[steps[-1]] = GIVEN_TWICE if steps[-1] in here else value


def _with_lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if all(isinstance(step, int) for step in value):
        return [_with_lists(value[step]) for step in sorted(value)]
    return {step: _with_lists(below) for step, below in value.items()}


def _cells(value: Any, column: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, below in value.items():
            yield from _cells(below, f"{column}.{name}" if column else str(name))
    elif isinstance(value, list | tuple):
        yield from _list_cells(value, column)
    elif value is not None:
        yield column, _YES_NO[value] if isinstance(value, bool) else str(value)


def _list_cells(value: Sequence[Any], column: str) -> Iterator[tuple[str, str]]:
    """Yield one cell for a list of plain words, and numbered columns for any other."""
    if value and all(map(_fits_beside_others, value)):
        yield column, ";".join(value)
        return
    for index, below in enumerate(value):
        yield from _cells(below, f"{column}.{index}")


def _fits_beside_others(entry: object) -> bool:
    return isinstance(entry, str) and not _SEPARATORS.search(entry) and entry == entry.strip() != ""
