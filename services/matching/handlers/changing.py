"""Changing one scheme: its places are locked, its entry is read, and what is decided joins its stream."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from services.matching.domain.capacity import Places
from services.matching.domain.registering import TooFewPlaces
from services.matching.domain.standing import NotAsItStands
from services.matching.handlers.settling import scheme_stream
from services.matching.queries import Entry, entries, locked_places
from shared.clock import london_date
from shared.contracts.event import Event
from shared.event_store.races import decided
from shared.event_store.store import Store
from shared.event_store.transaction import Transaction

Answer = dict[str, Any]
TOO_FEW: Answer = {"status": "refused", "reason": "places_below_held"}
NOT_FOUND: Answer = {"status": "not_found"}
DONE: Answer = {"status": "done"}
NOT_AHEAD: Answer = {"status": "refused", "reason": "day_not_ahead"}


def change_scheme(
    store: Store, scheme_id: str, because: str, by: str | None, decide: Callable[[Entry], list[Event]]
) -> Answer:
    """Decide about one scheme and record it; when somebody else was first, decide again.

    Answers: done, not_found, or refused with a reason.
    """

    def change(work: Transaction) -> Answer:
        held = held_scheme(work, scheme_id)
        if held is None:
            return NOT_FOUND
        entry, places = held
        try:
            events = decide(entry)
        except TooFewPlaces:
            return TOO_FEW
        except NotAsItStands as state:
            return refused_as_it_stands(state)
        work.append(scheme_stream(scheme_id), places.version, events, because, by=by)
        return DONE

    return decided(store, change)


def held_scheme(work: Transaction, scheme_id: str) -> tuple[Entry, Places] | None:
    """Return a scheme's entry and its places, locked until the transaction ends; None when there is none."""
    places = locked_places(work.connection, [scheme_id])
    found = entries(work.connection, [scheme_id])
    return (found[scheme_id], places[scheme_id]) if scheme_id in found else None


def refused_as_it_stands(state: NotAsItStands) -> Answer:
    """Return that this can not happen to a scheme in such a state."""
    return {"status": "refused", "reason": f"scheme_is_{state}"}


def ahead(now: datetime, day: date, days_max: int) -> bool:
    """Whether a day is to come, and not too far away."""
    today = london_date(now)
    return today < day <= today + timedelta(days=days_max)
