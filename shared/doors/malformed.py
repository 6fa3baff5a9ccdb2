"""What a door says to input it cannot take: every wrong field by its dotted name, and what to do about it."""

from collections.abc import Iterator, Mapping
from typing import Any

from shared.config.limits import NAME_ECHOED_CHARACTERS_MAX

WHOLE = "body"
"""The name errors go by when what came in is not an object at all."""

Errors = dict[str, list[str]]
"""Messages by dotted field name, for example `{"person.born_on": [...], "needs.2": [...]}`."""


class Malformed(Exception):
    """Input refused at the door, with every wrong field named. No message repeats what was sent."""

    def __init__(self, errors: Errors) -> None:
        super().__init__("malformed: " + ", ".join(errors))
        self.errors = errors


def flattened(messages: object) -> Errors:
    """Return marshmallow's nested messages as one level of dotted names."""
    errors: Errors = {}
    for name, message in _leaves(messages, ()):
        errors.setdefault(".".join(name) or WHOLE, []).append(message)
    return errors


def _leaves(messages: Any, name: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(messages, Mapping):
        for key, below in messages.items():
            yield from _leaves(below, (*name, _safe(key)))
    elif isinstance(messages, list):
        for below in messages:
            yield from _leaves(below, name)
    else:
        yield name, str(messages)


def _safe(key: object) -> str:
    """Return a sender's own field name fit to be shown. Why: it may be endless, or no text that can be encoded."""
    text = str(key)[:NAME_ECHOED_CHARACTERS_MAX]
    return text if text.isprintable() else ascii(text)[1:-1]
