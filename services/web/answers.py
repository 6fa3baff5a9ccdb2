"""What services answer, turned into what the front door does: go on, or say no as a problem."""

from collections.abc import Mapping
from typing import Any

from services.web.problems import Problem
from services.web.reason_words import REFUSALS
from services.web.words import in_words

NOTHING_KEPT = "Nothing is kept under this reference or id."


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
