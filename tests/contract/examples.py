"""An example of anything a contract may hold, made from its type; private words begin with a mark to search for."""

import types
import typing
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from shared.contracts.event import Contract, Event

PRIVATE_MARK = "private"


def example_event(contract: Contract) -> Event:
    """Return an event with every field filled."""
    hints = typing.get_type_hints(contract.event)
    fields = {
        name: example(hint, PRIVATE_MARK if name in contract.personal + contract.kept else "public", name)
        for name, hint in hints.items()
    }
    return contract.event(**fields)


def example(hint: Any, mark: str, name: str) -> Any:
    """Return a value of a type; texts say what field they are of."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return example(next(kind for kind in inner if kind is not type(None)), mark, name)
    if origin in (tuple, list, frozenset):
        return origin([example(inner[0], mark, name)])
    if origin is dict:
        return {example(inner[0], mark, name): example(inner[1], mark, name)}
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        parts = typing.get_type_hints(hint)
        return hint(**{part: example(kind, mark, part) for part, kind in parts.items()})
    return _plain(hint, f"{mark} {name}")


def _plain(hint: Any, words: str) -> Any:
    plain = {str: words, bool: True, int: 7, float: 0.5, Any: {"words": words}, object: words}
    plain |= {date: date(2026, 1, 2), datetime: datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)}
    if hint not in plain:
        raise TypeError(f"there is no example of {hint} yet: add one")
    return plain[hint]
