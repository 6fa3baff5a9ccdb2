"""The audit on both databases, also while the system moves."""

import threading

import pytest
from sqlalchemy import text

from deploy.audit import audit
from deploy.audit.sentences import DELIVERED, NONE_DEAD, NOT_AHEAD, PASSED_ON, READABLE, tables_rule
from tests.unit.audit.walked import MASTER, Walked, walk

JOURNEYS_RULE = "every journey tells exactly what was recorded"
PLACE_RULE = "every received referral is in exactly one place"


def test_a_walk_in_which_nothing_went_wrong_is_clean_on_both_databases(walked: Walked) -> None:
    went = walk(walked)
    relay(walked)
    found = audit(walked.settings, MASTER)
    assert found.clean, found
    assert found.at_rest
    referrals = sum(len(references) for kind, references in went.items() if kind != "parked") + 20
    assert found.verdict(PLACE_RULE).looked_at == referrals == found.figures["referrals"]


@pytest.mark.parametrize(
    ("service", "spoiling", "rule"),
    [
        ("journeys", "update journeys set state = 'parked' where state = 'accepted'", JOURNEYS_RULE),
        ("matching", "update places set held = held + 1", tables_rule("matching")),
        ("intake", "delete from identities", tables_rule("intake")),
        ("cases", "update cases set state = 'closed'", tables_rule("cases")),
        ("triage", "update inbox_cursors set version = version + 1", NOT_AHEAD),
        ("cases", "delete from inbox_cursors", DELIVERED),
        ("cases", "update person_keys set wrapped = wrapped", None),
        ("triage", "insert into dead_events values ('referral-X', 1, 'a', '{}', '{}', 'KeyError')", NONE_DEAD),
    ],
)
def test_a_spoiled_store_is_found_on_both_databases(
    walked: Walked, service: str, spoiling: str, rule: str | None
) -> None:
    walk(walked)
    relay(walked)
    do(walked, service, spoiling)
    broken = audit(walked.settings, MASTER, wait_seconds=0.01).broken
    assert rule in broken if rule else not broken


def test_an_event_that_is_not_json_is_told_and_keeps_the_auditor_from_nothing_else(walked: Walked) -> None:
    walked.submit(3)
    walked.pump()
    relay(walked)
    do(
        walked,
        "intake",
        "insert into events (stream, version, type, public, meta) values ('person-x', 1, 'y', '{', '')",
    )
    assert READABLE in audit(walked.settings, MASTER, wait_seconds=0).broken


def test_an_audit_of_a_system_that_moves_finds_nothing_wrong(walked: Walked) -> None:
    walk(walked)
    stopping = threading.Event()

    def move() -> None:
        while not stopping.is_set():
            for reference in walked.submit(5):
                walked.pump("triage", "matching")
                walked.pump()
                walked.rooms["cases"].commands.decline_offer(reference, "too_far", "by_person", "scheme:test")

    moving = threading.Thread(target=move)
    moving.start()
    try:
        found = audit(walked.settings, MASTER, wait_seconds=0, sleep=lambda _: None)
    finally:
        stopping.set()
        moving.join()
    assert found.clean, found


def do(walked: Walked, service: str, statement: str) -> None:
    with walked.rooms[service].store.engine.begin() as connection:
        connection.execute(text(statement))


def relay(walked: Walked) -> None:
    """Stand in for the relays: note that everything was passed on."""
    for service in () if walked.settings.embedded else ("intake", "triage", "matching", "cases"):
        do(walked, service, "insert into relay_checkpoints select 'published', max(position) from events")


def test_a_relay_that_stands_still_is_found(walked: Walked) -> None:
    walked.submit(1)
    walked.pump()
    if walked.settings.embedded:
        do(walked, "triage", "update feed_positions set position = 1")
    assert audit(walked.settings, MASTER, wait_seconds=0.01).broken == (PASSED_ON,)
