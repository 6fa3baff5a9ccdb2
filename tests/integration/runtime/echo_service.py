"""A small service of the tests' own, started as `python -m tests.integration.runtime.echo_service`."""

import eventlet

eventlet.monkey_patch()

import sys  # noqa: E402
from typing import Any  # noqa: E402

from nameko.extensions import DependencyProvider  # noqa: E402

from deploy.program.containers import Containers, on_signals  # noqa: E402
from shared.config.master_key import master_key  # noqa: E402
from shared.config.settings import Settings  # noqa: E402
from shared.logs import configure_logs  # noqa: E402
from shared.messaging.rpc.entrypoint import rpc  # noqa: E402


class Breakdown(DependencyProvider):
    """Breaks its container, as a thread does that nobody foresaw could fail."""

    def get_dependency(self, worker_ctx: Any) -> Any:
        return lambda: self.container.spawn_managed_thread(lambda: next(iter(())))


class EchoService:
    """Answers with what it is asked, late or never."""

    name = "echo"
    breakdown = Breakdown()

    @rpc
    def echo(self, value: Any) -> Any:
        return value

    @rpc
    def fail(self, words: str) -> None:
        raise LookupError(words)

    @rpc
    def unfit(self) -> object:
        return object()

    @rpc
    def slow(self, seconds: float) -> str:
        eventlet.sleep(seconds)
        return "done"

    @rpc
    def break_down(self) -> None:
        self.breakdown()


def main() -> int:
    settings = Settings.from_environment()
    configure_logs(settings.log_level)
    containers = Containers([EchoService], settings, master_key(settings))
    on_signals(containers.end)
    containers.start()
    sys.stdout.write("started\n")
    sys.stdout.flush()
    return containers.wait()


if __name__ == "__main__":
    sys.exit(main())
