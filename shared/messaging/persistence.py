"""Running what must never stay down: again and again, with growing pauses, until told to stop."""

from collections.abc import Callable

from shared.config.limits import RETRY_SECONDS_MAX, RETRY_SECONDS_MIN
from shared.logs import log
from shared.messaging.dead_events import described
from shared.messaging.pauses import Pauses

STEADY_SECONDS = 5.0  # a run that lasted this long was healthy: the next pause starts short again


def persistently(
    name: str,
    run: Callable[[], None],
    stopping: Callable[[], bool],
    sleep: Callable[[float], None],
    elapsed: Callable[[], float],
    expected: tuple[type[Exception], ...] = (),
) -> None:
    """Call `run` until `stopping`; whatever it raises is logged and it is run again after a pause.

    `expected`: failures that are part of the work and not logged. `elapsed`: a monotonic clock in seconds.
    """
    pauses = Pauses(RETRY_SECONDS_MIN, RETRY_SECONDS_MAX)
    while not stopping():
        began = elapsed()
        try:
            run()
        except expected:
            pass
        except Exception as failure:  # noqa: BLE001 - whatever it was, this must run again
            log.warning("interrupted", work=name, failure=described(failure))
        if elapsed() - began > STEADY_SECONDS:
            pauses.reset()
        _wait(pauses.next(), stopping, sleep)


def _wait(seconds: float, stopping: Callable[[], bool], sleep: Callable[[float], None]) -> None:
    while seconds > 0 and not stopping():
        step = min(seconds, 0.2)
        sleep(step)
        seconds -= step
