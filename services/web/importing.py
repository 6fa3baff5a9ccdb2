"""Importing and exporting the directory over HTTP: drafts from elsewhere, and all there is, piece by piece."""

from typing import Any

from flask import request

from services.web.api import ApiPart, json_body, problems
from services.web.asking import ask
from services.web.bodies import read_body
from services.web.directory_shapes import ImportedListShape, PieceShape
from services.web.presenters import refusal_told
from services.web.problems import Problem
from services.web.schemes import BY_HUB
from shared.config.limits import ACTIVITIES_BODY_BYTES_MAX, ACTIVITIES_MAX, OPEN_PAGE_ENTRIES_MAX
from shared.doors.listing import ImportedSchemeSchema
from shared.doors.malformed import WHOLE, Malformed

_BODY_SHAPE = {"type": "array", "minItems": 1, "maxItems": ACTIVITIES_MAX, "items": ImportedSchemeSchema}
_PIECES = ("schemes", "drafts", "activities")
_ID_CHARACTERS_MAX = 80
_WHAT_IN_PATH = {
    "name": "what",
    "in": "path",
    "required": True,
    "description": "schemes as they are, drafts as they were imported, or activities.",
    "schema": {"type": "string"},
}

importing = ApiPart("importing", __name__, url_prefix="/api/v1/directory", description="The directory as a whole")


@importing.post("/drafts")
@importing.response(200, ImportedListShape)
@importing.doc(
    requestBody=json_body(_BODY_SHAPE), responses=problems("not_readable", "too_large", "media_type", "malformed")
)
def import_drafts() -> Any:
    """Import up to a hundred drafts of schemes

    Each is taken in or refused for itself. Nobody is routed to a draft before the hub approves it; importing it again
    changes only what its directory has changed.
    """
    entries = read_body(ACTIVITIES_BODY_BYTES_MAX)
    if not isinstance(entries, list) or not 0 < len(entries) <= ACTIVITIES_MAX:
        raise Malformed({WHOLE: [f"Give a list of 1 to {ACTIVITIES_MAX} drafts, in square brackets in JSON."]})
    return {"answers": [refusal_told(one) for one in ask("matching", "import_schemes", entries=entries, by=BY_HUB)]}


@importing.get("/<what>")
@importing.response(200, PieceShape)
@importing.doc(
    parameters=[
        _WHAT_IN_PATH,
        {
            "name": "after",
            "in": "query",
            "description": "The id after which to go on; left out for the beginning.",
            "schema": {"type": "string"},
        },
    ],
    responses=problems("not_found", "malformed"),
)
def export_directory(what: str) -> Any:
    """Export the directory piece by piece, as an import takes it"""
    if what not in _PIECES:
        raise Problem("not_found", f"Ask for one of: {', '.join(_PIECES)}.")
    after = request.args.get("after", "")
    if len(after) > _ID_CHARACTERS_MAX or (after and not after.isprintable()):
        raise Malformed({"after": ["Give the id that the piece before ended with."]})
    entries = ask("matching", "export", what=what, after=after, limit=OPEN_PAGE_ENTRIES_MAX)["entries"]
    ended = len(entries) < OPEN_PAGE_ENTRIES_MAX
    return {"entries": entries, "after": None if ended else _id_of(entries[-1])}


def _id_of(entry: dict[str, Any]) -> str:
    return str(entry["scheme"]["id"] if "scheme" in entry else entry["id"])
