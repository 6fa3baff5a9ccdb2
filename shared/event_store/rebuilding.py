"""Building a service's own tables anew from its own events, while it works."""

import time
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from sqlalchemy import Column

from shared.config.limits import REBUILD_PAUSE_SECONDS, REBUILD_PAUSE_SECONDS_MAX, REBUILD_TRIES_MAX
from shared.event_store.projected import Projected
from shared.event_store.shadow import NotNow, Shadow, shadowed
from shared.event_store.store import Store

Watch = Callable[[int, int], None]
"""Told how far a rebuilding has come, and how far it has to go, in positions of the stores it reads."""

Place = TypeVar("Place")
"""How far a rebuilding has come. Why a value: what a failed change over had added is undone, and the place with it."""


class NeverFree(Exception):
    """The tables were in use every time; nothing was changed, and it can be tried again."""


class Replayed(NamedTuple):
    """How far a store has been replayed. `position`: of the last event; `events`: how many there were."""

    position: int = 0
    events: int = 0


def rebuild_own(store: Store, projected: Projected, watch: Watch) -> int:
    """Replay all of a store's events into new tables, put these in place, and return how many events there were.

    Events, keys and the inbox stay as they are.
    Raises: NeverFree; what reading or projecting an event raises. Nothing is changed then.
    """
    tables = store.tables
    with shadowed(store.engine, projected.tables) as shadow:
        shadow.complete()
        replay = _Replay(store, shadow, watch)

        def change_over(place: Replayed) -> Replayed:
            with shadow.held([tables.inbox_cursors, *projected.tables], still=tables.events):
                reached = replay.caught_up(place)
                if projected.counter is not None:
                    _go_on_counting(shadow, projected.counter)
                shadow.replace()
            return reached

        return changed_over(replay.caught_up, change_over, replay.caught_up(Replayed())).events


def changed_over(caught_up: Callable[[Place], Place], change_over: Callable[[Place], Place], place: Place) -> Place:
    """Change over as soon as nobody is in the way, catching up in between, and return how far that came.

    Raises: NeverFree.
    """
    for tries in range(REBUILD_TRIES_MAX):
        place = caught_up(place)
        try:
            return change_over(place)
        except NotNow:
            time.sleep(min(REBUILD_PAUSE_SECONDS * 2**tries, REBUILD_PAUSE_SECONDS_MAX))
    raise NeverFree("the tables were in use every time; try again when there is less to do")


class _Replay:
    """Replays a store into a shadow of its own tables."""

    def __init__(self, store: Store, shadow: Shadow, watch: Watch) -> None:
        self._store = store
        self._connection = shadow.connection
        self._watch = watch
        with store.reading() as connection:
            self._total = connection.exec_driver_sql("select max(position) from events").scalar() or 0

    def caught_up(self, place: Replayed) -> Replayed:
        """Project everything recorded after a place, and return the new place."""
        for page in self._store.decoded_whole(place.position):
            if self._store.project:
                self._store.project(self._connection, page.events)
            place = Replayed(page.position, place.events + len(page.events))
            self._watch(page.position, max(self._total, page.position))
        return place


def _go_on_counting(shadow: Shadow, counter: Column[int]) -> None:
    table = counter.table.name
    shadow.connection.exec_driver_sql(
        f"update {table} set {counter.name} = {counter.name} + "
        f"(select coalesce(max({counter.name}), 0) from {shadow.live(table)})"
    )
