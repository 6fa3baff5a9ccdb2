"""A checklist comes in: several needs of one person, sent as referrals of their own that are followed together."""

import re
from typing import Any

from flask import request

from services.web.answers import found, received
from services.web.api import ApiPart, json_body, problems
from services.web.asking import ask
from services.web.bodies import read_object
from services.web.idempotency import KEY_HEADER, idempotency_key
from services.web.presenters import standing_told
from services.web.problems import Problem
from services.web.referrals import BY_REFERRER, status_url
from services.web.shapes import ChecklistReceivedShape, FollowedTogetherShape
from shared.config.limits import CHECKLIST_BODY_BYTES_MAX
from shared.contracts.reference import written
from shared.doors.checklist import ChecklistSchema

NO_CHECKLIST = "Nothing is kept under this id: it is the one that was given when the checklist was sent."
_ID = re.compile("[0-9a-f]{32}")
_ID_IN_PATH = {
    "name": "checklist_id",
    "in": "path",
    "required": True,
    "description": "The checklist's id, as it was given when the checklist was sent.",
    "schema": {"type": "string"},
}

checklists = ApiPart(
    "checklists", __name__, url_prefix="/api/v1/checklists", description="Several needs of one person, sent together"
)


@checklists.post("")
@checklists.response(202, ChecklistReceivedShape, headers={"Location": {"schema": {"type": "string"}}})
@checklists.doc(
    parameters=[KEY_HEADER],
    requestBody=json_body(ChecklistSchema),
    responses=problems("not_readable", "key_missing", "conflict", "too_large", "media_type", "malformed"),
)
def submit_checklist() -> Any:
    """Send a checklist

    The person, the referrer and what may be shared are told once; each item becomes a referral of its own, with its own
    reference. All items are taken in, or none. The same key with the same body again gives the same references.
    """
    key = idempotency_key()
    body = read_object(CHECKLIST_BODY_BYTES_MAX)
    answer = received(ask("intake", "submit_checklist", key=key, checklist=body, by=BY_REFERRER))
    where = f"{request.script_root}/api/v1/checklists/{answer['checklist']}"
    referrals = [{"reference": written(one), "status_url": status_url(one)} for one in answer["references"]]
    return {"checklist": answer["checklist"], "status_url": where, "referrals": referrals}, 202, {"Location": where}


@checklists.get("/<checklist_id>", parameters=[_ID_IN_PATH])
@checklists.response(200, FollowedTogetherShape)
@checklists.doc(responses=problems("not_found"))
def tell_checklist(checklist_id: str) -> Any:
    """Tell what came of every referral of a checklist

    Why intake says which there are: it knows them all at once, while their journeys may only just have begun.
    """
    if not _ID.fullmatch(checklist_id):
        raise Problem("not_found", NO_CHECKLIST)
    references = found(ask("intake", "checklist", checklist_id=checklist_id), NO_CHECKLIST)["references"]
    states = ask("journeys", "states", references=references)["states"]
    unheard = {"state": "received", "scheme": None}
    referrals = [{**standing_told(one, states.get(one, unheard)), "status_url": status_url(one)} for one in references]
    return {"checklist": checklist_id, "referrals": referrals}
