"""What a hub sends when it edits a protocol: the version the edit is based on, and the whole of it as it should be."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from shared.config.limits import PROTOCOL_VERSIONS_MAX
from shared.doors.door import Door, Rules, let_in
from shared.doors.fields import WholeNumber


class Edit(NamedTuple):
    """A protocol as the hub would have it, every field right. Its own version is given when it is published."""

    based_on: int
    protocol: dict[str, Any]


def based_on() -> WholeNumber:
    """Return the field for the version that an edit is based on."""
    return WholeNumber(1, PROTOCOL_VERSIONS_MAX, required=True)


def load_edit(door: Door, data: object, rules: Rules) -> Edit:
    """Return the edit `data` tells. Raises: Malformed, and nothing else, whatever JSON value came in."""
    told = let_in(door, data, rules)
    return Edit(told["based_on"], told["protocol"])


def sent_at(sent: Mapping[str, Any], *path: str | int) -> Any:
    """Return what was sent at a place, right or wrong, or None where there is nothing."""
    found: Any = sent
    for step in path:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            return None
    return found
