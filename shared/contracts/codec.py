"""Events to text and back: the public part that travels, and the private part that never leaves its store."""

import base64
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import msgspec

from shared.contracts.event import BY_CLASS, CONTRACTS, FORGOTTEN, Contract, Event, Meta
from shared.contracts.upcasting import raised

Seal = Callable[[str, bytes], bytes]
"""Encrypts one field: (what it is bound to, plain bytes) → sealed bytes."""

Unseal = Callable[[str, bytes], bytes | None]
"""Decrypts one field, or gives None when its key was destroyed."""

_encoder = msgspec.json.Encoder()
encode: Callable[[Any], bytes] = _encoder.encode
decode: Callable[[str | bytes], Any] = msgspec.json.Decoder().decode
decode_meta = msgspec.json.Decoder(Meta).decode
_decode_parts = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


class UnknownEvent(Exception):
    """A stored type that no contract of this version of Onward knows."""


def public_part(event: Event) -> str:
    """Return the JSON of an event's public fields: what the broker may carry."""
    contract = BY_CLASS[type(event)]
    if not contract.personal and not contract.kept:
        return encode(event).decode()
    return encode({name: getattr(event, name) for name in contract.public}).decode()


def private_part(event: Event, stream: str, seal: Seal | None) -> str | None:
    """Return the JSON of an event's private fields, the personal ones sealed, or None when it has none.

    Raises: ValueError when a personal field is filled but there is no key to seal it with.
    """
    contract = BY_CLASS[type(event)]
    parts: dict[str, Any] = {name: value for name in contract.kept if (value := getattr(event, name)) is not None}
    for name in contract.personal:
        value = getattr(event, name)
        if value is None:
            continue
        if seal is None:
            raise ValueError(f"{contract.stored_type} has personal fields: say whose they are")
        parts[name] = base64.b64encode(seal(_bound(stream, contract, name), encode(value))).decode()
    return encode(parts).decode() if parts else None


def from_public(stored_type: str, public: str) -> Event:
    """Return the event its public part tells, private fields None.

    Raises: UnknownEvent; msgspec.DecodeError when the text does not fit the contract.
    """
    decoder = _public_decoder(stored_type)
    if decoder is not None:
        return decoder(public)
    newest, fields = raised(stored_type, decode(public))
    if newest not in CONTRACTS:
        raise UnknownEvent(stored_type)
    return msgspec.convert(fields, CONTRACTS[newest].event)


def with_private(event: Event, stream: str, private: str, unseal: Unseal | None) -> Event:
    """Return the event with its private fields filled.

    Personal fields whose key is gone read FORGOTTEN; without `unseal` they stay None.
    """
    contract = BY_CLASS[type(event)]
    filled = {}
    for name, raw in _decode_parts(private).items():
        read = _field_decoder(type(event), name)
        if name not in contract.personal:
            filled[name] = read(raw)
        elif unseal is not None:
            plain = unseal(_bound(stream, contract, name), base64.b64decode(decode(raw)))
            filled[name] = FORGOTTEN if plain is None else read(plain)
    return msgspec.structs.replace(event, **filled)


def _bound(stream: str, contract: Contract, field: str) -> str:
    return f"{stream}|{contract.name}|{field}"


@lru_cache(maxsize=None)
def _public_decoder(stored_type: str) -> Callable[[str], Event] | None:
    contract = CONTRACTS.get(stored_type)
    return msgspec.json.Decoder(contract.event).decode if contract else None


@lru_cache(maxsize=None)
def _field_decoder(event: type[Event], name: str) -> Callable[[bytes | msgspec.Raw], Any]:
    found = next(field.type for field in msgspec.structs.fields(event) if field.name == name)
    return msgspec.json.Decoder(found).decode
