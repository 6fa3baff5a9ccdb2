"""A referral comes in, and its sender asks what came of it."""

from collections.abc import Mapping
from typing import Any

from flask import request

from services.web.answers import found, received
from services.web.api import REFERENCE_IN_PATH, ApiPart, json_body, problems
from services.web.asking import ask
from services.web.bodies import read_object
from services.web.following import journey_of
from services.web.idempotency import KEY_HEADER, idempotency_key
from services.web.presenters import journey_told, replay_told, shortlist_told
from services.web.problems import Problem
from services.web.protocol_shapes import ReplayShape
from services.web.shapes import JourneyShape, ReceivedShape, ShortlistShape
from shared.config.limits import REFERRAL_BODY_BYTES_MAX
from shared.contracts.reference import read_reference, written
from shared.doors.referral import ReferralSchema

BY_REFERRER = "referrer:api"
NOT_CONSIDERED = "Nothing is kept under this reference, or no scheme has been considered for it yet."
NOT_DECIDED = "Nothing is kept under this reference, or nothing has been decided about it yet."

referrals = ApiPart(
    "referrals", __name__, url_prefix="/api/v1/referrals", description="Sending and following referrals"
)


def status_url(reference: str) -> str:
    """Return where a referral's journey is told. `reference`: without its hyphen."""
    return f"{request.script_root}/api/v1/referrals/{written(reference)}"


def taken_in(answer: Mapping[str, Any]) -> Any:
    """Return the response to a referral that was taken in. Raises: Malformed, Problem when it was not."""
    reference = received(answer)["reference"]
    where = status_url(reference)
    return {"reference": written(reference), "status_url": where}, 202, {"Location": where}


@referrals.post("")
@referrals.response(202, ReceivedShape, headers={"Location": {"schema": {"type": "string"}}})
@referrals.doc(
    parameters=[KEY_HEADER],
    requestBody=json_body(ReferralSchema),
    responses=problems("not_readable", "key_missing", "conflict", "too_large", "media_type", "malformed"),
)
def submit_referral() -> Any:
    """Send one referral

    It is answered at once with a reference that is easy to say on the phone. From then on it can not be lost.
    The same key with the same body again gives the same reference; with another body it is a conflict.
    """
    submission = {"key": idempotency_key(), "referral": read_object(REFERRAL_BODY_BYTES_MAX)}
    return taken_in(ask("intake", "submit_referrals", submissions=[submission], by=BY_REFERRER)[0])


@referrals.get("/<reference>", parameters=[REFERENCE_IN_PATH])
@referrals.response(200, JourneyShape)
@referrals.doc(responses=problems("not_found"))
def tell_journey(reference: str) -> Any:
    """Tell what came of a referral

    Every step so far, with its time, who took it and why. Nothing in the answer says who the person is.
    """
    return journey_told(journey_of(read_reference(reference)))


@referrals.get("/<reference>/shortlist", parameters=[REFERENCE_IN_PATH])
@referrals.response(200, ShortlistShape)
@referrals.doc(responses=problems("not_found"))
def tell_shortlist(reference: str) -> Any:
    """Tell why a referral went where it went

    Every scheme that was considered, in or out and why, with the points of each factor.
    """
    return shortlist_told(found(ask("matching", "shortlist", reference=read_reference(reference)), NOT_CONSIDERED))


@referrals.get("/<reference>/replay", parameters=[REFERENCE_IN_PATH])
@referrals.response(200, ReplayShape)
@referrals.doc(responses=problems("not_found"))
def replay_decisions(reference: str) -> Any:
    """Decide again what was decided on a referral

    By the facts and the versions that were recorded then, and the directory as it was: does it come out the same?
    Which schemes had room is taken as it was recorded. Nothing is changed.
    """
    known = read_reference(reference)
    answers = [ask(service, "replayed", reference=known) for service in ("triage", "matching")]
    decisions = [one for answer in answers for one in answer.get("decisions", ())]
    if not decisions:
        raise Problem("not_found", NOT_DECIDED)
    return replay_told(known, decisions)
