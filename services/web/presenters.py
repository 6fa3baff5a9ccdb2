"""From codes to words: what the API and the pages say of a referral. Nothing here decides anything."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.web.words import BY, REASONS, STATES, STEPS, in_words
from shared.contracts.reference import written

Told = dict[str, Any]


def journey_told(journey: Mapping[str, Any]) -> Told:
    """Return a journey as the API tells it: the codes of `journeys`, each with its plain words."""
    return {
        **journey,
        "reference": written(journey["reference"]),
        "says": in_words(STATES, journey["state"]),
        "steps": [{**step, "says": step_says(step)} for step in journey["steps"]],
    }


def shortlist_told(shortlist: Mapping[str, Any]) -> Told:
    """Return a shortlist as the API tells it: the codes of `matching`, each reason with its plain words."""
    return {
        **shortlist,
        "reference": written(shortlist["reference"]),
        "schemes": [{**scheme, "says": reasons_say(scheme["reasons"])} for scheme in shortlist["schemes"]],
    }


def step_says(step: Mapping[str, Any]) -> str:
    """Return a step as one sentence, with its reason where there is one."""
    happened, reason = in_words(STEPS, step["what"]), step.get("reason")
    return f"{happened}: {_lower(in_words(REASONS, reason))}." if reason else f"{happened}."


def reasons_say(reasons: Sequence[str]) -> list[str]:
    """Return reason codes as sentences."""
    return [f"{in_words(REASONS, reason)}." for reason in reasons]


def by_whom(by: str) -> str:
    """Return who did something in words. Shape: `role` or `role:id`; the id is not said."""
    return in_words(BY, by.partition(":")[0])


def _lower(words: str) -> str:
    """Return words fit to stand after a colon; what begins with a short form such as GP stays as it is."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]
