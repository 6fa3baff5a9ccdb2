"""The directory over HTTP: entering schemes, their places, their approval."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError

from services.web.answers import NOTHING_KEPT, found
from services.web.api import ApiPart, json_body, problems
from services.web.asking import ask
from services.web.bodies import read_body
from services.web.listed import PARAMETERS, listed
from services.web.overlaps import overlap_of
from services.web.presenters import refusal_told
from services.web.problems import Problem
from services.web.report_shapes import OverlapShape
from services.web.scheme_shapes import DirectoryShape, RegisteredListShape
from services.web.standing_doors import PlacesDoor
from services.web.standing_shapes import MovedShape
from shared.config.limits import SCHEMES_BODY_BYTES_MAX, SCHEMES_MAX
from shared.doors import identifiers
from shared.doors.malformed import WHOLE, Malformed
from shared.doors.scheme import SchemeSchema

BY_HUB = "hub:api"
_BODY_SHAPE = {"type": "array", "minItems": 1, "maxItems": SCHEMES_MAX, "items": SchemeSchema}

schemes = ApiPart("schemes", __name__, url_prefix="/api/v1/schemes", description="The directory of schemes")


@schemes.post("")
@schemes.response(200, RegisteredListShape)
@schemes.doc(
    requestBody=json_body(_BODY_SHAPE), responses=problems("not_readable", "too_large", "media_type", "malformed")
)
def register_schemes() -> Any:
    """Enter up to a hundred schemes

    Each is entered or refused for itself, and answered in the order they were sent. Sending one again without a change
    does nothing.
    """
    entries = read_body(SCHEMES_BODY_BYTES_MAX)
    if not isinstance(entries, list) or not 0 < len(entries) <= SCHEMES_MAX:
        raise Malformed({WHOLE: [f"Give a list of 1 to {SCHEMES_MAX} schemes, in square brackets in JSON."]})
    return {"answers": [refusal_told(one) for one in ask("matching", "register_schemes", schemes=entries, by=BY_HUB)]}


@schemes.get("")
@schemes.response(200, DirectoryShape)
@schemes.doc(parameters=PARAMETERS, responses=problems("malformed"))
def list_schemes() -> Any:
    """List the schemes and their places

    In the order of their ids; `next` is the address of what follows.
    """
    return listed()


@schemes.put("/<scheme_id>/places")
@schemes.arguments(PlacesDoor)
@schemes.response(200, MovedShape)
@schemes.doc(responses=problems("not_readable", "not_found", "conflict", "too_large", "media_type", "malformed"))
def set_places(body: Mapping[str, Any], scheme_id: str) -> Any:
    """Set how many people a scheme can hold at once

    Fewer than it holds only with `move_people`: then those it can not keep are moved on to other schemes, all at once.
    """
    asked = {"scheme_id": readable_id(scheme_id), "places": body["places"], "by": BY_HUB}
    return found(ask("matching", "shrink_scheme" if body.get("move_people") else "set_places", **asked))


@schemes.post("/<scheme_id>/approval")
@schemes.response(200, MovedShape)
@schemes.doc(responses=problems("not_found", "conflict"))
def approve_scheme(scheme_id: str) -> Any:
    """Let referrals be routed to a scheme

    Needs no body.
    """
    return found(ask("matching", "approve_scheme", scheme_id=readable_id(scheme_id), by=BY_HUB))


@schemes.get("/<scheme_id>/overlap")
@schemes.response(200, OverlapShape)
@schemes.doc(responses=problems("not_found"))
def show_overlap(scheme_id: str) -> Any:
    """Show who serves the same people in the same places already

    Every other open scheme that shares a part of this one's remit and catchment, the most alike first, with its free
    places and usual wait. Worth knowing before an approval; it stands in the way of none.
    """
    return overlap_of(readable_id(scheme_id))


def readable_id(scheme_id: str) -> str:
    """Why: an id no scheme can have, such as one with a control character, need not travel to be not found."""
    try:
        return identifiers.scheme_id(scheme_id)
    except ValidationError:
        raise Problem("not_found", NOTHING_KEPT) from None
