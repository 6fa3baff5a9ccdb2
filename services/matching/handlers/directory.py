"""Keeping the directory: schemes are entered and given places, and rankings published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from services.matching.domain.capacity import Places
from services.matching.domain.changes import changed_fields
from services.matching.domain.registering import TooFewPlaces, as_entered, register, set_places
from services.matching.domain.standing import NotAsItStands, SchemeStanding
from services.matching.handlers.changing import TOO_FEW, Answer, change_scheme, refused_as_it_stands
from services.matching.handlers.settling import scheme_stream, stream_of
from services.matching.queries import Entry, entries, locked_places
from services.matching.queries.listing import schemes_listed
from shared.config.limits import SCHEMES_LISTED_MAX
from shared.contracts.directory import SchemeApproved, SchemeRegistered
from shared.contracts.event import Event
from shared.contracts.matching import SchemesShortlisted
from shared.contracts.scheme import Scheme
from shared.doors.malformed import Malformed
from shared.doors.scheme import load_scheme
from shared.event_store.races import decided
from shared.event_store.store import Store
from shared.event_store.transaction import Transaction


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

    def set_places(self, scheme_id: str, places: int, by: str) -> Answer:
        """Say how many people a scheme can hold at once; never fewer than it holds."""
        return change_scheme(
            self.store, scheme_id, "set_places", by, lambda entry: set_places(scheme_id, places, entry.held)
        )

    def schemes(self, state: str | None = None, after: str = "", limit: int = SCHEMES_LISTED_MAX) -> Answer:
        """Return the schemes in short that come after one in the order of ids; only those in a state, where told."""
        with self.store.reading() as connection:
            return {"status": "found", **schemes_listed(connection, state, after, min(limit, SCHEMES_LISTED_MAX))}

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


def enter(
    work: Transaction,
    scheme: Scheme,
    entry: Entry | None,
    places: Places,
    by: str | None,
    planned_for: date | None = None,
) -> Answer:
    """Enter one specification while its places are locked, and answer what came of it: also which fields changed.

    `planned_for`: the day it was planned for, when it comes into force by itself.
    """
    try:
        events = _entered(scheme, entry, places, planned_for)
    except TooFewPlaces:
        return {**TOO_FEW, "id": scheme.id}
    except NotAsItStands as state:
        return {**refused_as_it_stands(state), "id": scheme.id}
    because = "plan_specification" if planned_for else "register_schemes"
    work.append(scheme_stream(scheme.id), places.version, events, because, by=by)
    if entry is None or not events:
        return {"status": "unchanged" if entry else "registered", "id": scheme.id}
    return {"status": "changed", "id": scheme.id, "changed": _changed(entry, places, scheme, events)}


def _entered(scheme: Scheme, entry: Entry | None, places: Places, planned_for: date | None) -> list[Event]:
    if entry is None:
        return register(None, SchemeStanding(), places.held, scheme, planned_for)
    known = as_entered(entry.scheme, places.places, entry.assured_until, scheme)
    return register(known, entry.standing, places.held, scheme, planned_for)


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
