"""Two services and an asker in one green process; says what happened as JSON, and ends."""

import eventlet

eventlet.monkey_patch()

import json  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from typing import Any  # noqa: E402

from nameko.standalone.rpc import ClusterRpcProxy  # noqa: E402

from deploy.program.containers import Containers  # noqa: E402
from shared.config.master_key import master_key  # noqa: E402
from shared.config.settings import Settings  # noqa: E402
from shared.logs import configure_logs  # noqa: E402
from shared.messaging.rpc.client import RpcClient, ServiceAway, ServiceFailed  # noqa: E402
from shared.messaging.rpc.config import nameko_config  # noqa: E402
from shared.messaging.rpc.in_process import InProcessTransport  # noqa: E402
from tests.integration.runtime.echo_service import EchoService  # noqa: E402


class SecondEchoService(EchoService):
    """Another of the same, under a name of its own."""

    name = "second"


def kind_of_failure(client: RpcClient, service: str, method: str, **given: Any) -> str:
    """Return how a question failed, and how long that took."""
    try:
        client.call(service, method, **given)
    except (ServiceAway, ServiceFailed) as failure:
        return f"{type(failure).__name__} {getattr(failure, 'kind', '')}".strip()
    return "answered"


def milliseconds(call: Any) -> float:
    """Return the median time of a hundred calls."""
    times = []
    for _ in range(100):
        began = time.perf_counter()
        call()
        times.append(time.perf_counter() - began)
    return sorted(times)[50] * 1000


def main() -> None:
    settings = Settings.from_environment()
    configure_logs("error")
    master = master_key(settings)
    containers = Containers([EchoService, SecondEchoService], settings, master)
    containers.start()
    client = RpcClient(settings, master, seconds=1.0)
    told: dict[str, Any] = {"answer": client.call("echo", "echo", value={"a": [1]})}
    told["failed"] = kind_of_failure(client, "echo", "fail", words="x")
    told["unknown"] = kind_of_failure(client, "nobody", "ready")
    told["late"] = kind_of_failure(client, "echo", "slow", seconds=1.5)
    told["milliseconds"] = milliseconds(lambda: client.call("second", "echo", value=1))
    began = time.monotonic()
    at_once = [eventlet.spawn(client.call, "echo", "slow", seconds=0.2) for _ in range(16)]
    told["at_once"] = [thread.wait() for thread in at_once]
    told["at_once_seconds"] = time.monotonic() - began
    with ClusterRpcProxy(nameko_config(settings, master), timeout=1) as proxy:
        told["nameko"] = proxy[f"{settings.namespace}echo"].echo(value="to nameko")
    client.close()
    told["queues"] = sorted(InProcessTransport.broker.queues)
    in_hand = eventlet.spawn(RpcClient(settings, master).call, "echo", "slow", seconds=0.5)
    eventlet.sleep(0.1)
    began = time.monotonic()
    told["stopped"] = containers.stop()
    told["stop_seconds"] = time.monotonic() - began
    told["in_hand"] = in_hand.wait()
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
