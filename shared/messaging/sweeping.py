"""The timer of a service: what falls due by itself is done every few seconds, in every process of the service."""

import eventlet
from nameko.extensions import DependencyProvider

from shared.config.limits import SWEEP_SECONDS
from shared.event_store.trouble import passing
from shared.logs import log
from shared.messaging.dead_events import described
from shared.messaging.room import Sweep
from shared.messaging.wired import Wired

_STEP_SECONDS = 0.2


class Sweeping(DependencyProvider):
    """Sweeps its service's store until it is told to stop.

    Why not nameko's own timer: it counts by the wall clock, and would pause for an hour when that is set back by one.
    """

    def setup(self) -> None:
        """Get ready; nothing is swept before `start`."""
        self._stopping = False

    def start(self) -> None:
        """Begin to sweep."""
        room = next(found for found in self.container.dependencies if isinstance(found, Wired)).room
        if room.sweep:
            self._thread = self.container.spawn_managed_thread(lambda: self._keep(room.sweep))

    def stop(self) -> None:
        """Finish the sweep in hand."""
        self._stopping = True
        self._thread.wait()

    def _keep(self, sweep: Sweep) -> None:
        while not self._stopping:
            swept(sweep)
            slept = 0.0
            while slept < SWEEP_SECONDS and not self._stopping:
                eventlet.sleep(_STEP_SECONDS)
                slept += _STEP_SECONDS


def swept(sweep: Sweep) -> int:
    """Sweep once and return how much was done; what goes wrong is told, and tried again by the next sweep."""
    try:
        return sweep()
    except Exception as failure:  # noqa: BLE001 - whatever it was, the next sweep must come
        tell = log.warning if passing(failure) else log.error
        tell("interrupted", work="sweep", failure=described(failure))
        return 0
