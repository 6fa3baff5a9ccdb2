"""Where a referral stands, also in the moment before journeys has heard of it."""

from collections.abc import Mapping
from typing import Any

from services.web.answers import found
from services.web.asking import ask


def journey_of(reference: str) -> Mapping[str, Any]:
    """Return a referral's journey; with its receipt alone when it was only just received.

    Why intake is asked as well: journeys hears of a referral a moment after its sender was answered, and to say
    meanwhile that nothing is kept under a reference just given out would look like a loss.
    Raises: Problem when nobody knows the reference; ServiceAway.
    """
    answer: Mapping[str, Any] = ask("journeys", "journey", reference=reference)
    if answer["status"] != "not_found":
        return found(answer)
    receipt = found(ask("intake", "receipt", reference=reference))
    step = {"what": "referral_received", "at": receipt["received_at"], "by": receipt["by"]}
    told = {"reference": reference, "state": "received", "scheme": None, "review_on": None, "steps": [step]}
    return {**told, "siblings": receipt.get("siblings", ())}
