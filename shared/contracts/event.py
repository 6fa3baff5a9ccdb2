"""What an event is: a frozen, typed fact with a stored name and version of its own."""

import typing
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, TypeVar

import msgspec


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """A fact of the past. Its class gives the fields; `recorded` gives the name it is stored under."""


class Meta(msgspec.Struct, frozen=True):
    """When an event was recorded, by whom, and why.

    `at`: aware UTC. `by`: a role or service and its id, never a person's name. `because`: the command or
    the event type that led to it.
    """

    at: datetime
    by: str
    because: str


class _Private:
    """Says how a field is kept out of what is published."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


Personal = _Private("Personal")
"""Marks a field that is encrypted under the person's own key and never published: `Annotated[X | None, Personal]`."""

Kept = _Private("Kept")
"""Marks a field that is stored in clear but never published: `Annotated[X | None, Kept]`."""


class Forgotten:
    """Stands where a personal field stood whose key was destroyed."""

    def __repr__(self) -> str:
        return "FORGOTTEN"


FORGOTTEN: Any = Forgotten()
"""The one value of a personal field that nobody can read any more."""


@dataclass(frozen=True)
class Contract:
    """How one event class is stored: its name, its version, which fields are private. `read`: from its public part."""

    name: str
    version: int
    event: type[Event]
    personal: tuple[str, ...]
    kept: tuple[str, ...]
    public: tuple[str, ...]
    stored_type: str
    read: Callable[[str], Event]


CONTRACTS: dict[str, Contract] = {}
"""Every current event contract, by stored type."""

BY_CLASS: dict[type[Event], Contract] = {}
"""The same contracts, by event class."""

E = TypeVar("E", bound=Event)


def recorded(name: str, version: int = 1) -> Callable[[type[E]], type[E]]:
    """Register an event class under its stored name and version.

    Shape: the stored type is both together, for example `intake.referral_received.v1`.
    Raises: ValueError when the name is taken, or a private field could not be left out (it has no None).
    """

    def register(event: type[E]) -> type[E]:
        contract = _contract(name, version, event)
        if any(known.name == name for known in CONTRACTS.values()):
            raise ValueError(f"{name} is recorded by two classes; an older version is read by an upcast")
        CONTRACTS[contract.stored_type] = contract
        BY_CLASS[event] = contract
        return event

    return register


def _contract(name: str, version: int, event: type[Event]) -> Contract:
    marks = {field: _mark(hint) for field, hint in typing.get_type_hints(event, include_extras=True).items()}
    for field in msgspec.structs.fields(event):
        if marks[field.name] and field.default is not None:
            raise ValueError(f"{event.__name__}.{field.name} is private: it must default to None")
    return Contract(
        name,
        version,
        event,
        personal=tuple(field for field, mark in marks.items() if mark is Personal),
        kept=tuple(field for field, mark in marks.items() if mark is Kept),
        public=tuple(field for field, mark in marks.items() if mark is None),
        stored_type=f"{name}.v{version}",
        read=msgspec.json.Decoder(event).decode,
    )


def _mark(hint: object) -> _Private | None:
    if typing.get_origin(hint) is not Annotated:
        return None
    found = [mark for mark in typing.get_args(hint)[1:] if isinstance(mark, _Private)]
    return found[0] if found else None
