"""Events to text and back: the public part travels as it is, the private part never leaves its store."""

from collections.abc import Callable
from typing import Any

import msgspec

from shared.contracts.event import BY_CLASS, CONTRACTS, FORGOTTEN, Event, Meta
from shared.contracts.private import Private, Unseal, plain_fields, with_private
from shared.contracts.upcasting import raised

encode: Callable[[Any], bytes] = msgspec.json.Encoder().encode
decode: Callable[[str | bytes], Any] = msgspec.json.Decoder().decode
decode_meta = msgspec.json.Decoder(Meta).decode


class UnknownEvent(Exception):
    """A stored type that no contract of this version of Onward knows."""


def public_part(event: Event) -> str:
    """Return the JSON of an event's public fields: what the broker may carry."""
    contract = BY_CLASS[type(event)]
    if not contract.personal and not contract.kept:
        return encode(event).decode()
    return encode({name: getattr(event, name) for name in contract.public}).decode()


def from_public(stored_type: str, public: str) -> Event:
    """Return the event its public part tells, private fields None.

    Raises: UnknownEvent; msgspec.DecodeError when the text does not fit the contract.
    """
    contract = CONTRACTS.get(stored_type)
    if contract is not None:
        return contract.read(public)
    return _in_newest_format(stored_type, decode(public))


def from_stored(stored_type: str, public: str, place: str, private: Private, unseal: Unseal | None) -> Event:
    """Return the whole event: kept fields filled, personal ones opened by `unseal`, FORGOTTEN, or None without it.

    `place`: the place the event was stored at, to which its sealed fields are bound.
    Raises: UnknownEvent; msgspec.DecodeError; whatever `unseal` raises when a field was tampered with.
    """
    contract = CONTRACTS.get(stored_type)
    if contract is not None:
        return with_private(contract.read(public), place, private, unseal)
    fields = decode(public) | plain_fields(stored_type.rpartition(".v")[0], place, private, unseal)
    return _in_newest_format(stored_type, fields)


def _in_newest_format(stored_type: str, fields: dict[str, Any]) -> Event:
    newest, fields = raised(stored_type, fields)
    if newest not in CONTRACTS:
        raise UnknownEvent(stored_type)
    forgotten = {name: value for name, value in fields.items() if value is FORGOTTEN}
    known = {name: value for name, value in fields.items() if name not in forgotten}
    event = msgspec.convert(known, CONTRACTS[newest].event, str_keys=True)
    return msgspec.structs.replace(event, **forgotten) if forgotten else event
