"""The list of schemes, piece by piece."""

from typing import Any
from urllib.parse import urlencode

from flask import request

from services.web.asking import ask
from services.web.questions import FromText, asked_in_address, whole
from shared.config.limits import SCHEMES_LISTED_MAX, SCHEMES_LISTED_USUALLY
from shared.contracts.directory_codes import SCHEME_STATES
from shared.doors.door import Door
from shared.doors.fields import Code

_MOST_CHARACTERS = 100


class SchemesQuestion(Door):
    """Which schemes are listed."""

    state = Code(SCHEME_STATES, f"Choose one of: {', '.join(SCHEME_STATES)}.")
    after = FromText(lambda text: text[:_MOST_CHARACTERS], "Give the id of the last scheme of the piece before.")
    limit = whole(1, SCHEMES_LISTED_MAX)


PARAMETERS = [
    {"name": name, "in": "query", "schema": {"type": "string"}, "description": says}
    for name, says in {
        "state": f"Only schemes that stand so: {', '.join(SCHEME_STATES)}.",
        "after": "Only what comes after this id.",
        "limit": f"How many at most; {SCHEMES_LISTED_USUALLY} when left out, {SCHEMES_LISTED_MAX} at most.",
    }.items()
]


def listed() -> dict[str, Any]:
    """Return the piece of the list that the present request asks for, and where the next begins. Raises: Malformed."""
    told = {"state": None, "after": "", "limit": SCHEMES_LISTED_USUALLY, **asked_in_address(SchemesQuestion())}
    found = ask("matching", "schemes", **told)
    following = None
    if found["more"]:
        following = f"{request.path}?{urlencode({**request.args.to_dict(), 'after': found['schemes'][-1]['id']})}"
    return {"schemes": found["schemes"], "total": found["total"], "next": following}
