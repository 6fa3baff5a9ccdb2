"""Checklists and outreach over HTTP, with the real services behind the front door."""

from pathlib import Path
from typing import Any

from click.testing import CliRunner

from deploy.program.outreach import outreach
from tests.integration.directory.doorway import FrontDoor
from tests.integration.walk.doorsteps import YES, entry
from tests.integration.walk.house import referral
from tests.integration.web.files import as_csv, saved

KEY = {"Idempotency-Key": "once"}


def checklist() -> dict[str, Any]:
    """Return a checklist of two needs as frontline staff send it."""
    sent = referral()
    del sent["needs"]
    return {**sent, "items": [{"needs": ["debt"]}, {"needs": ["befriending"], "what_matters": "Company."}]}


def put(door: FrontDoor, **told: Any) -> str:
    """Put somebody on a list and return where their doorstep is."""
    sent = {"contacts": [{"idempotency_key": "k", "contact": entry(**told)}]}
    (answer,) = door.client.post("/api/v1/outreach", json=sent).get_json()["answers"]
    assert answer["status"] == 202, answer
    return f"/api/v1/outreach/{answer['id']}"


def test_a_checklist_is_followed_from_its_first_moment_until_its_referrals_are_offered(front_door: FrontDoor) -> None:
    front_door.house.register({"id": "money", "needs": ["debt"]}, {"id": "friends", "needs": ["befriending"]})
    answer = front_door.client.post("/api/v1/checklists", json=checklist(), headers=KEY)
    assert answer.status_code == 202, answer.text
    sent = answer.get_json()
    follow, first, second = sent["status_url"], *(one["reference"] for one in sent["referrals"])
    early = front_door.client.get(follow).get_json()["referrals"]
    assert {one["state"] for one in early} == {"received"}
    alone = front_door.client.get(sent["referrals"][0]["status_url"]).get_json()
    assert (alone["state"], alone["siblings"]) == ("received", [second])
    front_door.house.settle()
    later = front_door.client.get(follow).get_json()["referrals"]
    assert {one["scheme"]["id"] for one in later} == {"money", "friends"}
    told = front_door.client.get(sent["referrals"][1]["status_url"]).get_json()
    assert (told["state"], told["siblings"]) == ("offered", [first])


def test_a_door_is_knocked_at_until_the_person_says_yes_and_then_there_is_a_referral(front_door: FrontDoor) -> None:
    front_door.house.register({"id": "a"})
    doorstep, client = put(front_door, address="1 Quay Street"), front_door.client
    assert client.get(doorstep).get_json()["contact"]["address"] == "1 Quay Street"
    noted = client.post(f"{doorstep}/tries", json={"outcome": "no_answer", "note": "A dog barked."}, headers=KEY)
    assert noted.get_json() == {"status": "noted"}
    bad = client.post(f"{doorstep}/agreement", json={**YES, "needs": ["nothing"]})
    assert (bad.status_code, list(bad.get_json(force=True)["errors"])) == (422, ["needs.0"])
    yes = [client.post(f"{doorstep}/agreement", json=YES) for _ in range(2)]
    assert [answer.status_code for answer in yes] == [202, 202]
    assert yes[0].get_json() == yes[1].get_json()
    front_door.house.settle()
    told = client.get(yes[0].get_json()["status_url"]).get_json()
    assert (told["state"], told["siblings"]) == ("offered", [])
    now = client.get(doorstep).get_json()
    assert (now["state"], now["contact"], now["reference"]) == ("agreed", None, told["reference"])
    assert now["tries"][0]["note"] is None


def test_a_no_at_the_door_is_heard_by_the_next_list_and_counted(front_door: FrontDoor) -> None:
    doorstep, client = put(front_door, family_name="Lee"), front_door.client
    assert client.post(f"{doorstep}/decline", json={"reason": "no_contact_wanted"}).get_json() == {"status": "declined"}
    assert client.get(doorstep).get_json()["contact"] is None
    again = {"contacts": [{"idempotency_key": "other", "contact": entry(family_name="Lee", source="doors-1")}]}
    (answer,) = client.post("/api/v1/outreach", json=again).get_json()["answers"]
    assert (answer["status"], answer["reason"]) == (409, "declined_before")
    listed = client.get("/api/v1/outreach?state=declined").get_json()
    assert (listed["total"], listed["counts"]) == (1, {"declined": 1})
    assert "Lee" not in str(listed)


def test_a_file_of_people_is_listed_by_the_program_and_shown_on_the_worklist(
    front_door: FrontDoor, tmp_path: Path
) -> None:
    path = saved(tmp_path / "waste.csv", as_csv([entry(), entry(), entry()]))
    for says in ("3 taken, 0 taken before", "0 taken, 3 taken before"):
        done = CliRunner().invoke(outreach, ["send", str(path)])
        assert (done.exit_code, says in done.stdout) == (0, True), done.output
    assert front_door.client.get("/api/v1/outreach?per_page=2").get_json()["total"] == 3
