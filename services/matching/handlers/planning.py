"""Planning a scheme's next specification."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.matching.domain.registering import plan_specification
from services.matching.domain.standing import NotAsItStands
from services.matching.handlers.changing import (
    DONE,
    NOT_AHEAD,
    NOT_FOUND,
    Answer,
    ahead,
    held_scheme,
    refused_as_it_stands,
)
from services.matching.handlers.settling import scheme_stream
from services.matching.queries.due import planned_specification
from shared.config.limits import PLANNED_DAYS_MAX
from shared.contracts.scheme import Scheme
from shared.doors.malformed import Malformed
from shared.doors.scheme import load_scheme
from shared.event_store.races import decided
from shared.event_store.store import Store
from shared.event_store.transaction import Transaction


@dataclass(frozen=True)
class SpecificationPlanning:
    """Matching's command about specifications to come."""

    store: Store

    def plan_specification(self, scheme_id: str, from_on: str, specification: Mapping[str, object], by: str) -> Answer:
        """Enter a specification that will be in force from a day to come."""
        day = date.fromisoformat(from_on)
        try:
            scheme = load_scheme({**specification, "id": scheme_id})
        except Malformed as malformed:
            return {"status": "malformed", "errors": malformed.errors}
        if not ahead(self.store.now(), day, PLANNED_DAYS_MAX):
            return NOT_AHEAD
        return decided(self.store, lambda work: _plan(work, scheme, day, by))


def _plan(work: Transaction, scheme: Scheme, day: date, by: str) -> Answer:
    held = held_scheme(work, scheme.id)
    if held is None:
        return NOT_FOUND
    entry, places = held
    try:
        events = plan_specification(entry.standing, planned_specification(work.connection, scheme.id, day), day, scheme)
    except NotAsItStands as state:
        return refused_as_it_stands(state)
    work.append(scheme_stream(scheme.id), places.version, events, "plan_specification", by=by)
    return DONE
