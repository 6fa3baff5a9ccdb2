"""Nothing of a person is found in any message, log line or figure of a run, nor in the stores and files it leaves."""

import re
from pathlib import Path

import pytest
from sqlalchemy import text

from deploy.program.areas import demo_area_file
from shared.event_store.engine import open_engine
from tests.journeys.hub import Hub, embedded_hub, full_hub
from tests.journeys.ordeal import POSTCODE, go_through
from tests.journeys.overhearing import Overhearing, plant
from tests.journeys.telltales import PERSON, found, telltales, values
from tests.private_postgresql import PrivatePostgresql
from tests.private_rabbitmq import PrivateRabbitmq
from tests.private_servers import private_postgresql, private_rabbitmq

pytestmark = pytest.mark.slow

Left = dict[str, bytes]
"""What a run left behind, by what it was."""

PLANTED = PERSON["email"]
HEARD_FROM = {"intake.events", "triage.events", "matching.events", "cases.events", "nameko-rpc", "amq.rabbitmq.trace"}
SAID = (b"event_buried", b"request_failed")
"""What shows that the run failed where it was to fail."""
WITH_EVERY_POSTCODE = {"database files", "store files"}
"""Intake's own table of areas stands there, with every postcode of the place."""


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Left, Left]]:
    """What a run of each mode left, and what it left once a value had been planted everywhere."""
    return {"full": _full(tmp_path_factory.mktemp("full")), "embedded": _embedded(tmp_path_factory.mktemp("embedded"))}


def _full(folder: Path) -> tuple[Left, Left]:
    with private_postgresql() as database, private_rabbitmq() as broker:
        broker.ask("trace_on")
        hub = full_hub(folder, database.url, broker.uri, each=1, ONWARD_LOG_LEVEL="debug")
        with Overhearing(broker.uri) as overhearing:
            metrics = _live(hub)
        assert overhearing.exchanges() == HEARD_FROM
        left = {"messages": overhearing.everything(), "metrics": metrics, **_kept(hub, database, broker)}
        _start_again(database, broker)
        with Overhearing(broker.uri) as again:
            plant(broker.uri, PLANTED.encode())
            again.wait_for_something()
        _plant_in(hub)
        return left, {"messages": again.everything(), "metrics": PLANTED.encode(), **_kept(hub, database, broker)}


def _embedded(folder: Path) -> tuple[Left, Left]:
    hub = embedded_hub(folder, ONWARD_LOG_LEVEL="debug")
    left = {"metrics": _live(hub), "logs": hub.logs(), "store files": _below(hub.settings.data_dir)}
    _plant_in(hub)
    return left, {"metrics": PLANTED.encode(), "logs": hub.logs(), "store files": _below(hub.settings.data_dir)}


def _live(hub: Hub) -> bytes:
    """Let a hub go through everything, stop it, and return its figures as they were at the end."""
    try:
        hub.start()
        hub.furnish(demo_area_file())
        go_through(hub)
        figures = hub.door.ask("GET", "/metrics").body.encode()
        assert set(hub.stop().values()) == {0}
        assert not [said for said in SAID if said not in hub.logs()]
        assert b"onward_http_requests_total" in figures
        return bytes(figures)
    finally:
        hub.kill()


def _kept(hub: Hub, database: PrivatePostgresql, broker: PrivateRabbitmq) -> Left:
    """Return the logs, the stores, and the files of both servers; they are stopped for it."""
    stores = database.dump(without="intake.postcodes")
    broker.stop()
    database.stop()
    return {
        "logs": hub.logs(),
        "stores": stores,
        "broker files": _below(broker.folder),
        "database files": _below(database.data),
    }


def _start_again(database: PrivatePostgresql, broker: PrivateRabbitmq) -> None:
    database.start()
    broker.start()


def _plant_in(hub: Hub) -> None:
    """Write the value into a store and a log."""
    engine = open_engine(hub.settings, "intake")
    with engine.begin() as connection:
        row = {"planted": PLANTED}
        connection.execute(
            text("insert into submissions (submission, content, reference) values (:planted, '', '')"), row
        )
    engine.dispose()
    with hub.programs[0].log.open("a") as log:
        log.write(f"{PLANTED}\n")


def _below(folder: Path) -> bytes:
    raw = (path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    return b"\n".join(re.sub(rb"\0{9,}", b"\0", one) for one in raw)


@pytest.mark.parametrize("mode", ["full", "embedded"])
def test_nothing_of_a_person_is_found_in_what_a_run_leaves(runs: dict[str, tuple[Left, Left]], mode: str) -> None:
    leaks = []
    for where, haystack in runs[mode][0].items():
        wanted = values() if where in WITH_EVERY_POSTCODE else [*values(), POSTCODE]
        leaks += found(where, haystack, telltales(wanted))
    assert leaks == []


@pytest.mark.parametrize("mode", ["full", "embedded"])
def test_the_same_search_finds_a_value_that_was_planted(runs: dict[str, tuple[Left, Left]], mode: str) -> None:
    blind = [where for where, haystack in runs[mode][1].items() if not found(where, haystack, telltales([PLANTED]))]
    assert blind == []


def test_the_search_finds_a_value_in_every_form_it_may_be_written_in() -> None:
    born_on, nhs_number = PERSON["born_on"], PERSON["nhs_number"]
    written = ["23/09/1937", "19370923", "23 SEPTEMBER 1937", "999 004 1733", "OTk5MDA0MTczM", "+447700900173"]
    told = telltales([born_on, nhs_number, PERSON["phone"]])
    assert [form for form in written if not found("a text", f"before {form} after".encode(), told)] == []
