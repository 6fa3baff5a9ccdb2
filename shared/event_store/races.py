"""Deciding again when somebody else was first."""

from collections.abc import Callable
from typing import TypeVar

from shared.config.limits import RACE_TRIES_MAX
from shared.event_store.store import Store
from shared.event_store.transaction import Transaction
from shared.event_store.trouble import lost_race

Answer = TypeVar("Answer")


def decided(store: Store, decide: Callable[[Transaction], Answer]) -> Answer:
    """Load, decide and append in one transaction; when the race is lost, do it again from the start.

    Raises: whatever `decide` raises, and the last lost race after three.
    """
    for tries_left in reversed(range(RACE_TRIES_MAX)):
        try:
            with store.transaction() as work:
                return decide(work)
        except Exception as failure:
            if not tries_left or not lost_race(failure):
                raise
    raise AssertionError("unreachable: the last try returns or raises")
