"""The nameko containers of one process: started together, stopped together, and what ends them."""

import os
import signal
from collections.abc import Callable, Sequence
from typing import Any

import eventlet
from eventlet.event import Event
from nameko.containers import ServiceContainer

from deploy.program.collecting import collect_seldom
from deploy.program.exits import BROKEN, DONE
from shared.config.limits import STOP_SECONDS_MAX
from shared.config.settings import Settings
from shared.logs import log
from shared.messaging.rpc.config import in_namespace, nameko_config


class Containers:
    """Runs services until somebody asks them to stop or one of them breaks. Needs a monkey-patched process."""

    def __init__(self, services: Sequence[type], settings: Settings, master: bytes) -> None:
        config = nameko_config(settings, master)
        self._all = [ServiceContainer(in_namespace(service, settings.namespace), config) for service in services]
        self._end = Event()

    def start(self) -> None:
        """Start every service, in the order given.

        Raises: what a service raised while it started.
        """
        for container in self._all:
            container.start()
            eventlet.spawn(self._watch, container)
        collect_seldom()

    def end(self, failure: BaseException | None = None) -> None:
        """Let `wait` return."""
        if not self._end.ready():
            self._end.send(failure)

    def ended(self) -> bool:
        """Whether `wait` would return at once."""
        return bool(self._end.ready())

    def wait(self) -> int:
        """Wait until asked to stop or until a service breaks; stop all of them, and return the exit code."""
        self.wait_for_end()
        return self.finish()

    def wait_for_end(self) -> None:
        """Wait until asked to stop or until a service breaks."""
        failure = self._end.wait()
        if failure is not None:
            log.error("service_broke", exc_info=failure)

    def finish(self) -> int:
        """Stop every service and return the exit code: 0 only when none broke and all could finish."""
        return DONE if self.stop() and self._end.wait() is None else BROKEN

    def stop(self) -> bool:
        """Let every service finish what it has in hand; return whether all did in time."""
        stopped: bool = eventlet.with_timeout(STOP_SECONDS_MAX, self._stop_all, timeout_value=False)
        if not stopped:
            log.error("stop_took_too_long", seconds=STOP_SECONDS_MAX)
        return stopped

    def _stop_all(self) -> bool:
        for thread in [eventlet.spawn(container.stop) for container in self._all]:
            thread.wait()
        return True

    def _watch(self, container: Any) -> None:
        try:
            container.wait()
        except BaseException as failure:  # noqa: BLE001 - whatever ended the service is handed on
            self.end(failure)
        else:
            self.end()


def on_signals(end: Callable[[], None]) -> None:
    """Call `end` at the first SIGTERM or SIGINT; a second one leaves at once, which loses nothing that was promised."""
    asked = False

    def hear(number: int, _frame: Any) -> None:
        nonlocal asked
        if asked:
            os._exit(BROKEN)
        asked = True
        log.info("stopping", signal=signal.Signals(number).name.lower())
        eventlet.hubs.get_hub().schedule_call_global(0, end)

    signal.signal(signal.SIGTERM, hear)
    signal.signal(signal.SIGINT, hear)
