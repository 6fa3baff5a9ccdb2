"""One audit: wait for rest, look, and look again at what may only have been on its way."""

import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack

from deploy.audit.look import Look, Watch
from deploy.audit.pulse import pulse, wait_for_rest
from deploy.audit.report import Audited, Findings
from deploy.rooms import room
from shared.config.limits import AUDIT_LOOKS_MAX, AUDIT_PAUSE_SECONDS, AUDIT_WAIT_SECONDS
from shared.config.settings import Settings
from shared.messaging.room import Room
from shared.messaging.topology import SERVICES


def audit(
    settings: Settings,
    master: bytes,
    *,
    wait_seconds: float = AUDIT_WAIT_SECONDS,
    allow_dead: bool = False,
    watch: Watch = lambda _what, _done, _total: None,
    sleep: Callable[[float], None] = time.sleep,
) -> Audited:
    """Read all stores and hold every rule against them; nothing is changed, and the system may run meanwhile.

    `wait_seconds`: how long the system may take to come to rest; what has not been heard after that counts as lost.
    With 0 it is only counted. `allow_dead`: dead events are counted, and break no rule.
    Raises: SQLAlchemy's own errors when a store can not be read.
    """
    with ExitStack() as stack:
        rooms = {service: stack.enter_context(room(settings, master, service)) for service in SERVICES}
        rest = wait_for_rest({name: wired.store.engine for name, wired in rooms.items()}, wait_seconds, sleep)
        look = Look(rooms, settings.embedded, wait_seconds > 0, allow_dead)
        findings, looks = _looked(rooms, look, watch, sleep)
    return Audited(
        verdicts=findings.verdicts(),
        figures=dict(look.figures),
        at_rest=rest.at_rest,
        looks=looks,
    )


def _looked(
    rooms: Mapping[str, Room], look: Look, watch: Watch, sleep: Callable[[float], None]
) -> tuple[Findings, int]:
    """Look until nothing is found, or until nothing moved meanwhile. What is lost stays lost; what moves arrives."""
    engines = {name: wired.store.engine for name, wired in rooms.items()}
    before, findings, looks = pulse(engines), look.once(watch), 1
    while findings.any and looks < AUDIT_LOOKS_MAX and before != pulse(engines):
        sleep(AUDIT_PAUSE_SECONDS)
        before, earlier, findings = pulse(engines), findings, look.once(watch)
        findings.keep_only(earlier)
        looks += 1
    return findings, looks
