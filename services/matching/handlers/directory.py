"""Keeping the directory: schemes are entered, approved, and given places."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from services.matching.domain.capacity import Places
from services.matching.domain.listing import changed_fields
from services.matching.domain.registering import TooFewPlaces, approve_scheme, as_entered, register, set_places
from services.matching.handlers.matching import scheme_stream, stream_of
from services.matching.queries import Entry, entries, locked_places, schemes_listed
from shared.contracts.event import Event
from shared.contracts.matching import SchemeApproved, SchemeRegistered, SchemesShortlisted
from shared.contracts.scheme import Scheme
from shared.doors.malformed import Malformed
from shared.doors.scheme import load_scheme
from shared.event_store.races import decided
from shared.event_store.store import Store
from shared.event_store.transaction import Transaction

Answer = dict[str, Any]
TOO_FEW = {"status": "refused", "reason": "places_below_held"}


@dataclass(frozen=True)
class DirectoryKeeping:
    """Matching's commands."""

    store: Store

    def register_schemes(self, schemes: Sequence[object], by: str) -> list[Answer]:
        """Enter specifications, all that are valid in one transaction, and answer each in its place."""
        read = [_read(entered) for entered in schemes]
        valid = {one.id: one for one in read if isinstance(one, Scheme)}
        answers = decided(self.store, lambda work: self._register(work, valid, by)) if valid else {}
        return [answers[one.id] if isinstance(one, Scheme) else one for one in read]

    def approve_scheme(self, scheme_id: str, by: str) -> Answer:
        """Let referrals be routed to a scheme."""
        return self._change(scheme_id, "approve_scheme", by, lambda entry: approve_scheme(scheme_id, entry.approved))

    def set_places(self, scheme_id: str, places: int, by: str) -> Answer:
        """Say how many people a scheme can hold at once; never fewer than it holds."""
        return self._change(scheme_id, "set_places", by, lambda entry: set_places(scheme_id, places, entry.held))

    def schemes(self) -> Answer:
        """Return every scheme in short."""
        with self.store.reading() as connection:
            return {"status": "found", "schemes": schemes_listed(connection)}

    def shortlist(self, reference: str) -> Answer:
        """Return the newest shortlist of a referral, with every factor and every exclusion."""
        events = [recorded.event for recorded in self.store.read(stream_of(reference))]
        lists = [event for event in events if isinstance(event, SchemesShortlisted)]
        if not lists:
            return {"status": "not_found"}
        newest = lists[-1]
        return {
            "status": "found",
            "reference": reference,
            "round": newest.round,
            "protocol_version": newest.protocol_version,
            "schemes": [msgspec.to_builtins(one) for one in newest.considered or ()],
        }

    def _register(self, work: Transaction, valid: dict[str, Scheme], by: str) -> dict[str, Answer]:
        locked = locked_places(work.connection, list(valid))
        known = entries(work.connection, list(valid))
        new = Places(places=None, held=0, version=0)
        return {
            scheme_id: enter(work, scheme, known.get(scheme_id), locked.get(scheme_id, new), by)
            for scheme_id, scheme in valid.items()
        }

    def _change(self, scheme_id: str, because: str, by: str, decide: Callable[[Any], list[Event]]) -> Answer:
        def change(work: Transaction) -> Answer:
            places = locked_places(work.connection, [scheme_id])
            found = entries(work.connection, [scheme_id])
            if scheme_id not in found:
                return {"status": "not_found"}
            try:
                events = decide(found[scheme_id])
            except TooFewPlaces:
                return TOO_FEW
            work.append(scheme_stream(scheme_id), places[scheme_id].version, events, because, by=by)
            return {"status": "done"}

        return decided(self.store, change)


def enter(work: Transaction, scheme: Scheme, entry: Entry | None, places: Places, by: str) -> Answer:
    """Enter one specification while its places are locked, and answer what came of it: also which fields changed."""
    known = as_entered(entry.scheme, places.places, scheme) if entry else None
    try:
        events = register(known, bool(entry and entry.approved), places.held, scheme)
    except TooFewPlaces:
        return {**TOO_FEW, "id": scheme.id}
    work.append(scheme_stream(scheme.id), places.version, events, "register_schemes", by=by)
    if entry is None or not events:
        return {"status": "unchanged" if entry else "registered", "id": scheme.id}
    return {"status": "changed", "id": scheme.id, "changed": _changed(entry, places, scheme, events)}


def _changed(entry: Entry, places: Places, scheme: Scheme, events: Sequence[Event]) -> list[str]:
    """Return the fields that are not as they were in force, the places set since included."""
    before = msgspec.structs.asdict(entry.scheme) | {"places": places.places}
    after = msgspec.structs.asdict(scheme) if any(isinstance(event, SchemeRegistered) for event in events) else before
    fields = {name for name in changed_fields(before, after) if name != "approved"}
    return sorted(fields | {"approved" for event in events if isinstance(event, SchemeApproved)})


def _read(entered: object) -> Scheme | Answer:
    try:
        return load_scheme(entered)
    except Malformed as malformed:
        return {"status": "malformed", "errors": malformed.errors}
