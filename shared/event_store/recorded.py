"""Events as the store gives them back."""

from typing import NamedTuple

import msgspec

from shared.contracts.event import Event, Meta


class StoredEvent(NamedTuple):
    """One row of a store as it may travel: everything but the private part."""

    position: int
    stream: str
    version: int
    type: str
    public: str
    meta: str


class Recorded(msgspec.Struct, frozen=True):
    """An event with its place in its stream and the circumstances it was recorded in."""

    stream: str
    version: int
    event: Event
    meta: Meta


class WrongExpectedVersion(Exception):
    """Somebody else appended to one of these streams first; load again and decide again."""
