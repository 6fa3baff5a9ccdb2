"""What a unit of work has decided but not yet stored."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.config.limits import STREAM_NAME_CHARACTERS_MAX
from shared.contracts.codec import encode, public_part
from shared.contracts.event import BY_CLASS, Event, Meta
from shared.contracts.private import Seal, private_part
from shared.event_store.appending import NewRow
from shared.event_store.keyring import seal
from shared.event_store.recorded import Recorded, WrongExpectedVersion
from shared.event_store.streams import place


class Pending(NamedTuple):
    """An event with the place it will have. `person_id`: whose key seals its personal fields."""

    recorded: Recorded
    person_id: str | None

    @property
    def sealed_for(self) -> str | None:
        """Whose key is needed to store it, if anybody's."""
        return self.person_id if BY_CLASS[type(self.recorded.event)].personal else None


def pended(stream: str, expected: int, events: Sequence[Event], meta: Meta, person_id: str | None) -> list[Pending]:
    """Return events with the places they will have in a stream that stands at `expected`.

    Raises: ValueError when the stream has no name, or one too long; WrongExpectedVersion when none can stand there.
    """
    if not 0 < len(stream) <= STREAM_NAME_CHARACTERS_MAX:
        raise ValueError(f"a stream's name has 1 to {STREAM_NAME_CHARACTERS_MAX} characters")
    if expected < 0:
        raise WrongExpectedVersion(f"{stream} can not stand at {expected}")
    return [
        Pending(Recorded(stream, version, event, meta), person_id)
        for version, event in enumerate(events, start=expected + 1)
    ]


def people(pending: Sequence[Pending]) -> set[str]:
    """Return everybody whose key is needed to store these."""
    return {one.sealed_for for one in pending if one.sealed_for}


def rows(pending: Sequence[Pending], keys: Mapping[str, AESGCM]) -> list[NewRow]:
    """Return them as they are stored, personal fields sealed.

    Raises: ValueError when personal fields are filled and nobody was named whose they are.
    """
    return [_row(one.recorded, one.sealed_for, keys) for one in pending]


def _row(recorded: Recorded, person: str | None, keys: Mapping[str, AESGCM]) -> NewRow:
    event = recorded.event
    where = place(recorded.stream, recorded.version)
    return NewRow(
        stream=recorded.stream,
        version=recorded.version,
        type=BY_CLASS[type(event)].stored_type,
        public=public_part(event),
        private=private_part(event, where, person, _sealing(keys[person] if person else None)),
        meta=encode(recorded.meta).decode(),
    )


def _sealing(key: AESGCM | None) -> Seal | None:
    return (lambda bound_to, plain: seal(key, bound_to, plain)) if key else None
