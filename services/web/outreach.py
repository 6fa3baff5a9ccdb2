"""People to be reached, before there is a referral: put on a list, tried, and their yes or no."""

import re
from collections.abc import Mapping
from typing import Any

from services.web.agreement_shape import AgreementSchema
from services.web.answers import found, received
from services.web.api import ApiPart, json_body, problems
from services.web.asking import ask
from services.web.bodies import read_object
from services.web.idempotency import KEY_HEADER, idempotency_key
from services.web.outreach_questions import QUESTION, QUESTION_IN_ADDRESS
from services.web.outreach_shapes import ToReachListShape, ToReachShape
from services.web.problems import Problem
from services.web.questions import question
from services.web.referrals import BY_REFERRER, taken_in
from services.web.replies import NoDoor, OutreachEndDoor
from services.web.shapes import DoneShape, ReceivedShape
from shared.config.limits import ANSWER_BODY_BYTES_MAX, REFERRAL_BODY_BYTES_MAX
from shared.contracts.reference import written
from shared.doors.outreach import TrySchema

BY_OUTREACH = "outreach:api"
NOBODY_LISTED = "Nobody is on a list under this id."
_ID = re.compile("[0-9a-f]{32}")
_ID_IN_PATH = {
    "name": "contact_id",
    "in": "path",
    "required": True,
    "description": "The id that was given when the person was put on a list.",
    "schema": {"type": "string"},
}
_READ = problems("not_readable", "not_found", "conflict", "too_large", "media_type", "malformed")
_KEYED = problems("not_readable", "key_missing", "not_found", "conflict", "too_large", "media_type", "malformed")

outreach = ApiPart("outreach", __name__, url_prefix="/api/v1/outreach", description="People to be reached")


@outreach.get("")
@outreach.response(200, ToReachListShape)
@outreach.doc(parameters=QUESTION_IN_ADDRESS, responses=problems("malformed"))
def list_to_reach() -> Any:
    """List who is to be reached

    A page of those on lists, the first listed first, and how many are in each state. Nothing in it says who they are.
    """
    told = question(QUESTION)
    asked = {"state": told.get("state"), "source": told.get("source")}
    answer = ask("intake", "outreach_list", **asked, page=told["page"], per_page=told["per_page"])
    rows = [{**row, "id": row["contact_id"], "reference": _written(row)} for row in answer["outreach"]]
    return {"total": answer["total"], "page": told["page"], "counts": answer["counts"], "people": rows}


@outreach.get("/<contact_id>", parameters=[_ID_IN_PATH])
@outreach.response(200, ToReachShape)
@outreach.doc(responses=problems("not_found"))
def tell_contact(contact_id: str) -> Any:
    """Tell whoever goes to the door who lives there

    The details that are held, how to reach the person safely, and every try so far. Once the person has said yes or no,
    or nobody tries any more, the details are gone. That they were shown is recorded.
    """
    answer = found(ask("intake", "outreach", contact_id=_readable(contact_id), by=BY_OUTREACH), NOBODY_LISTED)
    return {**answer, "reference": _written(answer)}


@outreach.post("/<contact_id>/tries", parameters=[_ID_IN_PATH])
@outreach.response(200, DoneShape)
@outreach.doc(parameters=[KEY_HEADER], requestBody=json_body(TrySchema), responses=_KEYED)
def note_try(contact_id: str) -> Any:
    """Note that somebody tried to reach a person

    The same key again notes nothing twice.
    """
    asked = {"contact_id": _readable(contact_id), "key": idempotency_key(), "told": read_object(ANSWER_BODY_BYTES_MAX)}
    return received(found(ask("intake", "try_outreach", by=BY_OUTREACH, **asked), NOBODY_LISTED))


@outreach.post("/<contact_id>/agreement", parameters=[_ID_IN_PATH])
@outreach.response(202, ReceivedShape, headers={"Location": {"schema": {"type": "string"}}})
@outreach.doc(requestBody=json_body(AgreementSchema), responses=_READ)
def agree(contact_id: str) -> Any:
    """Refer a person who said yes

    The body is a referral, of which names, address, postcode, telephone, safe contact, channel and source may be left
    out: they are taken from the list, and what is told here counts before it. Asked again, the answer names the same
    referral.
    """
    asked = {"contact_id": _readable(contact_id), "told": read_object(REFERRAL_BODY_BYTES_MAX)}
    return taken_in(found(ask("intake", "agree_outreach", by=BY_REFERRER, **asked), NOBODY_LISTED))


@outreach.post("/<contact_id>/decline", parameters=[_ID_IN_PATH])
@outreach.arguments(NoDoor)
@outreach.response(200, DoneShape)
@outreach.doc(responses=_READ)
def decline(body: Mapping[str, str], contact_id: str) -> Any:
    """Note that a person said no

    Their details are destroyed, and no list brings them back.
    """
    asked = {"contact_id": _readable(contact_id), **body}
    return found(ask("intake", "decline_outreach", by=BY_OUTREACH, **asked), NOBODY_LISTED)


@outreach.post("/<contact_id>/end", parameters=[_ID_IN_PATH])
@outreach.arguments(OutreachEndDoor)
@outreach.response(200, DoneShape)
@outreach.doc(responses=_READ)
def end(body: Mapping[str, str], contact_id: str) -> Any:
    """Note that nobody tries any more

    The person said neither yes nor no. Their details are destroyed.
    """
    asked = {"contact_id": _readable(contact_id), **body}
    return found(ask("intake", "end_outreach", by=BY_OUTREACH, **asked), NOBODY_LISTED)


def _readable(contact_id: str) -> str:
    """Why: an id nobody can have been given need not travel to be not found."""
    if not _ID.fullmatch(contact_id):
        raise Problem("not_found", NOBODY_LISTED)
    return contact_id


def _written(told: Mapping[str, Any]) -> str | None:
    return written(told["reference"]) if told["reference"] else None
