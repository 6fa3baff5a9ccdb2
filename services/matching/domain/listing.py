"""The decisions about activities: whether they are listed, what has changed, and whether they may come back."""

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from services.matching.domain.changes import changed_fields
from shared.contracts.activities import Activity, ActivityListed, ActivityRelisted, ActivityTakenOff
from shared.contracts.event import Event

COMES_BACK = "gone"
"""The one reason after which an import lists an activity again; any other was somebody's decision."""


class StaysOff(Exception):
    """Somebody took the activity off the directory, and an import does not put it back."""


class Standing(NamedTuple):
    """How an activity stands in the directory. `taken_off`: why it is not in it now, if so."""

    activity: Activity
    taken_off: str | None
    version: int


def list_activity(standing: Standing | None, told: Activity) -> list[Event]:
    """Return what listing an activity changes; nothing when it is listed just so.

    Raises: StaysOff.
    """
    if standing is None:
        return [ActivityListed(activity_id=told.id, activity=told)]
    if standing.taken_off is not None:
        if standing.taken_off != COMES_BACK:
            raise StaysOff
        return [ActivityListed(activity_id=told.id, activity=told)]
    changed = changed_fields(said(standing.activity), said(told))
    return [ActivityRelisted(activity_id=told.id, changed=changed, activity=told)] if changed else []


def take_off(standing: Standing, reason: str) -> list[Event]:
    """Return an activity's end in the directory; nothing when it is off it for that reason already."""
    if standing.taken_off == reason:
        return []
    return [ActivityTakenOff(activity_id=standing.activity.id, reason=reason)]


def said(told: Activity) -> Mapping[str, object]:
    """Return what an activity's entry says, field by field."""
    return {
        **msgspec.structs.asdict(told.listing),
        "needs": told.needs,
        "cohorts": told.cohorts,
        "areas": told.areas,
    }
