"""Following one person on a list: how tries went, what is held of them, and how it ended without a referral."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from services.intake.domain.outreach import (
    AFTER,
    TO_REACH,
    Outreach,
    decline,
    disclose,
    end,
    outreach_of,
    try_to_reach,
)
from services.intake.handlers.arrivals import Answer
from services.intake.handlers.receiving import Receiving
from services.intake.queries.outreach import held_too_long
from shared.clock import london_date
from shared.config.limits import SWEPT_AT_ONCE_MAX
from shared.contracts.event import FORGOTTEN, Event
from shared.contracts.outreach import OutreachTried
from shared.doors.malformed import Malformed
from shared.doors.outreach import load_try
from shared.event_store.engine import empty_log
from shared.event_store.keyring import PersonForgotten
from shared.event_store.races import decided
from shared.event_store.recorded import Recorded
from shared.event_store.transaction import Transaction

BY_CLOCK, HELD_LONG_ENOUGH = "clock:intake", "held_long_enough"
Decide = Callable[[Outreach], list[Event] | None]


@dataclass(frozen=True)
class OutreachFollowing(Receiving):
    """Commands and questions about one person to be reached."""

    def outreach(self, contact_id: str, by: str) -> Answer:
        """Return what is held of somebody, for whoever is at the door, and record that they were shown it.

        Once it has ended, nothing is held, and the answer tells only how it went.
        """

        def show(work: Transaction) -> Answer:
            stream = outreach_stream(contact_id)
            history = work.histories([stream], opened=True)[stream]
            outreach = outreach_of(one.event for one in history)
            if outreach is None:
                return {"status": "not_found"}
            self.follow(work, outreach, len(history), disclose(outreach), "outreach", by)
            return _told(outreach, history)

        return decided(self.store, show)

    def try_outreach(self, contact_id: str, key: str, told: object, by: str) -> Answer:
        """Note how a try to reach somebody went; the same key again notes nothing twice."""
        try:
            tried = load_try(told, london_date(self.clock()))
        except Malformed as malformed:
            return {"status": "malformed", "errors": malformed.errors}
        submission = self.digest(f"{by}|{key} try".encode())

        def note(outreach: Outreach) -> list[Event] | None:
            return try_to_reach(outreach, tried, submission)

        return self._decided(contact_id, note, "try_outreach", by, "noted")

    def decline_outreach(self, contact_id: str, reason: str, by: str) -> Answer:
        """The person said no: what is held of them is destroyed, and no list brings them back."""
        return self._over(contact_id, lambda one: decline(one, reason), "decline_outreach", by, "declined")

    def end_outreach(self, contact_id: str, reason: str, by: str) -> Answer:
        """Nobody tries any more: what is held of them is destroyed."""
        return self._over(contact_id, lambda one: end(one, reason), "end_outreach", by, "ended")

    def sweep(self) -> int:
        """End what may be held no longer, and return how much that was; several processes end each only once."""
        with self.store.reading() as connection:
            overdue = held_too_long(connection, london_date(self.clock()), SWEPT_AT_ONCE_MAX)
        for contact_id in overdue:
            self._over(contact_id, lambda one: end(one, HELD_LONG_ENOUGH), "hold_fell_due", BY_CLOCK, "ended")
        return len(overdue)

    def follow(
        self, work: Transaction, outreach: Outreach, version: int, events: Sequence[Event], because: str, by: str
    ) -> None:
        """Record what happened; with what ends it, the key of the person's details goes for good."""
        stream, person = outreach_stream(outreach.contact_id), outreach.contact_id
        work.append(stream, version, events, because, by=by, person_id=person)
        if any(AFTER[type(event)] != TO_REACH for event in events):
            self.store.keyring.destroy(work.connection, person, work.now)

    def _over(self, contact_id: str, decide: Decide, because: str, by: str, status: str) -> Answer:
        answer = self._decided(contact_id, decide, because, by, status)
        empty_log(self.store.engine, wait=False)
        return answer

    def _decided(self, contact_id: str, decide: Decide, because: str, by: str, status: str) -> Answer:
        """Decide, and decide again when somebody else ended it in this moment, so that its key is gone."""

        def answer(work: Transaction) -> Answer:
            stream = outreach_stream(contact_id)
            history = work.histories([stream])[stream]
            outreach = outreach_of(one.event for one in history)
            if outreach is None:
                return {"status": "not_found"}
            events = decide(outreach)
            if events is None:
                return {"status": "refused", "reason": f"outreach_is_{outreach.state}"}
            self.follow(work, outreach, len(history), events, because, by)
            return {"status": status}

        try:
            return decided(self.store, answer)
        except PersonForgotten:
            return decided(self.store, answer)


def outreach_stream(contact_id: str) -> str:
    """Return the stream of one outreach."""
    return f"outreach-{contact_id}"


def _told(outreach: Outreach, history: Sequence[Recorded]) -> Answer:
    """Return what is held: the details, unless their key is gone, and every try."""
    listed, contact = outreach.listed, outreach.listed.contact
    return {
        "status": "found",
        "id": outreach.contact_id,
        "state": outreach.state,
        "source": listed.source,
        "lawful_basis": listed.lawful_basis,
        "held_since": listed.held_since.isoformat(),
        "hold_until": listed.hold_until.isoformat() if listed.hold_until else None,
        "listed_at": _instant(history[0]),
        "reference": outreach.reference,
        "contact": None if contact is FORGOTTEN else msgspec.to_builtins(contact),
        "tries": [_try_told(one, one.event) for one in history if isinstance(one.event, OutreachTried)],
    }


def _try_told(one: Recorded, tried: OutreachTried) -> dict[str, Any]:
    return {
        "at": _instant(one),
        "by": one.meta.by,
        "outcome": tried.outcome,
        "again_on": tried.again_on.isoformat() if tried.again_on else None,
        "note": None if tried.note is FORGOTTEN else tried.note,
    }


def _instant(one: Recorded) -> str:
    return one.meta.at.strftime("%Y-%m-%dT%H:%M:%SZ")
