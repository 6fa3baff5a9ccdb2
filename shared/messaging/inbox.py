"""Taking in what other services recorded: each event once, each stream in order, one transaction per batch."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from shared.config.limits import RACE_TRIES_MAX
from shared.contracts.event import Event
from shared.event_store.recorded import Recorded
from shared.event_store.store import Store
from shared.event_store.transaction import Transaction
from shared.event_store.trouble import lost_race, passing
from shared.logs import log
from shared.messaging.cursors import Cursors
from shared.messaging.dead_events import bury, described, unbury
from shared.messaging.heard import Heard

React = Callable[[Transaction, Sequence[Recorded]], None]
"""What a service does about some events of different streams: load, decide, append."""

Mark = Callable[[Connection], None]
"""Notes in the same transaction how far a feed has been read."""


class Inbox:
    """One service's ear.

    `in_waves`: whether a reaction is given one event of a stream at a time. False where order makes no difference.
    """

    def __init__(self, store: Store, react: React, in_waves: bool = True) -> None:
        self._store = store
        self._react = react
        self._waves = waves if in_waves else _at_once
        self._cursors = Cursors(store.tables)

    def take(self, heard: Sequence[Heard], mark: Mark | None = None) -> None:
        """Take a batch in. When it returns, every event of it has had its effect, waits for an earlier one of its
        stream, or lies among the dead events with the reason.

        Raises: the database's own error when the database is away or full; nothing of the batch is lost then.
        """
        if self._tried(heard, mark) is None:
            return
        if len(heard) == 1:
            self._one_by_one(heard[0])
        else:
            for part in halves(heard):
                self.take(part)
        if mark:
            with self._store.transaction() as work:
                mark(work.connection)

    def replay(self, dead: Heard) -> Exception | None:
        """Try a dead event again; once it has its effect it is dead no more, and the rest of its stream goes on.

        Return why it still can not be handled, or None. Raises: as `take`.
        """
        failure = self._tried([dead], lambda connection: unbury(connection, self._store.tables, dead), alone=True)
        if failure is None:
            self._one_by_one(self._following(dead))
        return failure

    def _one_by_one(self, event: Heard | None) -> None:
        """Find out which is the poison: an event that failed, or one of those it released."""
        while event is not None:
            failure = self._tried([event], None, alone=True)
            if failure is not None:
                log.error("event_buried", stream=event.stream, version=event.version, failure=described(failure))
                bury(self._store, event, failure)
                return
            event = self._following(event)

    def _following(self, event: Heard) -> Heard | None:
        with self._store.reading() as connection:
            return self._cursors.following(connection, event.stream)

    def _tried(self, heard: Sequence[Heard], mark: Mark | None, alone: bool = False) -> Exception | None:
        failure: Exception | None = None
        for _ in range(RACE_TRIES_MAX):
            try:
                self._settle(heard, mark, alone)
                return None
            except Exception as caught:
                if passing(caught):
                    raise
                failure = caught
                if not lost_race(caught):
                    return failure
        return failure

    def _settle(self, heard: Sequence[Heard], mark: Mark | None, alone: bool) -> None:
        with self._store.transaction() as work:
            due = self._cursors.due(work.connection, heard, alone)
            for wave in self._waves(due):
                self._react(work, [event.recorded() for event in wave])
            if mark:
                mark(work.connection)


def by_kind(reactions: dict[type[Event], React]) -> React:
    """Return a reaction that hands each kind of event to its own; kinds without one are heard and let pass.

    Of one wave the kinds come in the order of `reactions`, and what one led to is stored before the next is looked at,
    so that every decision sees the ones before it.
    """

    def react(work: Transaction, events: Sequence[Recorded]) -> None:
        kinds: dict[type[Event], list[Recorded]] = {}
        for recorded in events:
            kinds.setdefault(type(recorded.event), []).append(recorded)
        for kind, reaction in reactions.items():
            if found := kinds.get(kind):
                reaction(work, found)
                work.finish()

    return react


def waves(due: Sequence[Heard]) -> Sequence[Sequence[Heard]]:
    """Cut events into waves in which each stream speaks once, so that a wave may be handled kind by kind."""
    result: list[list[Heard]] = []
    turn: dict[str, int] = {}
    for heard in due:
        place = turn.get(heard.stream, 0)
        turn[heard.stream] = place + 1
        if place == len(result):
            result.append([])
        result[place].append(heard)
    return result


def _at_once(due: Sequence[Heard]) -> list[Sequence[Heard]]:
    return [due] if due else []


def halves(heard: Sequence[Heard]) -> tuple[Sequence[Heard], Sequence[Heard]]:
    """Cut a failing batch in two, keeping streams whole and in order as far as possible."""
    ordered = sorted(heard, key=lambda event: (event.stream, event.version))
    middle = len(ordered) // 2
    return ordered[:middle], ordered[middle:]
