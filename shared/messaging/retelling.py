"""Building what a service keeps of the others' events anew from their stores, while it goes on hearing."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Column, Connection, Engine, Integer, MetaData, Table, Text, select

from shared.config.limits import REBUILD_HELD_SECONDS_MAX, RETELL_PAGE_EVENTS, RETELL_PAUSE_SECONDS
from shared.contracts.codec import UnknownEvent, decode_meta, from_public
from shared.event_store.bulk import pour
from shared.event_store.engine import READING
from shared.event_store.following import Follower
from shared.event_store.rebuilding import Watch, changed_over
from shared.event_store.recorded import Recorded
from shared.event_store.rows import upsert
from shared.event_store.shadow import NotNow, Shadow, shadowed
from shared.event_store.store import Store
from shared.event_store.tables import StoreTables
from shared.messaging.topology import category

Tell = Callable[[Connection, Sequence[Recorded]], None]


class Retelling(NamedTuple):
    """What a listener keeps of what it hears, and the two ways to fill it.

    `tables`: in the order its queries read them. `gather`: adds events to tables without keys, and to the `scratch`
    ones; `settle`: makes of all that was gathered what `tell` would have made of it.
    """

    tables: tuple[Table, ...]
    scratch: tuple[Table, ...]
    gather: Tell
    settle: Callable[[Connection], None]
    tell: Tell


class Retold(NamedTuple):
    """How far each source has been retold; the events that were; and the streams left out, for one can not be read."""

    positions: Mapping[str, int]
    events: int = 0
    unreadable: frozenset[str] = frozenset()


HEARD = Table(
    "heard_so_far", MetaData(), Column("stream", Text, nullable=False), Column("version", Integer, nullable=False)
)
_COLUMNS = "stream, version, type, public, meta"
_CURSORS = f"insert into inbox_cursors (stream, version) select stream, max(version) from {HEARD.name} group by stream"
_WAS_TOLD = """
delete from {0} where exists (select 1 from inbox_cursors c where c.stream = {0}.stream and c.version >= {0}.version)
"""


def retell(
    store: Store, sources: Mapping[str, Engine], retelling: Retelling, kinds: Mapping[str, Sequence[str]], watch: Watch
) -> Retold:
    """Rebuild a listener's tables from the stores it hears; `kinds`: which streams it hears of each.

    Its cursors become those of what was told, so that what is still on its way to it is known as a repeat.
    Raises: NeverFree; nothing is changed then.
    """
    replaced = (store.tables.inbox_cursors, *retelling.tables)
    with shadowed(store.engine, replaced, (HEARD, *retelling.scratch)) as shadow:
        telling = _Telling(shadow, store.tables.inbox_cursors, sources, retelling, kinds, watch)

        def change_over(place: Retold) -> Retold:
            with shadow.held(replaced):
                reached = telling.told_to_the_end(place)
                shadow.replace()
                _tidy_up(shadow.connection, store.tables, reached)
            return reached

        return changed_over(telling.told, change_over, telling.gathered())


class _Telling:
    """Tells all sources to a shadow: first at once, then what is new."""

    def __init__(
        self,
        shadow: Shadow,
        cursors: Table,
        sources: Mapping[str, Engine],
        retelling: Retelling,
        kinds: Mapping[str, Sequence[str]],
        watch: Watch,
    ) -> None:
        self._shadow = shadow
        self._cursors = cursors
        self._sources = sources
        self._followed = {source: Follower(engine, _COLUMNS, RETELL_PAGE_EVENTS) for source, engine in sources.items()}
        self._retelling = retelling
        self._kinds = kinds
        self._watch = watch
        self._total = sum(self._heads().values())

    def gathered(self) -> Retold:
        """Tell everything there is to the bare tables, then give these their keys."""
        connection = self._shadow.connection
        place = self._all(Retold(dict.fromkeys(self._sources, 0)), self._gather)
        self._retelling.settle(connection)
        connection.exec_driver_sql(_CURSORS)
        self._shadow.complete()
        return place

    def told(self, place: Retold) -> Retold:
        """Tell what was recorded after a place, and return the new place."""
        return self._all(place, self._tell)

    def told_to_the_end(self, place: Retold) -> Retold:
        """Tell everything that anybody can have heard by now.

        Why until the newest visible one: a hole before it may keep the rest back, and the live consumer may have
        heard it already; were it left out here, it would never come again.
        Raises: NotNow when writers keep a hole open for too long.
        """
        heads = self._heads()
        until = time.monotonic() + REBUILD_HELD_SECONDS_MAX
        while any((place := self.told(place)).positions[source] < head for source, head in heads.items()):
            if time.monotonic() > until:
                raise NotNow("a writer is not done yet")
            time.sleep(RETELL_PAUSE_SECONDS)
        return place

    def _all(self, place: Retold, take: Tell) -> Retold:
        for source, followed in self._followed.items():
            for rows in followed.pages(place.positions[source]):
                recorded, unreadable = self._read(rows, self._kinds[source], place.unreadable)
                take(self._shadow.connection, recorded)
                positions = {**place.positions, source: rows[-1][0]}
                place = Retold(positions, place.events + len(recorded), unreadable)
                self._watch(sum(positions.values()), max(self._total, sum(positions.values())))
        return place

    def _read(
        self, rows: Sequence[Any], kinds: Sequence[str], unreadable: frozenset[str]
    ) -> tuple[list[Recorded], frozenset[str]]:
        """Read a page. What can not be read stops its stream here as it stopped it in the inbox."""
        found = []
        for _, stream, version, stored_type, public, meta in rows:
            if category(stream) not in kinds or stream in unreadable:
                continue
            try:
                found.append(Recorded(stream, version, from_public(stored_type, public), decode_meta(meta)))
            except (UnknownEvent, msgspec.DecodeError):
                unreadable |= {stream}
        return found, unreadable

    def _gather(self, connection: Connection, recorded: Sequence[Recorded]) -> None:
        self._retelling.gather(connection, recorded)
        pour(connection, HEARD, _newest(recorded).items())

    def _tell(self, connection: Connection, recorded: Sequence[Recorded]) -> None:
        self._retelling.tell(connection, recorded)
        rows = [{"stream": stream, "version": version} for stream, version in _newest(recorded).items()]
        upsert(connection, self._cursors, rows)

    def _heads(self) -> dict[str, int]:
        return {source: _newest_position(engine) for source, engine in self._sources.items()}


def _newest(recorded: Sequence[Recorded]) -> dict[str, int]:
    return {one.stream: one.version for one in recorded}


def _newest_position(engine: Engine) -> int:
    with engine.execution_options(**READING).connect() as connection:
        return int(connection.exec_driver_sql("select max(position) from events").scalar() or 0)


def _tidy_up(connection: Connection, tables: StoreTables, reached: Retold) -> None:
    """Forget what waited or lay dead and has now been told, and where embedded feeds stand."""
    for table in (tables.inbox_waiting, tables.dead_events):
        connection.exec_driver_sql(_WAS_TOLD.format(table.name))
    known = {row.source for row in connection.execute(select(tables.feed_positions.c.source))}
    if not reached.unreadable:
        rows = [{"source": name, "position": position} for name, position in reached.positions.items() if name in known]
        upsert(connection, tables.feed_positions, rows)
