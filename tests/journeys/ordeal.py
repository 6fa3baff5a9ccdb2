"""Everything that makes a system talk too much: good and bad referrals, questions, failing stores and handlers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import text

from shared.event_store.engine import open_engine
from tests.journeys.door import Answered
from tests.journeys.hub import Hub, wait_until
from tests.journeys.program import onward
from tests.journeys.stores import buried, states
from tests.journeys.telltales import (
    FAULTY_NHS_NUMBER,
    FAULTY_PHONE,
    FAULTY_POSTCODE,
    KEY,
    PERSON,
    REFERRAL,
    telling_referral,
)
from tests.journeys.ways_in import REFERRED, come_in

POSTCODE = "QX1 1AU"
STEP_SECONDS_MAX = 30


def go_through(hub: Hub) -> None:
    """Send, ask, answer, and fail, until every referral is at rest."""
    sent = [_send(hub, KEY), _send(hub, f"{KEY}-again")]
    assert all(answered.status == 202 for answered in sent), sent
    _send_malformed(hub)
    _ask_strange_things(hub)
    come_in(hub, POSTCODE)
    _fail_in_intake(hub)
    _fail_in_matching(hub)
    sent_in = 4 + REFERRED
    wait_until(
        "all are at rest", lambda: sum(states(hub.settings).values()) == sent_in and _at_rest(hub), STEP_SECONDS_MAX
    )
    for answered in sent:
        _answer(hub, answered.body["reference"])


def _send(hub: Hub, key: str) -> Answered:
    return hub.door.ask("POST", "/api/v1/referrals", telling_referral(POSTCODE), Idempotency_Key=key)


def _send_malformed(hub: Hub) -> None:
    person = telling_referral(POSTCODE)["person"]
    faults: list[dict[str, Any]] = [
        {"person": {**person, "nhs_number": FAULTY_NHS_NUMBER, "postcode": FAULTY_POSTCODE, "phone": FAULTY_PHONE}},
        {"person": {**person, "born_on": PERSON["given_name"], "address": {"line": PERSON["address"]}}},
        {"needs": [REFERRAL["what_matters"]], "cohorts": PERSON["family_name"]},
        {PERSON["family_name"]: PERSON["email"], "urgency": PERSON["phone"], "requested_scheme": PERSON["carer"]},
    ]
    bad = [{**telling_referral(POSTCODE), **fault} for fault in faults]
    alone = [hub.door.ask("POST", "/api/v1/referrals", one, Idempotency_Key=f"{KEY}-bad") for one in bad]
    entries = [{"idempotency_key": f"{KEY}-{place}", "referral": one} for place, one in enumerate(bad)]
    together = hub.door.ask("POST", "/api/v1/referrals/bulk", {"referrals": entries})
    other = {**telling_referral(POSTCODE), "needs": ["debt"]}
    conflict = hub.door.ask("POST", "/api/v1/referrals", other, Idempotency_Key=KEY)
    half = str(telling_referral(POSTCODE)).encode()
    unreadable = hub.door.ask("POST", "/api/v1/referrals", half, Idempotency_Key=f"{KEY}-half")
    assert {one.status for one in [*alone, unreadable]} <= {400, 422}, alone
    assert {one["status"] for one in together.body["answers"]} == {422}, together
    assert conflict.status == 409, conflict


def _ask_strange_things(hub: Hub) -> None:
    for path in (
        f"/api/v1/referrals/{PERSON['given_name']}",
        f"/api/v1/referrals/{PERSON['nhs_number']}/shortlist?name={PERSON['given_name']}",
        f"/{PERSON['email']}",
        f"/api/v1/schemes/{PERSON['given_name'].lower()}/approval",
    ):
        assert hub.door.ask("GET", path).status in {404, 405}, path


def _fail_in_intake(hub: Hub) -> None:
    with _missing_table(hub, "intake", "submissions"):
        assert _send(hub, f"{KEY}-broken").status >= 500
    assert _send(hub, f"{KEY}-broken").status == 202


def _fail_in_matching(hub: Hub) -> None:
    with _missing_table(hub, "matching", "placements"):
        assert _send(hub, f"{KEY}-buried").status == 202
        wait_until("matching buries what it can not handle", lambda: buried(hub.settings), STEP_SECONDS_MAX)
    onward(hub.environment, "dead", "replay")


def _answer(hub: Hub, written: str) -> None:
    """Accept the offer of one referral, close it, and read its story as a program and as a person."""
    path = f"/api/v1/referrals/{written}"
    hub.door.ask("POST", f"{path}/review", {"decision": "route", "reason": "safe_to_route"})
    hub.door.ask("POST", f"{path}/acceptance")
    hub.door.ask("POST", f"{path}/decline", {"reason": PERSON["given_name"], "note": REFERRAL["risks"]})
    assert hub.door.ask("GET", path).status == 200
    assert hub.door.ask("GET", f"/referrals/{written}").status == 200


def _at_rest(hub: Hub) -> bool:
    return not {"received", "matching"} & states(hub.settings).keys()


@contextmanager
def _missing_table(hub: Hub, service: str, table: str) -> Iterator[None]:
    engine = open_engine(hub.settings, service)
    try:
        with engine.begin() as connection:
            connection.execute(text(f"alter table {table} rename to {table}_hidden"))
        yield
        with engine.begin() as connection:
            connection.execute(text(f"alter table {table}_hidden rename to {table}"))
    finally:
        engine.dispose()
