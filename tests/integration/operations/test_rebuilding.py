"""A service's tables are built anew from the events, while the system runs, and nothing is lost or doubled by it."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import text

from deploy.audit import audit
from deploy.audit.snapshot import snapshot
from deploy.rebuilding import rebuild
from deploy.rooms import tables
from shared.contracts.event import Meta
from shared.messaging.dead_events import dead
from tests.house.project import ROOT
from tests.integration.operations.commands import environment, run
from tests.integration.operations.rebuilt import KEPT, TABLES, contents, structure
from tests.unit.audit.walked import MASTER, Walked, walk


def test_spoiled_tables_are_as_before_after_a_rebuild(walked: Walked) -> None:
    walk(walked)
    for service in TABLES:
        before = seen(walked, service)
        for table in TABLES[service]:
            do(walked, service, f"delete from {table}")
        code, said = run(walked.settings, "rebuild", service)
        assert (code, said.startswith(f"{service}: built anew from ")) == (0, True)
        assert seen(walked, service) == before
    walked.submit(2)
    walked.pump()
    assert audit(walked.settings, MASTER, wait_seconds=0).clean


def test_what_is_still_on_its_way_is_known_as_a_repeat_after_a_rebuild(walked: Walked) -> None:
    references = walked.submit(5)
    walked.pump("triage", "matching", "cases")
    rebuild(walked.settings, MASTER, "journeys")
    told = contents(walked, "journeys", TABLES["journeys"])
    do(walked, "journeys", "delete from feed_positions")
    walked.pump()
    assert contents(walked, "journeys", TABLES["journeys"]) == told
    assert {walked.rooms["journeys"].commands.journey(one)["state"] for one in references} == {"offered"}
    assert audit(walked.settings, MASTER, wait_seconds=0).clean


def test_a_rebuild_while_everybody_works_on_loses_and_doubles_nothing(walked: Walked) -> None:
    walk(walked)
    stopping = threading.Event()
    worked: list[str] = []

    def work() -> None:
        while not stopping.is_set():
            worked.extend(walked.submit(3))
            walked.pump()
            walked.rooms["cases"].commands.decline_offer(worked[-1], "too_far", "by_person", "scheme:test")

    worker = threading.Thread(target=work)
    worker.start()
    try:
        for service in ("journeys", "matching", "intake", "cases", "journeys"):
            before = len(worked)
            rebuild(walked.settings, MASTER, service)
            wait_until(lambda before=before: len(worked) > before)
    finally:
        stopping.set()
        worker.join()
    walked.pump()
    found = audit(walked.settings, MASTER, wait_seconds=0)
    assert found.clean, found
    assert found.figures["events not heard yet"] == 0


def test_a_rebuild_that_is_killed_has_changed_nothing_and_can_be_run_again(walked: Walked) -> None:
    walk(walked)
    for service, calls in (("journeys", 1), ("journeys", 4), ("matching", 1), ("intake", 1)):
        before = seen(walked, service)
        command = [sys.executable, "-m", "tests.integration.operations.rebuilt", service, str(calls)]
        killed = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment(walked.settings)}, timeout=60)
        assert killed.returncode == -signal.SIGKILL
        assert seen(walked, service) == before
        walked.submit(1)
        walked.pump()
        rebuild(walked.settings, MASTER, service)
    assert audit(walked.settings, MASTER, wait_seconds=0).clean


def test_an_event_that_can_not_be_read_stops_its_own_stream_and_no_other(walked: Walked) -> None:
    stuck, well = walked.submit(2)
    walked.pump()
    spoil_type(walked, f"referral-{stuck}")
    walked.pump()
    assert len(dead(walked.rooms["journeys"].store)) == 1
    told = rebuild(walked.settings, MASTER, "journeys")
    assert told.unreadable == {f"referral-{stuck}"}
    walked.pump()
    assert [heard.stream for heard, _ in dead(walked.rooms["journeys"].store)] == [f"referral-{stuck}"]
    assert walked.rooms["journeys"].commands.journey(well)["state"] == "offered"


def test_a_dead_event_that_a_rebuild_could_tell_is_dead_no_more(walked: Walked) -> None:
    (reference,) = walked.submit()
    walked.pump()
    row = {"stream": f"referral-{reference}", "version": 1, "type": "a type", "public": "{}", "meta": "{}"}
    with walked.rooms["journeys"].store.transaction() as work:
        table = walked.rooms["journeys"].store.tables.dead_events
        work.connection.execute(table.insert().values(**row, failure="KeyError"))
    rebuild(walked.settings, MASTER, "journeys")
    assert not dead(walked.rooms["journeys"].store)


@pytest.mark.parametrize(("service", "table"), [("journeys", "journeys"), ("matching", "placements")])
def test_a_reader_in_the_way_is_waited_for_while_others_work_on(walked: Walked, service: str, table: str) -> None:
    walk(walked)
    reading = threading.Event()

    def read_and_work() -> None:
        with walked.rooms[service].store.reading() as connection:
            connection.execute(text(f"select count(*) from {table}"))
            reading.set()
            for _ in range(4):
                time.sleep(0.3)
                walked.submit(2, cohorts=["bereaved"])
                walked.pump()

    worker = threading.Thread(target=read_and_work)
    worker.start()
    reading.wait()
    rebuild(walked.settings, MASTER, service)
    worker.join()
    walked.pump()
    assert audit(walked.settings, MASTER, wait_seconds=0).clean


def test_an_audit_that_has_begun_sees_the_tables_it_began_with(walked: Walked) -> None:
    walk(walked)
    counted = "select count(*) from steps"
    with ThreadPoolExecutor(1) as pool:
        with snapshot(walked.rooms["journeys"].store.engine, tables("journeys")) as looking:
            rebuilding = pool.submit(rebuild, walked.settings, MASTER, "journeys")
            time.sleep(0.5)
            found = looking.number(counted)
        assert rebuilding.result(timeout=30).events == found
    with snapshot(walked.rooms["journeys"].store.engine) as looking:
        assert looking.number(counted) == found


def seen(walked: Walked, service: str) -> Any:
    """Return everything of a service that a rebuild must leave as it was."""
    return contents(walked, service, TABLES[service] + KEPT), structure(walked, service, TABLES[service])


def do(walked: Walked, service: str, statement: str) -> None:
    with walked.rooms[service].store.engine.begin() as connection:
        connection.execute(text(statement))


def spoil_type(walked: Walked, stream: str) -> None:
    """Record something of a type that this version does not know, as a newer one would."""
    store = walked.rooms["intake"].store
    meta: Any = Meta(store.read(stream)[0].meta.at, "service:newer", "something")
    values = {"stream": stream, "meta": f'{{"at":"{meta.at.isoformat()}","by":"x","because":"y"}}'}
    statement = text(
        "insert into events (stream, version, type, public, meta) "
        "values (:stream, 2, 'intake.referral_amended.v9', '{}', :meta)"
    )
    with store.engine.begin() as connection:
        connection.execute(statement, values)


def wait_until(holds: Any) -> None:
    """Let the others work for a moment."""
    until = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.01)
