"""One unit of work: what was loaded, what was decided, and its projections, committed together or not at all."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection

from shared.clock import Clock, not_before
from shared.contracts.codec import Seal, encode, private_part, public_part
from shared.contracts.event import BY_CLASS, Event, Meta
from shared.event_store.appending import NewRow, append_rows
from shared.event_store.keyring import Keyring, seal
from shared.event_store.recorded import Recorded
from shared.event_store.streams import histories, versions

Project = Callable[[Connection, Sequence[Recorded]], None]
"""Brings a service's tables up to date with events just recorded, within their transaction."""


@dataclass(frozen=True, slots=True)
class _Pending:
    recorded: Recorded
    expected: int
    person_id: str | None


class Transaction:
    """Collects a handler's appends and stores them at its end in one statement. `by`: who acts, a role or service."""

    def __init__(self, connection: Connection, keyring: Keyring, clock: Clock, by: str, project: Project) -> None:
        self.connection = connection
        self.now: datetime = clock()
        self._keyring = keyring
        self._by = by
        self._project = project
        self._pending: list[_Pending] = []
        self._added: dict[str, int] = {}

    def versions(self, streams: Collection[str]) -> dict[str, int]:
        """Return the version each stream stands at; a stream without events is at 0."""
        return versions(self.connection, streams)

    def histories(self, streams: Collection[str]) -> dict[str, list[Recorded]]:
        """Return the events of each stream, first to last; Kept fields are filled, Personal ones are not opened."""
        return histories(self.connection, streams)

    def append(
        self,
        stream: str,
        expected: int,
        events: Sequence[Event],
        because: str,
        *,
        cause: Meta | None = None,
        by: str | None = None,
        person_id: str | None = None,
    ) -> None:
        """Add events to a stream that stood at version `expected` when this transaction loaded it.

        Events this transaction already added to the stream are counted on. `because`: the command or event type that led here. `person_id`: whose key seals the personal fields.
        Raises (at the end of the transaction): WrongExpectedVersion.
        """
        at = not_before(self.now, cause.at) if cause else self.now
        meta = Meta(at=at, by=by or self._by, because=because)
        first = expected + self._added.get(stream, 0) + 1
        self._added[stream] = self._added.get(stream, 0) + len(events)
        for version, event in enumerate(events, start=first):
            self._pending.append(_Pending(Recorded(stream, version, event, meta), expected, person_id))

    def finish(self) -> list[Recorded]:
        """Store and project everything appended, and return it.

        Raises: WrongExpectedVersion; PersonForgotten.
        """
        seals = self._seals()
        append_rows(self.connection, [self._row(pending, seals) for pending in self._pending])
        recorded = [pending.recorded for pending in self._pending]
        if recorded:
            self._project(self.connection, recorded)
        self._pending, self._added = [], {}
        return recorded

    def _seals(self) -> dict[str, AESGCM]:
        people = {
            pending.person_id
            for pending in self._pending
            if pending.person_id and BY_CLASS[type(pending.recorded.event)].personal
        }
        return self._keyring.keys_to_write(self.connection, people) if people else {}

    def _row(self, pending: _Pending, keys: dict[str, AESGCM]) -> NewRow:
        recorded = pending.recorded
        key = keys.get(pending.person_id) if pending.person_id else None
        return NewRow(
            stream=recorded.stream,
            expected=pending.expected,
            version=recorded.version,
            type=BY_CLASS[type(recorded.event)].stored_type,
            public=public_part(recorded.event),
            private=private_part(recorded.event, recorded.stream, _sealing(key)),
            meta=encode(recorded.meta).decode(),
        )


def _sealing(key: AESGCM | None) -> Seal | None:
    return (lambda bound_to, plain: seal(key, bound_to, plain)) if key else None
