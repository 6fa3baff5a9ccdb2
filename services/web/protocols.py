"""The protocols a hub edits, over HTTP: shown, tried on the newest referrals, published."""

from typing import Any, NamedTuple

from marshmallow import Schema

from services.web.answers import found
from services.web.api import ApiPart, json_body, problems
from services.web.asking import ask
from services.web.bodies import read_body
from services.web.presenters import tried_told
from services.web.protocol_shapes import (
    PublishedShape,
    ShownProtocolShape,
    ShownRankingShape,
    TriedProtocolShape,
    TriedRankingShape,
)
from services.web.questions import VersionQuestion, asked_in_address
from services.web.schemes import BY_HUB
from shared.config.limits import DRY_RUN_REFERRALS_MAX, PROTOCOL_BODY_BYTES_MAX
from shared.doors.malformed import Malformed
from shared.doors.protocol import EditedProtocolSchema
from shared.doors.ranking import EditedRankingSchema

NO_VERSION = "No such version has been published."
_QUESTION = VersionQuestion()
_VERSION_IN_ADDRESS = {
    "name": "version",
    "in": "query",
    "description": "Which version; the one in force when left out.",
    "schema": {"type": "string"},
}
_READ = problems("not_readable", "conflict", "too_large", "media_type", "malformed")


class Kept(NamedTuple):
    """One protocol: its name here, who keeps it and under which name, its words, and the shapes of what is said."""

    name: str
    service: str
    noun: str
    called: str
    edited: type[Schema]
    shown: type[Schema]
    tried: type[Schema]


KEPT = (
    Kept(
        "triage", "triage", "protocol", "the triage protocol",
        EditedProtocolSchema, ShownProtocolShape, TriedProtocolShape,
    ),
    Kept("ranking", "matching", "ranking", "the ranking", EditedRankingSchema, ShownRankingShape, TriedRankingShape),
)  # fmt: skip

protocols = ApiPart(
    "protocols", __name__, url_prefix="/api/v1/protocols", description="The rules a hub edits, version by version"
)


def _showing(kept: Kept) -> None:
    @protocols.get(f"/{kept.name}", endpoint=f"show_{kept.name}")
    @protocols.response(200, kept.shown)
    @protocols.doc(
        summary=f"Show {kept.called}",
        description="The version in force, or another, who published it and when, and which versions there are.",
        parameters=[_VERSION_IN_ADDRESS],
        responses=problems("not_found", "malformed"),
    )
    def show() -> Any:
        version = asked_in_address(_QUESTION).get("version")
        return found(ask(kept.service, kept.noun, version=version), NO_VERSION)


def _trying(kept: Kept) -> None:
    @protocols.post(f"/{kept.name}/dry-run", endpoint=f"try_{kept.name}")
    @protocols.response(200, kept.tried)
    @protocols.doc(
        summary=f"Try {kept.called} as edited",
        description=(
            f"Decides the newest {DRY_RUN_REFERRALS_MAX} referrals by the version in force and by the edit, and tells "
            "which would be decided otherwise, and how. Nothing is recorded. Which schemes have room is left out."
        ),
        requestBody=json_body(kept.edited),
        responses=_READ,
    )
    def attempt() -> Any:
        answer = ask(kept.service, f"try_{kept.noun}", edited=read_body(PROTOCOL_BODY_BYTES_MAX))
        return tried_told(_taken(answer))


def _publishing(kept: Kept) -> None:
    @protocols.post(f"/{kept.name}/versions", endpoint=f"publish_{kept.name}")
    @protocols.response(200, PublishedShape)
    @protocols.doc(
        summary=f"Publish {kept.called} as edited",
        description=(
            "From then on it decides, under the next version; decisions made before keep theirs. Publishing what is in "
            "force changes nothing and says so. When another version was published since, it is a conflict."
        ),
        requestBody=json_body(kept.edited),
        responses=_READ,
    )
    def publish() -> Any:
        answer = ask(kept.service, f"publish_{kept.noun}", edited=read_body(PROTOCOL_BODY_BYTES_MAX), by=BY_HUB)
        return _taken(answer)


def _taken(answer: Any) -> Any:
    """Return an answer to an edit. Raises: Malformed; Problem when another version was published meanwhile."""
    if answer["status"] == "malformed":
        raise Malformed(answer["errors"])
    return found(answer)


for _kept in KEPT:
    for _offered in (_showing, _trying, _publishing):
        _offered(_kept)
