"""What intake does when it is asked: take referrals in, and take them back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.intake.arrivals import Arrivals
from services.intake.domain.identity import Hash
from services.intake.domain.receiving import Submission, withdraw
from services.intake.submissions import Digest, read_submission
from shared.clock import Clock, london_date
from shared.contracts.reference import new_reference
from shared.event_store.races import decided
from shared.event_store.store import Store
from shared.event_store.transaction import Transaction
from shared.ids import NewId, RandomBelow

Answer = dict[str, Any]


@dataclass(frozen=True)
class Intake:
    """Intake's commands. Every answer is a dict with a `status`; see the front door for their words."""

    store: Store
    clock: Clock
    new_id: NewId
    random_below: RandomBelow
    hashed: Hash
    digest: Digest

    def submit_referrals(self, submissions: Sequence[dict[str, Any]], by: str) -> list[Answer]:
        """Take referrals in, all that are valid in one transaction, and answer each in its place.

        Shape: each submission is `{"key": …, "referral": {…}}`. Answers: `received` with the reference, `malformed`
        with the errors by field, or `conflict` when the key was used for another body.
        """
        today = london_date(self.clock())
        read = [read_submission(sent, by, today, self.digest) for sent in submissions]
        valid = [one for one in read if isinstance(one, Submission)]
        answers = iter(decided(self.store, lambda work: self._receive(work, valid, by)) if valid else ())
        return [next(answers) if isinstance(one, Submission) else one for one in read]

    def withdraw_referral(self, reference: str, reason: str, by: str) -> Answer:
        """Take a referral back; asked twice, it stays taken back."""
        return decided(self.store, lambda work: self._withdraw(work, reference, reason, by))

    def _receive(self, work: Transaction, valid: Sequence[Submission], by: str) -> list[Answer]:
        arrivals = Arrivals(
            work, by, self.hashed, valid, lambda: new_reference(self.random_below), self.new_id
        )
        return [arrivals.receive(sent) for sent in valid]

    def _withdraw(self, work: Transaction, reference: str, reason: str, by: str) -> Answer:
        stream = f"referral-{reference}"
        history = work.histories([stream])[stream]
        if not history:
            return {"status": "not_found"}
        events = withdraw([recorded.event for recorded in history], reason)
        if events:
            work.append(stream, len(history), events, "withdraw_referral", by=by)
        return {"status": "withdrawn"}
