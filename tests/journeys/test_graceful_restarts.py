"""A hub is updated program by program while people send referrals: nobody notices, and no work is done again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.program.areas import demo_area_file
from tests.journeys.hub import Hub, full_hub
from tests.journeys.ledger import Ledger
from tests.journeys.senders import Senders
from tests.journeys.verdict import faults, rest
from tests.servers import AMQP_URI

pytestmark = [pytest.mark.slow, pytest.mark.full]


@pytest.fixture
def hub(tmp_path: Path, postgresql_url: str, namespace: str) -> Iterator[Hub]:
    """A hub of two processes per service on the machine's own servers."""
    made = full_hub(tmp_path, postgresql_url, AMQP_URI, ONWARD_NAMESPACE=namespace)
    try:
        made.start()
        made.furnish(demo_area_file())
        yield made
    finally:
        made.kill()


def test_every_program_restarted_under_load_leaves_with_0_and_has_nothing_heard_twice(hub: Hub) -> None:
    ledger = Ledger()
    with Senders(hub.door, ledger, seed=1).at_work():
        codes = {program.name: hub.restart(program) for program in hub.programs}
        hub.wait_until_ready()
    assert {name: code for name, code in codes.items() if code != 0} == {}
    rest(hub, ledger)
    assert faults(hub, ledger) == []
    assert hub.fallen == []
    assert b"heard_before" not in hub.logs()
    assert len(ledger.references) > 300
