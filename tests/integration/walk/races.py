"""Letting somebody else be first, at the worst moment: between what was read and what is written."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from tests.integration.walk.accounts import check
from tests.integration.walk.house import House

HEAD_START_SECONDS_MAX = 20
LOOK_SECONDS = 0.02
_WAITING = """
select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
"""


class Rival:
    """Does something once in a thread of its own, the first time an engine is about to write events."""

    def __init__(self, engine: Engine, act: Callable[[], Any], writes: str) -> None:
        self._engine = engine
        self._act = act
        self._writes = writes
        self._thread: threading.Thread | None = None
        self.failure: BaseException | None = None
        self.answer: Any = None

    def interrupt(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        """Act if this is the moment."""
        if self._thread is None and statement.startswith(self._writes):
            self._thread = threading.Thread(target=self._run)
            self._thread.start()
            self._let_it_go_first(self._thread)

    def finish(self) -> None:
        """Wait for the rival. Raises: what it raised."""
        assert self._thread is not None, f"nothing began with {self._writes!r}: there was no race"
        self._thread.join()
        if self.failure:
            raise self.failure

    def _let_it_go_first(self, thread: threading.Thread) -> None:
        """Wait until the rival is done, or waits for a lock of ours.

        Why autocommit: within one transaction PostgreSQL shows who is doing what as it was at the first look.
        """
        until = time.monotonic() + HEAD_START_SECONDS_MAX
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            while thread.is_alive() and not connection.exec_driver_sql(_WAITING).scalar():
                assert time.monotonic() < until, "the rival neither finished nor waited for us"
                thread.join(LOOK_SECONDS)

    def _run(self) -> None:
        try:
            self.answer = self._act()
        except BaseException as failure:  # noqa: BLE001 - it is raised again by finish
            self.failure = failure


@contextmanager
def raced(engine: Engine, act: Callable[[], Any], writes: str = "insert into events") -> Iterator[Rival]:
    """While this lasts, a rival acts just before the engine writes for the first time; both are done afterwards."""
    rival = Rival(engine, act, writes)
    event.listen(engine, "before_cursor_execute", rival.interrupt)
    try:
        yield rival
    finally:
        event.remove(engine, "before_cursor_execute", rival.interrupt)
    rival.finish()


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do all of these in the same moment and return the answers. Raises: the first failure."""
    barrier = threading.Barrier(len(acts))
    answers: list[Any] = [None] * len(acts)
    failures: list[BaseException] = []

    def run(number: int) -> None:
        try:
            barrier.wait()
            answers[number] = acts[number]()
        except BaseException as failure:  # noqa: BLE001 - it is raised again below
            failures.append(failure)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return answers


LINKS, OTHERS = {"id": "links", "places": 5}, {"id": "others", "places": 5}


def engine(house: House, service: str) -> Any:
    return house.rooms[service].store.engine


def done(house: House, twin: House) -> None:
    house.settle()
    twin.settle()
    house.settle()
    check(house)
