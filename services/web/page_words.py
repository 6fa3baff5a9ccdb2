"""What the pages are given: ready-made words, so that a template decides nothing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from services.web.presenters import by_whom, step_says
from services.web.times import day_told, instant_told
from services.web.words import STATES, STATES_SHORT, in_words
from shared.contracts.directory_codes import SCHEME_STATES
from shared.contracts.reference import written
from shared.contracts.vocabulary import SCHEME_KINDS

Told = dict[str, Any]
NOT_YET = "None yet"


def counts_told(counts: Mapping[str, int]) -> list[Told]:
    """Return how many referrals stand where, in the order they go through; states nobody is in are left out."""
    order = [*STATES_SHORT, *(state for state in counts if state not in STATES_SHORT)]
    return [
        {"state": in_words(STATES_SHORT, state), "count": f"{counts[state]:,}"} for state in order if counts.get(state)
    ]


def recent_told(journeys: Sequence[Mapping[str, Any]]) -> list[Told]:
    """Return the newest referrals as rows of a table."""
    return [
        {
            "reference": written(journey["reference"]),
            "state": in_words(STATES_SHORT, journey["state"]),
            "scheme": _scheme_name(journey.get("scheme")),
            "received": instant_told(journey["received_at"]),
        }
        for journey in journeys
    ]


def schemes_told(schemes: Sequence[Mapping[str, Any]]) -> list[Told]:
    """Return the schemes as rows of a table."""
    return [
        {
            "name": scheme["name"],
            "provider": scheme.get("provider") or "",
            "kind": in_words(SCHEME_KINDS, scheme["kind"]),
            "places": _places_told(scheme),
            "note": _note(scheme),
        }
        for scheme in schemes
    ]


def _note(scheme: Mapping[str, Any]) -> str:
    if scheme["state"] != "open":
        return in_words(SCHEME_STATES, scheme["state"])
    return "" if scheme.get("takes_referrals", True) else "Takes no referrals: tell people about it"


def journey_page(journey: Mapping[str, Any]) -> Told:
    """Return what the page of one referral says."""
    review_on = journey.get("review_on")
    return {
        "reference": written(journey["reference"]),
        "says": in_words(STATES, journey["state"]),
        "scheme": _scheme_name(journey.get("scheme")),
        "review_on": day_told(date.fromisoformat(review_on)) if review_on else "",
        "steps": [
            {"says": step_says(step), "when": instant_told(step["at"]), "by": by_whom(step["by"])}
            for step in journey["steps"]
        ],
    }


def _scheme_name(scheme: Mapping[str, Any] | str | None) -> str:
    """Why both forms: a list of many names its schemes by name only."""
    if isinstance(scheme, str):
        return scheme
    return str(scheme["name"]) if scheme else NOT_YET


def _places_told(scheme: Mapping[str, Any]) -> str:
    held = f"{scheme['held']:,}"
    return f"{held} taken, no limit" if scheme["places"] is None else f"{held} of {scheme['places']:,} taken"
