"""The ways in beside a single referral, gone by a person whose every value stands nowhere else, right and wrong."""

from typing import Any

from shared.doors.checklist import OF_AN_ITEM
from tests.journeys.door import Answered
from tests.journeys.hub import Hub
from tests.journeys.telltales import FAULTY_PHONE, KEY, NOTES, PERSON, REFERRAL, telling_contact, telling_referral

REFERRED = 3
"""Referrals that come of it: two of a checklist, one of a yes at the door."""


def come_in(hub: Hub, postcode: str) -> None:
    """Send a checklist and lists of people to be reached, right ones and wrong ones, and answer at the door."""
    _tick(hub, postcode)
    yes, no, ended = (_list(hub, f"{KEY}-{name}", postcode, given_name=name) for name in ("yes", "no", "ended"))
    _send_wrong_lists(hub, postcode)
    for doorstep in (yes, no, ended):
        note = {"outcome": "call_back", "note": NOTES["door"]}
        _expect(200, hub.door.ask("POST", f"{doorstep}/tries", note, Idempotency_Key=f"{KEY}-{doorstep}"))
        assert PERSON["family_name"] in str(_expect(200, hub.door.ask("GET", doorstep)).body)
    _expect(
        422, hub.door.ask("POST", f"{yes}/agreement", {"person": {"phone": FAULTY_PHONE}, "needs": [NOTES["door"]]})
    )
    _expect(202, hub.door.ask("POST", f"{yes}/agreement", telling_referral(postcode)))
    _expect(422, hub.door.ask("POST", f"{no}/decline", {"reason": NOTES["door"]}))
    _expect(200, hub.door.ask("POST", f"{no}/decline", {"reason": "declined_by_person"}))
    _expect(200, hub.door.ask("POST", f"{ended}/end", {"reason": "moved"}))
    _expect(422, hub.door.ask("GET", f"/api/v1/outreach?source={PERSON['given_name']}"))


def _tick(hub: Hub, postcode: str) -> None:
    """Send a checklist, the same again, one with a wrong item, and another one under the same key."""
    told = telling_referral(postcode)
    item = {name: told.pop(name) for name in OF_AN_ITEM}
    checklist = {**told, "items": [item, {**item, "needs": ["debt"]}]}
    wrong = {**checklist, "items": [item, {**item, "needs": [REFERRAL["what_matters"]], PERSON["family_name"]: 1}]}
    for status, sent, key in ((202, checklist, ""), (202, checklist, ""), (422, wrong, "-bad"), (422, wrong, "")):
        answer = hub.door.ask("POST", "/api/v1/checklists", sent, Idempotency_Key=f"{KEY}-list{key}")
        _expect(status, answer)
    _expect(404, hub.door.ask("GET", f"/api/v1/checklists/{PERSON['given_name']}"))


def _list(hub: Hub, key: str, postcode: str, **told: str) -> str:
    contact = {**telling_contact(postcode), "given_name": f"{PERSON['given_name']} {told['given_name']}"}
    sent = {"contacts": [{"idempotency_key": key, "contact": contact}]}
    (answer,) = _expect(200, hub.door.ask("POST", "/api/v1/outreach", sent)).body["answers"]
    assert answer["status"] == 202, answer
    return f"/api/v1/outreach/{answer['id']}"


def _send_wrong_lists(hub: Hub, postcode: str) -> None:
    contact = telling_contact(postcode)
    wrong: list[Any] = [
        {**contact, "phone": FAULTY_PHONE, "source": PERSON["given_name"]},
        {**contact, PERSON["family_name"]: PERSON["email"]},
        PERSON["given_name"],
    ]
    entries = [{"idempotency_key": f"{KEY}-wrong-{place}", "contact": one} for place, one in enumerate(wrong)]
    answers = _expect(200, hub.door.ask("POST", "/api/v1/outreach", {"contacts": entries})).body["answers"]
    assert {answer["status"] for answer in answers} == {422}, answers


def _expect(status: int, answered: Answered) -> Answered:
    assert answered.status == status, answered
    return answered
