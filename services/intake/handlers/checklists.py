"""Taking in a checklist: several needs of one person, each a referral of its own, all of them or none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.intake.domain.receiving import Submission
from services.intake.handlers.arrivals import Answer
from services.intake.handlers.receiving import Receiving, canonical
from services.intake.queries import checklist_of, referrals_of
from shared.clock import london_date
from shared.doors.checklist import load_checklist
from shared.doors.malformed import Malformed
from shared.event_store.races import decided
from shared.event_store.transaction import Transaction


@dataclass(frozen=True)
class ChecklistReceiving(Receiving):
    """Commands and questions about checklists."""

    def submit_checklist(self, key: str, checklist: Mapping[str, Any], by: str) -> Answer:
        """Take a checklist in, every item as a referral, in one transaction; nothing when one item is wrong.

        Answers: `received` with the checklist's id and the references in the order of its items, `malformed`, or
        `conflict` when the key was used for another body.
        """
        try:
            read = load_checklist(checklist, london_date(self.clock()))
        except Malformed as malformed:
            return {"status": "malformed", "errors": malformed.errors}
        content = self.digest(canonical(checklist))
        items = [
            Submission(self.digest(f"{by}|{key} item {number}".encode()), content, referral)
            for number, referral in enumerate(read)
        ]
        return decided(self.store, lambda work: self._take_in(work, items, by))

    def checklist(self, checklist_id: str) -> Answer:
        """Return the references of the referrals that came on one checklist."""
        with self.store.reading() as connection:
            references = referrals_of(connection, checklist_id)
        return {"status": "found", "references": references} if references else {"status": "not_found"}

    def _take_in(self, work: Transaction, items: list[Submission], by: str) -> Answer:
        """Why a space stands in the keys of items: no sender's own key has one, so it can be no other's."""
        new = self.new_id()
        answers = self.arrivals(work, items, by).receive_together(items, new)
        if answers[0]["status"] != "received":
            return answers[0]
        references = [answer["reference"] for answer in answers]
        known = checklist_of(work.connection, references[0]) if answers[0]["repeated"] else new
        return {"status": "received", "checklist": known, "references": references}
