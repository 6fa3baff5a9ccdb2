"""Keeping the activities people can be connected to: listed, listed anew, taken off."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.matching.domain.listing import Standing, StaysOff, list_activity, take_off
from services.matching.handlers.changing import Answer
from services.matching.queries.activities import standings
from shared.contracts.activities import Activity, ActivityListed, ActivityRelisted
from shared.contracts.directory_codes import TAKEN_OFF_REASONS
from shared.contracts.event import Event
from shared.doors.listing import load_activity
from shared.doors.malformed import Malformed
from shared.event_store.races import decided
from shared.event_store.store import Store
from shared.event_store.transaction import Transaction


@dataclass(frozen=True)
class ActivityKeeping:
    """Matching's commands about activities."""

    store: Store

    def list_activities(self, entries: Sequence[object], by: str) -> list[Answer]:
        """List activities, all that can be in one transaction, and answer each in its place.

        Answers: listed, relisted with the fields that `changed`, unchanged, refused with a reason, or malformed.
        """
        read = [_read(entry) for entry in entries]
        told = {one.id: one for one in read if isinstance(one, Activity)}
        answers = decided(self.store, lambda work: _list(work, told, by)) if told else {}
        return [answers[one.id] if isinstance(one, Activity) else one for one in read]

    def take_off_activity(self, activity_id: str, reason: str, by: str) -> Answer:
        """Take an activity off the directory. Unless it is merely gone, no import puts it back."""
        if reason not in TAKEN_OFF_REASONS:
            return {"status": "refused", "reason": "reason_not_known"}

        def decide(work: Transaction) -> Answer:
            standing = standings(work.connection, [activity_id]).get(activity_id)
            if standing is None:
                return {"status": "not_found"}
            work.append(activity_stream(activity_id), standing.version, take_off(standing, reason), "take_off", by=by)
            return {"status": "done"}

        return decided(self.store, decide)


def activity_stream(activity_id: str) -> str:
    """Return the stream of an activity."""
    return f"activity-{activity_id}"


def _list(work: Transaction, told: dict[str, Activity], by: str) -> dict[str, Answer]:
    standing = standings(work.connection, list(told))
    return {activity_id: _list_one(work, standing.get(activity_id), one, by) for activity_id, one in told.items()}


def _list_one(work: Transaction, standing: Standing | None, told: Activity, by: str) -> Answer:
    try:
        events = list_activity(standing, told)
    except StaysOff:
        return {"status": "refused", "id": told.id, "reason": "taken_off"}
    work.append(activity_stream(told.id), standing.version if standing else 0, events, "list_activities", by=by)
    return {"id": told.id, **_came_of(events)}


def _came_of(events: Sequence[Event]) -> Answer:
    for event in events:
        if isinstance(event, ActivityRelisted):
            return {"status": "relisted", "changed": list(event.changed)}
        if isinstance(event, ActivityListed):
            return {"status": "listed"}
    return {"status": "unchanged"}


def _read(entry: object) -> Activity | Answer:
    try:
        return load_activity(entry)
    except Malformed as malformed:
        return {"status": "malformed", "errors": malformed.errors}
