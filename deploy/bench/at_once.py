"""Doing several pieces of work, one after the other or each in a process of its own, and how long that took."""

import multiprocessing
import time
from collections.abc import Callable, Sequence
from threading import BrokenBarrierError
from typing import Any

Ready = Callable[[], None]
Work = Callable[[Ready], None]
"""Calls what it is given once it is prepared; what it does from then on is measured."""


class PartFailed(Exception):
    """A process ended with an error; what it wrote says why."""


def in_turn(works: Sequence[Work]) -> float:
    """Do one after the other in this process and return the seconds they took once they were prepared."""
    return sum(_seconds(work) for work in works)


def all_at_once(works: Sequence[Work]) -> float:
    """Do each in a process of its own, all beginning together, and return the seconds until the last was done.

    Raises: PartFailed.
    """
    forks = multiprocessing.get_context("fork")
    ready, done = forks.Barrier(len(works) + 1), forks.Barrier(len(works) + 1)
    processes = [forks.Process(target=_between, args=(ready, work, done)) for work in works]
    for process in processes:
        process.start()
    try:
        ready.wait()
        began = time.perf_counter()
        done.wait()
        return time.perf_counter() - began
    except BrokenBarrierError as failure:
        raise PartFailed from failure
    finally:
        for process in processes:
            process.join()


def _seconds(work: Work) -> float:
    began: list[float] = []
    work(lambda: began.append(time.perf_counter()))
    return time.perf_counter() - began[0]


def _between(ready: Any, work: Work, done: Any) -> None:
    try:
        work(lambda: ready.wait() and None)
        done.wait()
    except BaseException:
        ready.abort()
        done.abort()
        raise
