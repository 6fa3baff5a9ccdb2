"""Activities over HTTP: listing them, looking for them, taking them off."""

from collections.abc import Mapping
from typing import Any

import msgspec
from marshmallow import ValidationError

from services.web.answers import NOTHING_KEPT, found
from services.web.api import ApiPart, json_body, problems
from services.web.asking import ask
from services.web.bodies import read_body
from services.web.directory_shapes import ActivitiesShape, ImportedListShape
from services.web.entries import entry_told
from services.web.located import located
from services.web.presenters import refusal_told
from services.web.problems import Problem
from services.web.questions import ActivityQuestion, question
from services.web.replies import TakingOffDoor
from services.web.schemes import BY_HUB
from services.web.shapes import DoneShape
from services.web.whereabouts import looked_for
from shared.config.limits import ACTIVITIES_BODY_BYTES_MAX, ACTIVITIES_MAX, ACTIVITY_PROXIMITY_METRES
from shared.contracts.open_service import OpenService, term
from shared.contracts.vocabulary import COHORTS, NEEDS
from shared.doors import identifiers
from shared.doors.listing import ActivitySchema
from shared.doors.malformed import WHOLE, Malformed

_BODY_SHAPE = {"type": "array", "minItems": 1, "maxItems": ACTIVITIES_MAX, "items": ActivitySchema}
_QUESTION = ActivityQuestion()

activities = ApiPart(
    "activities", __name__, url_prefix="/api/v1/activities", description="Activities people can be connected to"
)


@activities.post("")
@activities.response(200, ImportedListShape)
@activities.doc(
    requestBody=json_body(_BODY_SHAPE), responses=problems("not_readable", "too_large", "media_type", "malformed")
)
def list_activities() -> Any:
    """List up to a hundred activities

    Each is listed or refused for itself, and answered in the order they were sent. Sending one again without a change
    does nothing.
    """
    entries = read_body(ACTIVITIES_BODY_BYTES_MAX)
    if not isinstance(entries, list) or not 0 < len(entries) <= ACTIVITIES_MAX:
        raise Malformed({WHOLE: [f"Give a list of 1 to {ACTIVITIES_MAX} activities, in square brackets in JSON."]})
    answers = ask("matching", "list_activities", entries=located(entries), by=BY_HUB)
    return {"answers": [refusal_told(one) for one in answers]}


@activities.get("")
@activities.response(200, ActivitiesShape)
@activities.doc(
    parameters=[
        {"name": name, "in": "query", "schema": {"type": "string"}, "description": says}
        for name, says in {
            "search": "Words that must all be in it.",
            "need": "What it should help with, as a code.",
            "cohort": "Whom it should be for, as a code.",
            "postcode": "Around where.",
            "proximity": f"How far around the postcode, in metres; {ACTIVITY_PROXIMITY_METRES:,} when left out.",
            "page": "Which page, from 1.",
            "per_page": "How many on a page.",
        }.items()
    ],
    responses=problems("malformed"),
)
def find_activities() -> Any:
    """Find activities by what they help with, and where"""
    told = question(_QUESTION)
    asking = {"kind": "activity", **_sorted_under(told), **looked_for(told, ACTIVITY_PROXIMITY_METRES)}
    asking.pop("areas", None)
    if "search" in told:
        asking["search"] = told["search"]
    answer = ask("matching", "open_services", asking=asking, page=told["page"], per_page=told["per_page"])
    entries = [entry_told(msgspec.convert(one, OpenService)) for one in answer["services"]]
    return {"total": answer["total"], "page": told["page"], "activities": entries}


@activities.post("/<activity_id>/removal")
@activities.arguments(TakingOffDoor)
@activities.response(200, DoneShape)
@activities.doc(responses=problems("not_readable", "not_found", "conflict", "too_large", "media_type", "malformed"))
def take_off_activity(body: Mapping[str, str], activity_id: str) -> Any:
    """Take an activity off the directory

    Unless it is merely gone from its own directory, no import puts it back.
    """
    try:
        known = identifiers.scheme_id(activity_id)
    except ValidationError:
        raise Problem("not_found", NOTHING_KEPT) from None
    return found(ask("matching", "take_off_activity", activity_id=known, by=BY_HUB, **body))


def _sorted_under(told: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the terms of the codes that were asked for: an activity must be sorted under all of them."""
    terms = [
        term(taxonomy, told[name], names[told[name]]).id
        for taxonomy, name, names in (("Onward needs", "need", NEEDS), ("Onward cohorts", "cohort", COHORTS))
        if name in told
    ]
    return {"term_ids": terms} if terms else {}
