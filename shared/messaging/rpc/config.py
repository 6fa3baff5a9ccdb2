"""How nameko runs Onward's services: where questions travel, how they are sealed, and what every service is given."""

from typing import Any

from kombu import Connection, Exchange, Queue

from shared.config.limits import BROKER_CONNECT_SECONDS, BROKER_HEARTBEAT_SECONDS, SERVICE_WORKERS_MAX
from shared.config.settings import Settings
from shared.messaging.rpc.in_process import URI
from shared.messaging.rpc.sealing import SERIALIZER, register_sealing

RPC_EXCHANGE = Exchange("nameko-rpc", type="topic", durable=True)
"""Where questions and answers are put: nameko's own exchange, so that its clients are understood too."""

STORE_AWAY = "StoreAway"
"""What an answer names as its failure while the service's database is away: the same question may soon be answered."""


def nameko_config(settings: Settings, master: bytes) -> dict[str, Any]:
    """Return what a service's container is started with; a dependency finds the settings and the master key in it."""
    register_sealing(master)
    return {
        "AMQP_URI": rpc_uri(settings),
        "TRANSPORT_OPTIONS": {"connect_timeout": BROKER_CONNECT_SECONDS},
        "HEARTBEAT": BROKER_HEARTBEAT_SECONDS,
        "serializer": SERIALIZER,
        "max_workers": SERVICE_WORKERS_MAX,
        "ONWARD_SETTINGS": settings,
        "ONWARD_MASTER_KEY": master,
    }


def rpc_uri(settings: Settings) -> str:
    """Return where questions travel: the broker, or this process itself."""
    return settings.amqp_uri or URI


def rpc_connection(uri: str, heartbeat: float = BROKER_HEARTBEAT_SECONDS) -> Connection:
    """Return an open connection for questions, to the first of the broker's nodes that answers.

    Raises: kombu's OperationalError when none does.
    """
    connection = Connection(uri, heartbeat=heartbeat, connect_timeout=BROKER_CONNECT_SECONDS)
    return connection.ensure_connection(max_retries=1 + uri.count(";"), interval_start=0, interval_step=0)


def in_namespace(service: type, namespace: str) -> type:
    """Return the service under the name it has in this namespace; nameko names its queue after it."""
    return type(service.__name__, (service,), {"name": f"{namespace}{service.name}"})  # type: ignore[attr-defined]


def rpc_queue(service_name: str) -> Queue:
    """Return the queue of questions to a service."""
    return Queue(f"rpc-{service_name}", exchange=RPC_EXCHANGE, routing_key=f"{service_name}.*", durable=True)
