"""The nine addresses of Open Referral UK 3.0: open to all, read only, one question to matching for each request."""

from collections.abc import Mapping
from typing import Any

import msgspec
from flask import Blueprint, Response

from services.web.answers import found
from services.web.asking import ask
from services.web.open_referral.pages import page_of
from services.web.open_referral.parts import taxonomy_term, told
from services.web.open_referral.presenting import service_at_location, service_in_list, service_whole
from services.web.problems import Problem
from services.web.questions import NOBODYS_ID, PageQuestion, ServiceQuestion, question
from services.web.whereabouts import looked_for
from shared.config.limits import PROXIMITY_METRES_MAX
from shared.contracts.open_service import OpenService, OpenTerm
from shared.doors.foreign.naming import uuid_of

NOTHING_OPEN = "Nothing is published under this id. It may have been taken off the directory."
ABOUT = {
    "version": "HSDS-UK-3.0",
    "profile": "https://docs.openreferraluk.org/en/latest/",
    "openapi_url": "https://docs.openreferraluk.org/en/latest/openapi30.json",
}
_ASKED_AS = {
    "search": "search",
    "taxonomy_id": "taxonomy_id",
    "organization_id": "organisation_id",
    "modified_after": "modified_after",
    "minimum_age": "age_min_from",
    "maximum_age": "age_max_to",
    "start_time": "opens_from",
    "end_time": "closes_by",
    "day": "day",
}
_PAGE, _SERVICE = PageQuestion(), ServiceQuestion()

open_referral = Blueprint("open_referral", __name__, url_prefix="/openreferral/v3")


@open_referral.after_request
def let_every_page_ask(response: Response) -> Response:
    """Let scripts of any website read the answers: there is nothing in them that is not for everybody."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@open_referral.get("/")
def about() -> Any:
    """Say which standard this is."""
    return ABOUT


@open_referral.get("/services")
def list_services() -> Any:
    """Return one page of services."""
    asked = question(_SERVICE)
    answer = _ask("open_services", asked)
    return page_of([service_in_list(_read(one)) for one in answer["services"]], answer["total"], *_page(asked))


@open_referral.get("/services/<service_id>")
def show_service(service_id: str) -> Any:
    """Return one service, whole."""
    answer = found(ask("matching", "open_service", service_id=_id(service_id)), NOTHING_OPEN)
    return service_whole(_read(answer["service"]))


@open_referral.get("/service_at_locations")
def list_service_at_locations() -> Any:
    """Return one page of services at their places; around a postcode, the nearest first."""
    asked = question(_SERVICE)
    answer = _ask("open_places", asked)
    contents = [service_at_location(one["id"], _read(one["service"]), whole=False) for one in answer["places"]]
    return page_of(contents, answer["total"], *_page(asked))


@open_referral.get("/service_at_locations/<place_id>")
def show_service_at_location(place_id: str) -> Any:
    """Return one service at one place, whole."""
    answer = found(ask("matching", "open_place", place_id=_id(place_id)), NOTHING_OPEN)["place"]
    return service_at_location(answer["id"], _read(answer["service"]), whole=True)


@open_referral.get("/taxonomies")
def list_taxonomies() -> Any:
    """Return one page of the lists that services are sorted by."""
    return _page_of_all([_taxonomy(terms) for terms in _taxonomies().values()])


@open_referral.get("/taxonomies/<taxonomy_id>")
def show_taxonomy(taxonomy_id: str) -> Any:
    """Return one list with all its terms."""
    terms = _taxonomies().get(_id(taxonomy_id))
    if terms is None:
        raise Problem("not_found", NOTHING_OPEN)
    return _taxonomy(terms) | {"taxonomy_terms": [taxonomy_term(one) for one in terms]}


@open_referral.get("/taxonomy_terms")
def list_taxonomy_terms() -> Any:
    """Return one page of the terms of all lists, or of one."""
    wanted = question(_SERVICE).get("taxonomy_id")
    return _page_of_all([taxonomy_term(one) for one in _terms() if wanted in (None, one.taxonomy_id)])


@open_referral.get("/taxonomy_terms/<term_id>")
def show_taxonomy_term(term_id: str) -> Any:
    """Return one term."""
    for one in _terms():
        if one.id == _id(term_id):
            return taxonomy_term(one)
    raise Problem("not_found", NOTHING_OPEN)


def _ask(method: str, asked: Mapping[str, Any]) -> Any:
    """Ask matching for a page. Where nobody says how far around a postcode, only who is reached there matters."""
    asking = {name: asked[theirs] for theirs, name in _ASKED_AS.items() if theirs in asked}
    if "taxonomy_term_id" in asked:
        asking["term_ids"] = [asked["taxonomy_term_id"]]
    around = looked_for(asked, PROXIMITY_METRES_MAX)
    if "proximity" not in asked:
        around.pop("near", None)
    return ask("matching", method, asking=asking | around, page=asked["page"], per_page=asked["per_page"])


def _page(asked: Mapping[str, Any]) -> tuple[int, int]:
    return asked["page"], asked["per_page"]


def _page_of_all(everything: list[Any]) -> Any:
    page, per_page = _page(question(_PAGE))
    return page_of(everything[(page - 1) * per_page : page * per_page], len(everything), page, per_page)


def _terms() -> list[OpenTerm]:
    return msgspec.convert(ask("matching", "open_terms")["terms"], list[OpenTerm])


def _taxonomies() -> dict[str, list[OpenTerm]]:
    by_id: dict[str, list[OpenTerm]] = {}
    for one in _terms():
        by_id.setdefault(one.taxonomy_id, []).append(one)
    return by_id


def _taxonomy(terms: list[OpenTerm]) -> dict[str, Any]:
    name = terms[0].taxonomy
    return told(id=terms[0].taxonomy_id, name=name, description=name)


def _read(told_by_matching: Any) -> OpenService:
    return msgspec.convert(told_by_matching, OpenService)


def _id(text: str) -> str:
    return uuid_of(text) or NOBODYS_ID
