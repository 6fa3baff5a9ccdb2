"""Whether this process lives, and whether Onward as a whole can take work."""

import time
from threading import Thread
from typing import Any

from flask import Blueprint

from services.web.asking import Ask, asking
from shared.config.limits import READY_SECONDS_MAX
from shared.logs import log
from shared.messaging.rpc.client import ServiceAway

SERVICES = ("intake", "triage", "matching", "cases", "journeys")
_SILENT = {"ready": False, "problems": [f"no answer within {READY_SECONDS_MAX:g} seconds"]}

health = Blueprint("health", __name__, url_prefix="/health")


@health.get("/live")
def live() -> Any:
    """Say that this process answers, and nothing more."""
    return {"live": True}


@health.get("/ready")
def ready() -> Any:
    """Ask every service whether it can work now. 200 only when all can."""
    services = readiness(asking())
    all_ready = all(service["ready"] for service in services.values())
    return {"ready": all_ready, "services": services}, 200 if all_ready else 503


def readiness(ask: Ask) -> dict[str, dict[str, Any]]:
    """Return what each service says of itself; all are asked at once, and one that is silent is not ready.

    Why threads of their own: under eventlet they are green ones, and a thread that hangs holds nobody up.
    """
    told: dict[str, dict[str, Any]] = {}
    threads = [Thread(target=_ask_one, args=(ask, service, told), daemon=True) for service in SERVICES]
    until = time.monotonic() + READY_SECONDS_MAX
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))
    return {service: told.get(service, _SILENT) for service in SERVICES}


def _ask_one(ask: Ask, service: str, told: dict[str, dict[str, Any]]) -> None:
    try:
        answer = ask(service, "ready")
        told[service] = dict(answer) | {"ready": answer["ready"] is True}
    except ServiceAway:
        told[service] = {"ready": False, "problems": ["it does not answer"]}
    except Exception as error:  # noqa: BLE001 - whatever went wrong, the truth is that it is not ready
        log.error("ready_failed", service=service, exc_info=error)
        told[service] = {"ready": False, "problems": ["it answers with an error"]}
