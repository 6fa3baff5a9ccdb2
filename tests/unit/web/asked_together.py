"""The other side of the front door as far as checklists go: a checklist is two referrals, whatever was ticked."""

from datetime import date
from typing import Any

from shared.doors.checklist import load_checklist
from shared.doors.malformed import Malformed

Answer = dict[str, Any]
CHECKLIST = "c" * 32
TOGETHER = ["2345672J", "234567CF"]


class AskedTogether:
    """Answers what the front door asks about checklists. `heard`: where journeys knows the referrals to be."""

    def __init__(self) -> None:
        self.heard: dict[str, Answer] = {}
        self._checklists: dict[str, Any] = {}

    def intake_submit_checklist(self, key: str, checklist: Any, by: str) -> Answer:
        try:
            load_checklist(checklist, date(2026, 11, 22))
        except Malformed as malformed:
            return {"status": "malformed", "errors": malformed.errors}
        if self._checklists.setdefault(key, checklist) != checklist:
            return {"status": "conflict"}
        return {"status": "received", "checklist": CHECKLIST, "references": TOGETHER}

    def intake_checklist(self, checklist_id: str) -> Answer:
        if checklist_id != CHECKLIST:
            return {"status": "not_found"}
        return {"status": "found", "references": TOGETHER}

    def journeys_states(self, references: list[str]) -> Answer:
        return {"status": "found", "states": {one: self.heard[one] for one in references if one in self.heard}}
