"""How schemes stand, over HTTP: one scheme in full, its checks, pauses and plans, and what its end would mean."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import ValidationError

from services.web.answers import found
from services.web.api import ApiPart, json_body, problems
from services.web.asking import ask
from services.web.bodies import read_body
from services.web.questions import question, whole
from services.web.schemes import BY_HUB, readable_id
from services.web.shapes import DoneShape
from services.web.standing_doors import AssuranceDoor, PauseDoor, SchemeClosureDoor
from services.web.standing_shapes import MovedShape, SchemeInFullShape, WaitingListShape, WhatIfShape
from services.web.words import in_words
from shared.config.limits import PLACES_MAX, SCHEMES_BODY_BYTES_MAX
from shared.contracts.directory_codes import SCHEME_STATES
from shared.contracts.reference import written
from shared.doors.door import Door
from shared.doors.fields import Day
from shared.doors.malformed import WHOLE, Malformed
from shared.doors.scheme import SchemeSchema

standing = ApiPart("standing", __name__, url_prefix="/api/v1/schemes", description="How schemes stand")
TOLD = problems("not_readable", "not_found", "conflict", "too_large", "media_type", "malformed")
_PLAN_SHAPE = {
    "type": "object",
    "required": ["from_on", "specification"],
    "properties": {"from_on": {"type": "string", "format": "date"}, "specification": SchemeSchema},
}
_day = Day("Give the first day it is in force, such as 2027-04-01.", required=True)
_WhatIfQuestion = Door.from_dict({"places": whole(0, PLACES_MAX)}, name="WhatIfQuestion")


@standing.get("/<scheme_id>")
@standing.response(200, SchemeInFullShape)
@standing.doc(responses=problems("not_found"))
def show_scheme(scheme_id: str) -> Any:
    """Show all that is known of one scheme

    How its entry stands, what falls due by itself, and every specification it had.
    """
    told = found(ask("matching", "scheme", scheme_id=readable_id(scheme_id)))
    return {**told, "says": f"{in_words(SCHEME_STATES, told['state'])}."}


@standing.post("/<scheme_id>/assurance")
@standing.arguments(AssuranceDoor)
@standing.response(200, DoneShape)
@standing.doc(responses=TOLD)
def assure_scheme(body: Mapping[str, date], scheme_id: str) -> Any:
    """Note that somebody has checked a scheme's entry, and until when that holds"""
    until = body["assured_until"].isoformat()
    return found(ask("matching", "assure_scheme", scheme_id=readable_id(scheme_id), assured_until=until, by=BY_HUB))


@standing.post("/<scheme_id>/pause")
@standing.arguments(PauseDoor)
@standing.response(200, DoneShape)
@standing.doc(responses=TOLD)
def pause_scheme(body: Mapping[str, Any], scheme_id: str) -> Any:
    """Let a scheme take nobody new for now

    Whoever is with it stays. With `until` it resumes by itself the day after.
    """
    until = body["until"].isoformat() if body.get("until") else None
    asked = {"scheme_id": readable_id(scheme_id), "reason": body["reason"], "until": until}
    return found(ask("matching", "pause_scheme", **asked, by=BY_HUB))


@standing.post("/<scheme_id>/resumption")
@standing.response(200, DoneShape)
@standing.doc(responses=problems("not_found", "conflict"))
def resume_scheme(scheme_id: str) -> Any:
    """Let a paused scheme take people again

    Needs no body.
    """
    return found(ask("matching", "resume_scheme", scheme_id=readable_id(scheme_id), by=BY_HUB))


@standing.post("/<scheme_id>/specifications")
@standing.response(200, DoneShape)
@standing.doc(requestBody=json_body(_PLAN_SHAPE), responses=TOLD)
def plan_specification(scheme_id: str) -> Any:
    """Plan a scheme's next specification

    The whole specification, in force from the day given; another plan for the same day takes its place.
    """
    body = read_body(SCHEMES_BODY_BYTES_MAX)
    if not isinstance(body, dict) or body.keys() != {"from_on", "specification"}:
        raise Malformed({WHOLE: ["Give from_on, a day, and specification, a whole scheme, and nothing else."]})
    answer = ask("matching", "plan_specification", scheme_id=readable_id(scheme_id), **_plan(body), by=BY_HUB)
    if answer["status"] == "malformed":
        raise Malformed({f"specification.{name}": told for name, told in answer["errors"].items()})
    return found(answer)


@standing.get("/<scheme_id>/waiting-list")
@standing.response(200, WaitingListShape)
@standing.doc(responses=problems("not_found"))
def show_waiting_list(scheme_id: str) -> Any:
    """Show who waits for a scheme, the one who is next first"""
    told = found(ask("matching", "waiting_list", scheme_id=readable_id(scheme_id)))
    waiting = [{**one, "reference": written(one["reference"])} for one in told["waiting"]]
    return {**told, "waiting": waiting}


@standing.get("/<scheme_id>/closure")
@standing.response(200, WhatIfShape)
@standing.doc(
    parameters=[
        {"name": "places", "in": "query", "schema": {"type": "integer"}, "description": "As many left; 0 to close it."}
    ],
    responses=problems("not_found", "malformed"),
)
def what_if(scheme_id: str) -> Any:
    """Show what would happen if a scheme closed, or had fewer places

    Where each open offer and case would go, what the neighbours would hold, and who would find nobody. Changes nothing.
    """
    places = question(_WhatIfQuestion()).get("places", 0)  # type: ignore[arg-type]
    told = found(ask("matching", "what_if", scheme_id=readable_id(scheme_id), places=places))
    states = ask("cases", "states", references=[one["reference"] for one in told["moves"]])["states"]
    moves = [
        {**one, "reference": written(one["reference"]), "state": states.get(one["reference"])} for one in told["moves"]
    ]
    return {**told, "moves": moves}


@standing.post("/<scheme_id>/closure")
@standing.arguments(SchemeClosureDoor)
@standing.response(200, MovedShape)
@standing.doc(responses=TOLD)
def close_scheme(body: Mapping[str, str], scheme_id: str) -> Any:
    """Close a scheme for good, and move on whoever is with it

    Ask first what would happen. Each person's move is recorded with its reason.
    """
    return found(ask("matching", "close_scheme", scheme_id=readable_id(scheme_id), reason=body["reason"], by=BY_HUB))


def _plan(body: Mapping[str, Any]) -> dict[str, Any]:
    """Raises: Malformed."""
    if not isinstance(body["specification"], dict):
        raise Malformed({"specification": ["Give a whole scheme, as it is entered."]})
    try:
        return {"from_on": _day.deserialize(body["from_on"]).isoformat(), "specification": body["specification"]}
    except ValidationError as refused:
        raise Malformed({"from_on": refused.messages}) from None  # type: ignore[dict-item]
