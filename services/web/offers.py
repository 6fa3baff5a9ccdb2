"""Answers to an offer, and what follows: taken up, not taken up, closed, taken back, looked at by the hub."""

from collections.abc import Mapping
from typing import Any

from flask import request

from services.web.answers import found
from services.web.api import REFERENCE_IN_PATH, ApiPart, problems
from services.web.asking import ask
from services.web.replies import ClosureDoor, DeclineDoor, ReviewDoor, WithdrawalDoor
from services.web.shapes import DoneShape
from shared.contracts.reference import read_reference

BY_SCHEME, BY_HUB, BY_REFERRER = "scheme:api", "hub:api", "referrer:api"

NO_OFFER = "Nothing is kept under this reference, or no scheme has been offered it yet."
NOT_READ = "Nothing is kept under this reference, or it has not been read yet."

offers = ApiPart("offers", __name__, url_prefix="/api/v1/referrals/<reference>", description="Answering an offer")

_UNREAD, _READ = (
    problems("not_found", "conflict"),
    problems("not_readable", "not_found", "conflict", "too_large", "media_type", "malformed"),
)


WHOSE_OFFER = {
    "name": "scheme_id",
    "in": "query",
    "description": "The scheme that answers. With it, an answer sent again never answers the next scheme's offer.",
    "schema": {"type": "string"},
}


@offers.post("/acceptance", parameters=[REFERENCE_IN_PATH, WHOSE_OFFER])
@offers.response(200, DoneShape)
@offers.doc(responses=_UNREAD)
def accept_offer(reference: str) -> Any:
    """Accept an offer

    The scheme takes the person on. Needs no body.
    """
    return found(ask("cases", "accept_offer", **_offer(reference), by=BY_SCHEME), NO_OFFER)


@offers.post("/decline", parameters=[REFERENCE_IN_PATH, WHOSE_OFFER])
@offers.arguments(DeclineDoor)
@offers.response(200, DoneShape)
@offers.doc(responses=_READ)
def decline_offer(body: Mapping[str, str], reference: str) -> Any:
    """Decline an offer

    The referral goes to the next scheme; nobody is told that anybody was not wanted.
    """
    return found(ask("cases", "decline_offer", **_offer(reference), by=BY_SCHEME, **body), NO_OFFER)


@offers.post("/closure", parameters=[REFERENCE_IN_PATH, WHOSE_OFFER])
@offers.arguments(ClosureDoor)
@offers.response(200, DoneShape)
@offers.doc(responses=_READ)
def close_case(body: Mapping[str, str], reference: str) -> Any:
    """Close a case

    Support has ended: what came of it and why. The place is free again.
    """
    return found(ask("cases", "close_case", **_offer(reference), by=BY_SCHEME, **body), NO_OFFER)


@offers.post("/withdrawal", parameters=[REFERENCE_IN_PATH])
@offers.arguments(WithdrawalDoor)
@offers.response(200, DoneShape)
@offers.doc(responses=_READ)
def withdraw_referral(body: Mapping[str, str], reference: str) -> Any:
    """Take a referral back

    An offer that lies with a scheme is taken back with it; support under way comes to its end.
    """
    return found(ask("intake", "withdraw_referral", reference=read_reference(reference), by=BY_REFERRER, **body))


@offers.post("/review", parameters=[REFERENCE_IN_PATH])
@offers.arguments(ReviewDoor)
@offers.response(200, DoneShape)
@offers.doc(responses=_READ)
def decide_review(body: Mapping[str, str], reference: str) -> Any:
    """Decide on a referral that waits for a person at the hub

    It goes on to matching, or back to its sender with advice.
    """
    return found(ask("triage", "decide_review", reference=read_reference(reference), by=BY_HUB, **body), NOT_READ)


def _offer(reference: str) -> dict[str, str | None]:
    """Return which offer is answered: that of the scheme named in the address, or the newest one."""
    return {"reference": read_reference(reference), "scheme_id": request.args.get("scheme_id") or None}
