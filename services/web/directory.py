"""Looking for schemes and activities over HTTP: in plain words, by what they help with, where, and when."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import msgspec
from flask import request

from services.web.api import ApiPart, problems
from services.web.asking import ask
from services.web.directory_question import directory_question
from services.web.entries import entry_told
from services.web.search_shapes import FoundShape
from services.web.whereabouts import looked_for
from shared.config.limits import ACTIVITY_PROXIMITY_METRES, OPEN_PAGE_ENTRIES_MAX
from shared.config.search_limits import DIRECTORY_PAGE_ENTRIES, SEARCH_KILOMETRES_MAX
from shared.contracts.open_service import OpenService, term
from shared.contracts.vocabulary import COHORTS, NEEDS

_METRES_PER_KM = 1_000
_PARAMETERS = {
    "q": "Words, in any order. Mistyped ones are mended, other forms and everyday words for a need are known.",
    "need": "What it should help with, as a code; repeat it for several, any of which will do.",
    "cohort": "Whom it should be for, as a code; repeat it for several, any of which will do.",
    "kind": "scheme or activity.",
    "postcode": "Where the person lives: schemes that reach them, and activities near them.",
    "within_km": f"How far around the postcode activities may be, up to {SEARCH_KILOMETRES_MAX} km; "
    f"{ACTIVITY_PROXIMITY_METRES // _METRES_PER_KM} km when left out.",
    "day": "A weekday on which it is open.",
    "at": "A time of day at which it is open.",
    "age": "The person's age in years.",
    "page": "Which page, from 1.",
    "per_page": f"How many on a page, up to {OPEN_PAGE_ENTRIES_MAX}; {DIRECTORY_PAGE_ENTRIES} when left out.",
}
_AS_THEY_ARE = {"q": "words", "kind": "kind", "day": "day", "at": "open_at", "age": "age"}

directory = ApiPart(
    "directory", __name__, url_prefix="/api/v1/directory", description="Looking for schemes and activities"
)


@directory.get("")
@directory.response(200, FoundShape)
@directory.doc(
    parameters=[
        {"name": name, "in": "query", "schema": {"type": "string"}, "description": says}
        for name, says in _PARAMETERS.items()
    ],
    responses=problems("malformed"),
)
def search_directory() -> Any:
    """Find schemes and activities by plain words, need, cohort, place and time

    The best come first: those with the words in their name, then in what they help with, then elsewhere; of equals the
    nearest. Where nothing has all the words, what has the most of them is shown.
    """
    told = directory_question()
    page, per_page = told["page"], told["per_page"]
    answer = ask("matching", "search_directory", looking=_looking(told), page=page, per_page=per_page)
    return {
        "total": answer["total"],
        "page": page,
        "per_page": per_page,
        "next": _next(page) if page * per_page < answer["total"] else None,
        **_did_you_mean(answer["words"]),
        "words": [_known(word) for word in answer["words"]],
        "entries": [_entry(one) for one in answer["entries"]],
    }


def _looking(told: Mapping[str, Any]) -> dict[str, Any]:
    looking = {theirs: told[name] for name, theirs in _AS_THEY_ARE.items() if name in told}
    for name, plural, taxonomy, codes in (
        ("need", "needs", "Onward needs", NEEDS),
        ("cohort", "cohorts", "Onward cohorts", COHORTS),
    ):
        if name in told:
            looking[plural] = [term(taxonomy, code, codes[code]).id for code in told[name]]
    around = {"proximity": told["within_km"] * _METRES_PER_KM} if "within_km" in told else {}
    return looking | looked_for({**told, **around}, ACTIVITY_PROXIMITY_METRES)


def _next(page: int) -> str:
    asked = request.args.to_dict(flat=False) | {"page": [str(page + 1)]}
    return f"{request.path}?{urlencode(asked, doseq=True)}"


def _did_you_mean(words: list[dict[str, Any]]) -> dict[str, str]:
    if not any(word["corrected"] for word in words):
        return {}
    return {"did_you_mean": " ".join(word["corrected"] or word["word"] for word in words)}


def _known(word: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in word.items() if value is not None}


def _entry(one: Mapping[str, Any]) -> dict[str, Any]:
    metres = one["metres"]
    away = {} if metres is None else {"distance_km": round(metres / _METRES_PER_KM, 1)}
    return entry_told(msgspec.convert(one["service"], OpenService)) | away | {"why": one["why"]}
