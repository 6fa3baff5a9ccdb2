"""The private part of a stored event: personal fields sealed under one person's key, kept fields in clear."""

import base64
from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec

from shared.contracts.event import BY_CLASS, FORGOTTEN, Contract, Event

Seal = Callable[[str, bytes], bytes]
"""Encrypts one field: (what it is bound to, plain bytes) → sealed bytes."""

Unseal = Callable[[str, bytes], bytes | None]
"""Decrypts one field, or gives None when its key was destroyed."""


class Private(msgspec.Struct, frozen=True, omit_defaults=True):
    """What of an event never leaves its store. `person`: whose key sealed the fields; `sealed`: base64, by field."""

    person: str | None = None
    sealed: dict[str, str] = {}
    kept: dict[str, msgspec.Raw] = {}


encode = msgspec.json.Encoder().encode
read_private = msgspec.json.Decoder(Private).decode


def private_part(event: Event, place: str, person: str | None, seal: Seal | None) -> str | None:
    """Return the JSON of an event's private fields, or None when it has none.

    `place`: what is unique to this event in all of Onward; a sealed field can be opened nowhere else.
    Raises: ValueError when a personal field is filled but there is nobody whose key could seal it.
    """
    contract = BY_CLASS[type(event)]
    if not contract.personal and not contract.kept:
        return None
    sealed = {
        name: _sealed(contract, place, name, value, seal)
        for name in contract.personal
        if (value := getattr(event, name)) is not None
    }
    kept = {name: msgspec.Raw(encode(value)) for name in contract.kept if (value := getattr(event, name)) is not None}
    if not sealed and not kept:
        return None
    return encode(Private(person if sealed else None, sealed, kept)).decode()


def with_private(event: Event, place: str, private: Private, unseal: Unseal | None) -> Event:
    """Return an event of the newest format with its private fields filled.

    Personal fields whose key is gone read FORGOTTEN; without `unseal` they stay None.
    """
    filled: dict[str, Any] = {name: _reader(type(event), name)(raw) for name, raw in private.kept.items()}
    if unseal is not None:
        for name, sealed in private.sealed.items():
            plain = _opened(BY_CLASS[type(event)].name, place, name, sealed, unseal)
            filled[name] = FORGOTTEN if plain is None else _reader(type(event), name)(plain)
    return msgspec.structs.replace(event, **filled)


def plain_fields(name: str, place: str, private: Private, unseal: Unseal | None) -> dict[str, Any]:
    """Return the private fields of an event called `name` as plain data, to be raised to the newest format."""
    fields: dict[str, Any] = {field: msgspec.json.decode(raw) for field, raw in private.kept.items()}
    if unseal is not None:
        for field, sealed in private.sealed.items():
            plain = _opened(name, place, field, sealed, unseal)
            fields[field] = FORGOTTEN if plain is None else msgspec.json.decode(plain)
    return fields


def _sealed(contract: Contract, place: str, field: str, value: Any, seal: Seal | None) -> str:
    if seal is None:
        raise ValueError(f"{contract.stored_type} has personal fields: say whose they are")
    return base64.b64encode(seal(_bound(place, contract.name, field), encode(value))).decode()


def _opened(name: str, place: str, field: str, sealed: str, unseal: Unseal) -> bytes | None:
    return unseal(_bound(place, name, field), base64.b64decode(sealed))


def _bound(place: str, name: str, field: str) -> str:
    return f"{place}|{name}|{field}"


@cache
def _reader(event: type[Event], name: str) -> Callable[[bytes | msgspec.Raw], Any]:
    found = next(field.type for field in msgspec.structs.fields(event) if field.name == name)
    return msgspec.json.Decoder(found).decode
