"""What triage does about referrals it hears of, and when the hub decides a review."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from services.triage.domain.assessment import assess, end_review, review
from services.triage.queries import Protocols
from shared.contracts.intake import ReferralReceived, ReferralWithdrawn
from shared.event_store.races import decided
from shared.event_store.recorded import Recorded
from shared.event_store.store import Store
from shared.event_store.transaction import Transaction


@dataclass(frozen=True)
class Triage:
    """Triage's reactions and commands."""

    store: Store
    protocols: Protocols = field(default_factory=Protocols)

    def on_referral_received(self, work: Transaction, heard: Sequence[Recorded]) -> None:
        """Assess every referral not assessed before."""
        protocol = self.protocols.in_force(work.connection)
        received = [(one, one.event) for one in heard if isinstance(one.event, ReferralReceived)]
        versions = work.versions([stream_of(event.facts.reference) for _, event in received])
        for one, event in received:
            stream = stream_of(event.facts.reference)
            if versions[stream] == 0:
                events = assess(protocol, event.facts)
                work.append(stream, 0, events, "intake.referral_received", cause=one.meta)

    def on_referral_withdrawn(self, work: Transaction, heard: Sequence[Recorded]) -> None:
        """End the reviews of referrals that were taken back."""
        withdrawn = [(one, one.event) for one in heard if isinstance(one.event, ReferralWithdrawn)]
        histories = work.histories([stream_of(event.reference) for _, event in withdrawn])
        for one, event in withdrawn:
            history = histories[stream_of(event.reference)]
            events = end_review([past.event for past in history], "withdrawn")
            if events:
                stream = stream_of(event.reference)
                work.append(stream, len(history), events, "intake.referral_withdrawn", cause=one.meta)

    def decide_review(self, reference: str, decision: str, reason: str, by: str) -> dict[str, Any]:
        """Send a held referral on, or back; `decision`: route or return, `reason`: a code."""

        def decide(work: Transaction) -> dict[str, Any]:
            stream = stream_of(reference)
            history = work.histories([stream])[stream]
            if not history:
                return {"status": "not_found"}
            events = review([past.event for past in history], decision, reason)
            if events is None:
                return {"status": "refused", "reason": "not_in_review"}
            work.append(stream, len(history), events, "decide_review", by=by)
            return {"status": "routed" if decision == "route" else "returned"}

        return decided(self.store, decide)


def stream_of(reference: str) -> str:
    """Return the stream of a referral's assessment."""
    return f"assessment-{reference}"
