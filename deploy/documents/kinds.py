"""The types of fields in plain words."""

import types
import typing
from datetime import date, datetime
from typing import Any

import msgspec

PLAIN: dict[Any, str] = {
    str: "text",
    int: "whole number",
    bool: "yes or no",
    float: "number",
    date: "date",
    datetime: "instant",
    dict: "object",
    Any: "anything",
    type(None): "nothing",
}


def words(kind: Any) -> str:
    """Return a type in plain words; a structure by its name.

    Raises: KeyError for a type that no event has had before: give it its words above.
    """
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return words(arguments[0])
    if origin in (typing.Union, types.UnionType):
        return " or ".join(words(argument) for argument in arguments)
    if origin in (tuple, list):
        return f"list of {words(arguments[0])}"
    if origin is dict:
        return f"object of {words(arguments[1])} by name"
    return f"`{kind.__name__}`" if is_structure(kind) else PLAIN[kind]


def is_structure(kind: Any) -> bool:
    """Whether a type has fields of its own."""
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def structures(kind: Any) -> list[type[msgspec.Struct]]:
    """Return every structure a type is made of, itself first, each after what mentions it first."""
    found: list[type[msgspec.Struct]] = []
    _collect(kind, found)
    return found


def _collect(kind: Any, found: list[type[msgspec.Struct]]) -> None:
    if is_structure(kind):
        if kind not in found:
            found.append(kind)
            for hint in typing.get_type_hints(kind).values():
                _collect(hint, found)
        return
    for argument in typing.get_args(kind):
        _collect(argument, found)
