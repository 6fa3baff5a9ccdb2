"""One unit of work: what was loaded, what was decided, and its projections, committed together or not at all."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection

from shared.clock import Clock, later_than
from shared.contracts.event import Event, Meta
from shared.event_store.appending import append_rows
from shared.event_store.keyring import Keyring
from shared.event_store.pending import Pending, pended, people, rows
from shared.event_store.recorded import Recorded, WrongExpectedVersion
from shared.event_store.streams import histories, versions

Project = Callable[[Connection, Sequence[Recorded]], None]
"""Brings a service's tables up to date with events just recorded, within their transaction."""


class Transaction:
    """Collects a handler's appends and stores them at its end in one statement. `by`: who acts, a role or service.

    What was appended is already part of what `versions` and `histories` answer.
    """

    def __init__(
        self, connection: Connection, keyring: Keyring, clock: Clock, by: str, project: Project | None
    ) -> None:
        self.connection = connection
        self.now: datetime = clock()
        self._keyring = keyring
        self._by = by
        self._project = project
        self._stored: dict[str, int] = {}
        self._last_at: dict[str, datetime] = {}
        self._begins: dict[str, int] = {}
        self._ends: dict[str, int] = {}
        self._pending: list[Pending] = []

    def versions(self, streams: Collection[str]) -> dict[str, int]:
        """Return the version each stream stands at; a stream without events is at 0."""
        found = versions(self.connection, streams)
        self._stored.update(found)
        return {stream: self._ends.get(stream, stored) for stream, stored in found.items()}

    def histories(self, streams: Collection[str], opened: bool = False) -> dict[str, list[Recorded]]:
        """Return the events of each stream, first to last.

        Kept fields are filled; personal ones only when `opened`, and FORGOTTEN where the key is gone.
        """
        open_keys = (lambda wanted: self._keyring.keys_to_read(self.connection, wanted)) if opened else None
        found = histories(self.connection, streams, open_keys)
        self._stored.update({stream: events[-1].version for stream, events in found.items() if events})
        self._last_at.update({stream: events[-1].meta.at for stream, events in found.items() if events})
        for one in self._pending:
            if one.recorded.stream in found:
                found[one.recorded.stream].append(one.recorded)
        return found

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
        """Add events to a stream that stood at version `expected` when the decision was made.

        `because`: the command or event type that led here. `person_id`: whose key seals the personal fields.
        Raises: WrongExpectedVersion, at the end of the transaction when it was somebody else who moved the stream.
        """
        if self._ends.get(stream, expected) != expected:
            raise WrongExpectedVersion(f"{stream} stands at {self._ends[stream]}, not at {expected}")
        meta = Meta(at=self._dated(stream, cause), by=by or self._by, because=because)
        self._pending += pended(stream, expected, events, meta, person_id)
        if events:
            self._begins.setdefault(stream, expected)
            self._ends[stream] = expected + len(events)

    def finish(self) -> list[Recorded]:
        """Store and project everything appended, and return it.

        Raises: WrongExpectedVersion; PersonForgotten.
        """
        if not self._pending:
            return []
        self._refuse_gaps()
        named = people(self._pending)
        keys = self._keyring.keys_to_write(self.connection, named) if named else {}
        append_rows(self.connection, rows(self._pending, keys))
        recorded = [one.recorded for one in self._pending]
        if self._project:
            self._project(self.connection, recorded)
        self._stored.update(self._ends)
        self._begins, self._ends, self._pending = {}, {}, []
        return recorded

    def _dated(self, stream: str, cause: Meta | None) -> datetime:
        """Return when an event is recorded: after its cause, and after what was read of its own stream."""
        earlier = [cause.at] if cause else []
        if stream in self._last_at:
            earlier.append(self._last_at[stream])
        return later_than(max(earlier), self.now) if earlier else self.now

    def _refuse_gaps(self) -> None:
        """Make sure that no stream is behind what was expected; that none is ahead, the insert itself finds out.

        Why it may look before the insert: events never go away, so a version that was there is there.
        """
        unsure = [stream for stream, begin in self._begins.items() if begin > self._stored.get(stream, 0)]
        found = versions(self.connection, unsure) if unsure else {}
        if any(found[stream] < self._begins[stream] for stream in unsure):
            raise WrongExpectedVersion("a stream is not as far as was expected")
