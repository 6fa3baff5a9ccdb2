"""From codes to words: what the API and the pages say of a referral. Nothing here decides anything."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from services.web.reason_words import REASONS, REFUSALS
from services.web.times import day_told
from services.web.words import BY, STATES, STEPS, in_words
from shared.contracts.reference import written

Told = dict[str, Any]
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def journey_told(journey: Mapping[str, Any]) -> Told:
    """Return a journey as the API tells it: the codes of `journeys`, each with its plain words."""
    return {
        **journey,
        **standing_told(journey["reference"], journey),
        "siblings": [written(sibling) for sibling in journey.get("siblings", ())],
        "steps": [{**step, "says": step_says(step)} for step in journey["steps"]],
    }


def standing_told(reference: str, standing: Mapping[str, Any]) -> Told:
    """Return where a referral stands as the API tells it, and with which scheme it is."""
    says = in_words(STATES, standing["state"])
    return {"reference": written(reference), "state": standing["state"], "says": says, "scheme": standing["scheme"]}


def shortlist_told(shortlist: Mapping[str, Any]) -> Told:
    """Return a shortlist as the API tells it: the codes of `matching`, each reason with its plain words."""
    return {
        **shortlist,
        "reference": written(shortlist["reference"]),
        "schemes": [{**scheme, "says": reasons_say(scheme["reasons"])} for scheme in shortlist["schemes"]],
    }


def tried_told(tried: Mapping[str, Any]) -> Told:
    """Return what an edit would change as the API tells it."""
    changes = [{**change, "reference": written(change["reference"])} for change in tried["changes"]]
    return {"leaves_out": (), **tried, "changes": changes}


def replay_told(reference: str, decisions: Sequence[Mapping[str, Any]]) -> Told:
    """Return decisions decided again as the API tells them; of what cannot be, nothing is said to be the same."""
    again = [{**one, "same": not one["differences"] if one["replayable"] else None} for one in decisions]
    return {
        "reference": written(reference),
        "same": all(one["same"] is not False for one in again),
        "decisions": again,
    }


def refusal_told(answer: Mapping[str, Any]) -> Told:
    """Return an answer, with the words of its reason where it was refused."""
    if answer["status"] != "refused":
        return dict(answer)
    return {**answer, "detail": f"{in_words(REFUSALS, answer['reason'])}."}


def step_says(step: Mapping[str, Any]) -> str:
    """Return a step as one sentence, with its reason where there is one."""
    happened, reason = in_words(STEPS, step["what"]), step.get("reason")
    return f"{happened}: {_reasons_in_words(reason)}." if reason else f"{happened}."


def reasons_say(reasons: Sequence[str]) -> list[str]:
    """Return reason codes as sentences."""
    return [f"{in_words(REASONS, reason)}." for reason in reasons]


def by_whom(by: str) -> str:
    """Return who did something in words. Shape: `role` or `role:id`; the id is not said."""
    return in_words(BY, by.partition(":")[0])


def _reasons_in_words(reasons: str) -> str:
    """Shape: one code or several with commas between them; for a wait, the day it ends."""
    if _DAY.fullmatch(reasons):
        return day_told(date.fromisoformat(reasons))
    return "; ".join(_lower(in_words(REASONS, reason)) for reason in reasons.split(","))


def _lower(words: str) -> str:
    """Return words fit to stand after a colon; what begins with a short form such as GP stays as it is."""
    return words if words[:2].isalpha() and words[:2].isupper() else words[:1].lower() + words[1:]
