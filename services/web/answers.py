"""What services answer, turned into what the front door does: go on, or say no as a problem."""

from collections.abc import Mapping
from typing import Any

from services.web.problems import Problem
from services.web.reason_words import REFUSALS
from services.web.words import in_words
from shared.doors.malformed import Malformed

NOTHING_KEPT = "Nothing is kept under this reference or id."


KEY_USED = "This Idempotency-Key came with other details before. Use a new key for another referral."


def received(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an answer of intake that says what was taken in.

    Raises: Malformed with every wrong field; Problem when the sender's key was used for something else.
    """
    if answer["status"] == "malformed":
        raise Malformed(answer["errors"])
    if answer["status"] == "conflict":
        raise Problem("conflict", KEY_USED)
    return answer


def found(answer: Mapping[str, Any], nothing: str = NOTHING_KEPT) -> Mapping[str, Any]:
    """Return an answer that is neither `not_found` nor `refused`. `nothing`: what to say when nothing is there.

    Raises: Problem for those two.
    """
    if answer["status"] == "not_found":
        raise Problem("not_found", nothing)
    if answer["status"] == "refused":
        reason = str(answer["reason"])
        raise Problem("conflict", f"{in_words(REFUSALS, reason)}.", reason=reason)
    return answer
