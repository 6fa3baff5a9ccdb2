"""The other side of the front door as far as people on lists go: whoever is listed keeps to one id, and one answer."""

from datetime import date
from typing import Any

from shared.contracts.outreach import Contact, OutreachListed
from shared.contracts.referral import SafeContact
from shared.doors.malformed import Malformed
from shared.doors.outreach import load_list_entry, load_try

Answer = dict[str, Any]
TODAY = date(2026, 11, 22)
CONTACT = "a" * 32
SAID_NO = "Declan"
LISTED = OutreachListed(
    contact_id=CONTACT,
    lawful_basis="public_task",
    held_since=date(2026, 11, 1),
    source="waste-1",
    contact=Contact(family_name="Bevan", address="1 Orchard Row", safe_contact=SafeContact(call=True)),
)
LISTED_AT = "2026-11-22T09:05:00Z"


class AskedDoorsteps:
    """Answers what the front door asks about people on lists. `doors`: how it stands with each; `sent`: by key."""

    def __init__(self) -> None:
        self.doors: dict[str, str] = {CONTACT: "to_reach"}
        self.sent: dict[str, Any] = {}

    def intake_list_outreach(self, entries: list[Answer], by: str) -> list[Answer]:
        return [self._list(one["key"], one["contact"]) for one in entries]

    def _list(self, key: str, contact: Any) -> Answer:
        try:
            load_list_entry(contact, TODAY)
        except Malformed as malformed:
            return {"status": "malformed", "errors": malformed.errors}
        if contact.get("given_name") == SAID_NO:
            return {"status": "refused", "reason": "declined_before"}
        repeated = key in self.sent
        if self.sent.setdefault(key, contact) != contact:
            return {"status": "conflict"}
        return {"status": "listed", "id": CONTACT, "repeated": repeated}

    def intake_outreach_list(self, state: str | None, source: str | None, page: int, per_page: int) -> Answer:
        states = [one for one in self.doors.values() if state in (None, one)]
        row = {"contact_id": CONTACT, "source": "waste-1", "listed_at": LISTED_AT, "tries": 0, "last_outcome": None}
        rows = [{**row, "state": one, "again_on": None, "reference": None} for one in states]
        counts = {one: states.count(one) for one in states}
        return {"status": "found", "total": len(rows), "outreach": rows[:per_page], "counts": counts}

    def intake_outreach(self, contact_id: str, by: str) -> Answer:
        if contact_id not in self.doors:
            return {"status": "not_found"}
        told = {"id": contact_id, "state": self.doors[contact_id], "source": "waste-1", "lawful_basis": "public_task"}
        contact = {"family_name": "Bevan", "address": "1 Orchard Row", "safe_contact": {"call": True}}
        tried = {"at": LISTED_AT, "by": "outreach:api", "outcome": "no_answer", "again_on": None, "note": None}
        more = {"held_since": "2026-11-01", "hold_until": None, "listed_at": LISTED_AT, "reference": None}
        return {"status": "found", **told, **more, "contact": contact, "tries": [tried]}

    def intake_try_outreach(self, contact_id: str, key: str, told: Any, by: str) -> Answer:
        try:
            load_try(told, TODAY)
        except Malformed as malformed:
            return {"status": "malformed", "errors": malformed.errors}
        return self._answered(contact_id, "to_reach", "noted")

    def intake_decline_outreach(self, contact_id: str, reason: str, by: str) -> Answer:
        return self._answered(contact_id, "declined", "declined")

    def intake_end_outreach(self, contact_id: str, reason: str, by: str) -> Answer:
        return self._answered(contact_id, "ended", "ended")

    def _answered(self, contact_id: str, state: str, status: str) -> Answer:
        if contact_id not in self.doors:
            return {"status": "not_found"}
        if self.doors[contact_id] not in ("to_reach", state):
            return {"status": "refused", "reason": f"outreach_is_{self.doors[contact_id]}"}
        self.doors[contact_id] = state
        return {"status": status}
