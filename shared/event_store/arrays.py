"""Many values as one parameter, written as PostgreSQL reads arrays."""

from collections.abc import Iterable
from typing import Any


def array(values: Iterable[Any]) -> str:
    """Return values as the text of an array; where it goes, the statement names the type of its elements.

    Why not the driver's own lists: it writes them element by element, in four times the time, and the server reads
    them as as many expressions.
    """
    return "{" + ",".join([_element(value) for value in values]) + "}"


def _element(value: Any) -> str:
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return "NULL" if value is None else str(value)
