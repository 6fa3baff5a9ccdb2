"""What cases does: about offers it hears of, and when a scheme answers or ends its support."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from services.cases.domain.case import (
    Case,
    accept,
    case_id_of,
    case_of,
    close,
    decline,
    open_case,
    transfer,
    withdraw,
)
from services.cases.queries import hold, latest_cases, references_closed, states_of, taken_back
from services.cases.tables import TAKEN_BACK
from shared.contracts.event import Event
from shared.contracts.intake import ReferralWithdrawn
from shared.contracts.matching import ReferralMoved, SchemeOffered
from shared.event_store.races import decided
from shared.event_store.recorded import Recorded
from shared.event_store.rows import insert_new
from shared.event_store.store import Store
from shared.event_store.transaction import Transaction

Answer = dict[str, Any]


@dataclass(frozen=True)
class Cases:
    """Cases' reactions and commands."""

    store: Store

    def on_scheme_offered(self, work: Transaction, heard: Sequence[Recorded]) -> None:
        """Open a case for every offer that has none yet."""
        offers = [(one, one.event) for one in heard if isinstance(one.event, SchemeOffered)]
        streams = {event.reference: stream_of(case_id_of(event.reference, event.round)) for _, event in offers}
        hold(work.connection, list(streams))
        versions = work.versions(list(streams.values()))
        gone = taken_back(work.connection, list(streams)) | self._ended(work, [event for _, event in offers])
        for one, event in offers:
            stream = streams[event.reference]
            if versions[stream] == 0:
                events = open_case(event, event.reference in gone)
                work.append(stream, 0, events, "matching.scheme_offered", cause=one.meta)

    def on_referral_moved(self, work: Transaction, heard: Sequence[Recorded]) -> None:
        """End what referrals had begun with a scheme that can hold them no more."""
        moved = {_case_left(one.event): (one.event, one.meta) for one in heard if isinstance(one.event, ReferralMoved)}
        hold(work.connection, [event.reference for event, _ in moved.values()])
        for stream, history in work.histories(list(moved)).items():
            case = case_of(past.event for past in history)
            event, cause = moved[stream]
            events = transfer(case, event.reason) if case else []
            work.append(stream, len(history), events, "matching.referral_moved", cause=cause)

    def on_referral_withdrawn(self, work: Transaction, heard: Sequence[Recorded]) -> None:
        """Remember what was taken back, and end what had begun."""
        withdrawn = {
            one.event.reference: (one.event, one.meta) for one in heard if isinstance(one.event, ReferralWithdrawn)
        }
        hold(work.connection, list(withdrawn))
        insert_new(work.connection, TAKEN_BACK, [{"reference": reference} for reference in sorted(withdrawn)])
        latest = latest_cases(work.connection, list(withdrawn))
        histories = work.histories([stream_of(case_id) for case_id in latest.values()])
        for reference, case_id in latest.items():
            history = histories[stream_of(case_id)]
            case = case_of(past.event for past in history)
            event, cause = withdrawn[reference]
            events = withdraw(case, event.reason) if case else []
            work.append(stream_of(case_id), len(history), events, "intake.referral_withdrawn", cause=cause)

    def states(self, references: Sequence[str]) -> Answer:
        """Return the state of the newest case of each of these referrals; those without one are left out."""
        with self.store.reading() as connection:
            return {"status": "found", "states": states_of(connection, references)}

    def _ended(self, work: Transaction, offers: Sequence[SchemeOffered]) -> frozenset[str]:
        """Return the referrals whose support has ended while matching moved them on: a later offer comes too late."""
        later = [event.reference for event in offers if event.round > 1]
        return references_closed(work.connection, later) if later else frozenset()

    def accept_offer(self, reference: str, by: str, scheme_id: str | None = None) -> Answer:
        """The scheme takes the person on. `scheme_id`: whose offer is meant; without it, the newest one."""
        return self._answer((reference, scheme_id), "accept_offer", by, accept, "accepted")

    def decline_offer(
        self, reference: str, reason: str, attributed_to: str, by: str, scheme_id: str | None = None
    ) -> Answer:
        """The scheme, or the person, does not take the offer up."""
        return self._answer(
            (reference, scheme_id), "decline_offer", by, lambda case: decline(case, reason, attributed_to), "declined"
        )

    def close_case(self, reference: str, outcome: str, reason: str, by: str, scheme_id: str | None = None) -> Answer:
        """The support ends."""
        return self._answer(
            (reference, scheme_id), "close_case", by, lambda case: close(case, outcome, reason), "closed"
        )

    def _answer(
        self,
        offer: tuple[str, str | None],
        because: str,
        by: str,
        decide: Callable[[Case], list[Event] | None],
        status: str,
    ) -> Answer:
        def answer(work: Transaction) -> Answer:
            reference, scheme_id = offer
            case_id = latest_cases(work.connection, [reference], scheme_id).get(reference)
            if case_id is None:
                return {"status": "not_found"}
            history = work.histories([stream_of(case_id)])[stream_of(case_id)]
            case = case_of(past.event for past in history)
            events = decide(case) if case else None
            if events is None:
                return {"status": "refused", "reason": f"case_is_{case.state if case else 'unknown'}"}
            work.append(stream_of(case_id), len(history), events, because, by=by)
            return {"status": status}

        return decided(self.store, answer)


def _case_left(moved: ReferralMoved) -> str:
    return stream_of(case_id_of(moved.reference, moved.round))


def stream_of(case_id: str) -> str:
    """Return the stream of a case."""
    return f"case-{case_id}"
