"""One plain service as a process of its own: `python -m deploy.bench.plain.serve SERVICE`."""

import sys

from deploy.program.green import turn_green

turn_green()

from nameko.containers import ServiceContainer  # noqa: E402 - only once the process is green

from deploy.bench.plain.deciding import PlainCases, PlainIntake, PlainMatching, PlainTriage  # noqa: E402
from deploy.bench.plain.telling import PlainJourneys  # noqa: E402
from deploy.program.containers import on_signals  # noqa: E402
from shared.config.master_key import master_key  # noqa: E402
from shared.config.settings import Settings  # noqa: E402
from shared.logs import configure_logs  # noqa: E402
from shared.messaging.rpc.config import in_namespace, nameko_config  # noqa: E402

SERVICES: dict[str, type] = {
    service.name: service for service in (PlainIntake, PlainTriage, PlainMatching, PlainCases, PlainJourneys)
}


def main(service: str) -> None:
    """Serve until told to stop."""
    settings = Settings.from_environment()
    configure_logs(settings.log_level)
    config = nameko_config(settings, master_key(settings)) | {"serializer": "json"}
    container = ServiceContainer(in_namespace(SERVICES[service], settings.namespace), config)
    on_signals(container.stop)
    container.start()
    container.wait()


if __name__ == "__main__":
    main(sys.argv[1])
