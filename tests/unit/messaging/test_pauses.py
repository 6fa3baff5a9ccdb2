from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.config.limits import RETRY_SECONDS_MAX, RETRY_SECONDS_MIN
from shared.messaging.pauses import Pauses
from shared.messaging.persistence import STEADY_SECONDS, persistently


@given(st.floats(0.001, 1), st.floats(1, 60), st.integers(1, 40))
def test_pauses_double_up_to_the_longest_and_begin_again_after_a_success(
    shortest: float, longest: float, times: int
) -> None:
    pauses = Pauses(shortest, longest)
    made = [pauses.next() for _ in range(times)]
    assert made[0] == shortest
    assert all(later in (2 * earlier, longest) for earlier, later in pairwise(made))
    pauses.reset()
    assert pauses.next() == shortest


class Machine:
    """A clock and a sleep that pass no time, and a run that lasts and fails as told."""

    def __init__(self, lasts: float, failure: Exception | None) -> None:
        self.now = 0.0
        self.slept: list[float] = []
        self.runs = 0
        self._lasts = lasts
        self._failure = failure

    def run(self) -> None:
        self.runs += 1
        self.now += self._lasts
        if self._failure:
            raise self._failure

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def keep(self, stopping: Callable[[], bool], expected: tuple[type[Exception], ...] = ()) -> None:
        persistently("test", self.run, stopping, self.sleep, lambda: self.now, expected)


def test_what_fails_at_once_is_run_again_with_growing_pauses() -> None:
    machine = Machine(0, ConnectionError())
    machine.keep(lambda: machine.runs == 12)
    waited = machine.now
    assert waited >= sum(min(RETRY_SECONDS_MIN * 2**n, RETRY_SECONDS_MAX) for n in range(11)) - 0.001
    assert max(machine.slept) <= 0.2  # so that a stop is noticed soon


def test_what_ran_well_for_a_while_is_run_again_soon() -> None:
    machine = Machine(STEADY_SECONDS + 1, ConnectionError())
    machine.keep(lambda: machine.runs == 20)
    assert sum(machine.slept) == pytest.approx(19 * RETRY_SECONDS_MIN)


def test_a_failure_that_is_part_of_the_work_is_borne_as_well() -> None:
    machine = Machine(0, KeyError())
    machine.keep(lambda: machine.runs == 3, expected=(KeyError,))
    assert machine.runs == 3


def test_whoever_is_told_to_stop_before_it_began_never_runs() -> None:
    machine = Machine(0, None)
    machine.keep(lambda: True)
    assert machine.runs == 0


def test_an_interrupt_is_never_taken_for_a_failure_to_run_again() -> None:
    machine = Machine(0, None)

    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        persistently("test", interrupted, lambda: False, machine.sleep, lambda: 0.0)
