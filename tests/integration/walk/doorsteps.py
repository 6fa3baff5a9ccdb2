"""People on lists as the tests of outreach send them, and what they say at the door."""

from typing import Any
from uuid import uuid4

from tests.integration.walk.house import HUB, House

AT_THE_DOOR = "outreach:test"
YES: dict[str, Any] = {
    "person": {"born_on": "1950-02-03", "postcode": "ZZ99 3VZ"},
    "needs": ["befriending"],
    "sharing": [{"purpose": "direct_support", "lawful_basis": "explicit_consent", "agreed_on": "2025-06-01"}],
    "referrer": {"name": "Robin Wetherby", "organisation": "Quay Council"},
}


def entry(**told: Any) -> dict[str, Any]:
    """Return an entry of a list, of somebody nobody has met unless the name is told."""
    return {
        "source": "waste-collections-1",
        "lawful_basis": "public_task",
        "held_since": "2025-06-01",
        "given_name": "Ann",
        "family_name": f"Lee{uuid4().hex[:12]}",
        "address": "1 Quay Street",
        "phone": "07700 900001",
        "safe_contact": {"call": True, "text": False, "notes": "Knock twice."},
        **told,
    }


def put(house: House, *entries: dict[str, Any], key: str = "") -> list[dict[str, Any]]:
    """Put people on a list and return the answers."""
    sent = [{"key": f"{key}-{number}" if key else uuid4().hex, "contact": one} for number, one in enumerate(entries)]
    answers: list[dict[str, Any]] = house.intake.list_outreach(sent, HUB)
    return answers


def listed(house: House, **told: Any) -> str:
    """Put somebody on a list and return under which id."""
    (answer,) = put(house, entry(**told))
    assert (answer["status"], answer["repeated"]) == ("listed", False), answer
    return str(answer["id"])


def tried(house: House, contact_id: str, key: str = "", **told: Any) -> dict[str, Any]:
    """Note a try."""
    answer: dict[str, Any] = house.intake.try_outreach(
        contact_id, key or uuid4().hex, {"outcome": "no_answer", **told}, AT_THE_DOOR
    )
    return answer


def agreed(house: House, contact_id: str, **told: Any) -> dict[str, Any]:
    """Note a yes."""
    answer: dict[str, Any] = house.intake.agree_outreach(contact_id, {**YES, **told}, AT_THE_DOOR)
    return answer


def declined(house: House, contact_id: str, reason: str = "declined_by_person") -> dict[str, Any]:
    """Note a no."""
    answer: dict[str, Any] = house.intake.decline_outreach(contact_id, reason, AT_THE_DOOR)
    return answer


def ended(house: House, contact_id: str, reason: str = "unable_to_contact") -> dict[str, Any]:
    """Note that nobody tries any more."""
    answer: dict[str, Any] = house.intake.end_outreach(contact_id, reason, AT_THE_DOOR)
    return answer
