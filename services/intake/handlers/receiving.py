"""Taking referrals in, and taking them back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from services.intake.domain.identity import Digest, Hash
from services.intake.domain.receiving import Submission, withdraw
from services.intake.handlers.arrivals import Answer, Arrivals
from services.intake.queries import siblings_of
from shared.clock import Clock, london_date
from shared.contracts.intake import ReferralReceived
from shared.contracts.reference import new_reference
from shared.doors.malformed import Malformed
from shared.doors.referral import load_referral
from shared.event_store.races import decided
from shared.event_store.store import Store
from shared.event_store.transaction import Transaction
from shared.ids import NewId, RandomBelow

canonical = msgspec.json.Encoder(order="sorted").encode
"""The one form of a body, from which it is known again."""


@dataclass(frozen=True)
class Receiving:
    """Commands about single referrals. Every answer is a dict with a `status`; see the front door for their words."""

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

    def receipt(self, reference: str) -> Answer:
        """Return when a referral was received, from whom in terms of roles, and what came on one checklist with it."""
        history = self.store.read(f"referral-{reference}")
        if not history or not isinstance(received := history[0].event, ReferralReceived):
            return {"status": "not_found"}
        meta = history[0].meta
        told = {"status": "found", "received_at": meta.at.strftime("%Y-%m-%dT%H:%M:%SZ"), "by": meta.by}
        if not received.facts.checklist:
            return told
        with self.store.reading() as connection:
            return {**told, "siblings": siblings_of(connection, reference, received.facts.checklist)}

    def arrivals(self, work: Transaction, valid: Sequence[Submission], by: str) -> Arrivals:
        """Return what takes these submissions in within a transaction."""
        return Arrivals(work, by, self.hashed, valid, lambda: new_reference(self.random_below), self.new_id)

    def _receive(self, work: Transaction, valid: Sequence[Submission], by: str) -> list[Answer]:
        arrivals = self.arrivals(work, valid, by)
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


def read_submission(sent: dict[str, Any], by: str, today: date, digest: Digest) -> Submission | Answer:
    """Return a valid submission, or the answer that names everything wrong with it."""
    try:
        referral = load_referral(sent["referral"], today)
    except Malformed as malformed:
        return {"status": "malformed", "errors": malformed.errors}
    return Submission(
        submission=digest(f"{by}|{sent['key']}".encode()),
        content=digest(canonical(sent["referral"])),
        referral=referral,
    )
