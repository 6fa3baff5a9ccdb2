"""What the standard itself says an answer must be: the compiled schemas of the UK profile, every format checked."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema_rs

from tests.outside import outside_data

PAGE_MEMBERS = frozenset(
    {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"}
)


@cache
def _schema(name: str) -> Any:
    """Return the validator of one compiled schema, Draft 2020-12. Why with formats: UUIDs, addresses and instants."""
    text = outside_data(f"oruk/uk-profile-3.0/schema/compiled/{name}.json").read_text("utf-8")
    return jsonschema_rs.Draft202012Validator(json.loads(text), validate_formats=True)


def faults(name: str, told: Any) -> list[str]:
    """Return what is wrong with an answer by the schema of that name; nulls are wrong wherever they stand."""
    found = [f"{'.'.join(map(str, one.instance_path))}: {one.message}" for one in _schema(name).iter_errors(told)]
    return found + [f"{where}: null" for where in nulls(told, name)]


def nulls(told: Any, where: str) -> Iterator[str]:
    """Give the places of every null."""
    if told is None:
        yield where
    elif isinstance(told, dict):
        for name, value in told.items():
            yield from nulls(value, f"{where}.{name}")
    elif isinstance(told, list):
        for number, value in enumerate(told):
            yield from nulls(value, f"{where}.{number}")
