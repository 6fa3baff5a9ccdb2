"""The ways into a walk beside a single referral: a checklist, and doors that were knocked at."""

from typing import Any

from shared.doors.checklist import OF_AN_ITEM

LISTED: list[dict[str, Any]] = [
    {
        "key": f"listed-{number}",
        "contact": {
            "source": "waste-collections-1",
            "lawful_basis": "public_task",
            "held_since": "2025-06-01",
            "family_name": f"Bevan{'bcdf'[number]}",
            "address": f"{number} Orchard Row",
        },
    }
    for number in range(4)
]


def submit_together(intake: Any, referral: dict[str, Any], count: int) -> list[str]:
    """Send a checklist of so many needs of the person of a referral, and return its references."""
    shared = {name: value for name, value in referral.items() if name not in OF_AN_ITEM}
    checklist = {**shared, "items": [{"needs": ["befriending"]}] * count}
    answer = intake.submit_checklist(f"together-{count}", checklist, "referrer:test")
    assert answer["status"] == "received", answer
    return list(answer["references"])


def knock(intake: Any, yes_to: dict[str, Any]) -> list[str]:
    """Put people on a list, knock at their doors, and return the references of those who said yes to a referral."""
    yes, no, moved, later = (listed["id"] for listed in intake.list_outreach(LISTED, "hub:test"))
    answer = intake.agree_outreach(yes, yes_to, "outreach:test")
    assert answer["status"] == "received", answer
    intake.try_outreach(later, "key", {"outcome": "call_back", "note": "After lunch."}, "outreach:test")
    assert intake.outreach(later, "outreach:test")["contact"]
    intake.decline_outreach(no, "declined_by_person", "outreach:test")
    intake.end_outreach(moved, "moved", "outreach:test")
    return [answer["reference"]]
