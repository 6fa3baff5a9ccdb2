"""The protocols and the replay through the real front door, with the real services behind it."""

from typing import Any

from shared.contracts.reference import written
from tests.integration.directory.doorway import FrontDoor
from tests.integration.protocols.kinds import CAREFUL

PROTOCOLS = "/api/v1/protocols"


def asked(door: FrontDoor, address: str, body: Any = None) -> tuple[int, Any]:
    answer = door.client.get(address) if body is None else door.client.post(address, json=body)
    return answer.status_code, answer.get_json(force=True)


def test_what_is_shown_can_be_tried_published_and_asked_for_again(front_door: FrontDoor) -> None:
    reference = front_door.house.submit(cohorts=["carer"])
    front_door.house.settle()
    _, shown = asked(front_door, f"{PROTOCOLS}/triage")
    edit = {"based_on": shown["in_force"], "protocol": shown["protocol"]}
    edit["protocol"]["rules"].append(CAREFUL)
    status, tried = asked(front_door, f"{PROTOCOLS}/triage/dry-run", edit)
    assert (status, [one["reference"] for one in tried["changes"]]) == (200, [written(reference)])
    assert asked(front_door, f"{PROTOCOLS}/triage/versions", edit) == (200, {"status": "published", "version": 2})
    assert asked(front_door, f"{PROTOCOLS}/triage/versions", edit) == (200, {"status": "unchanged", "version": 2})
    past = {"based_on": 1, "protocol": asked(front_door, f"{PROTOCOLS}/triage?version=1")[1]["protocol"]}
    status, problem = asked(front_door, f"{PROTOCOLS}/triage/versions", past)
    assert (status, problem["reason"]) == (409, "published_meanwhile")


def test_every_decision_on_a_referral_is_decided_again_for_whoever_asks(front_door: FrontDoor) -> None:
    front_door.house.register({"id": "a"}, {"id": "b"})
    reference = front_door.house.submit(safeguarding_concern=True)
    front_door.house.settle()
    front_door.house.triage.decide_review(reference, "route", "safe_to_route", "hub:test")
    front_door.house.settle()
    front_door.house.cases.decline_offer(reference, "no_capacity", "by_scheme", "scheme:test")
    front_door.house.settle()
    status, told = asked(front_door, f"/api/v1/referrals/{written(reference)}/replay")
    assert (status, told["reference"], told["same"]) == (200, written(reference), True)
    decisions = [(one["decision"], one.get("round"), one["same"], one["differences"]) for one in told["decisions"]]
    assert decisions == [("triage", None, True, []), ("matching", 1, True, []), ("matching", 2, True, [])]
