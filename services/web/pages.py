"""The pages for people: what this is, how a referral is getting on, what the API can do."""

from typing import Any

from flask import Blueprint, current_app, render_template

from services.web.asking import ask
from services.web.documentation import operations_told
from services.web.example import by_curl
from services.web.following import journey_of
from services.web.page_words import counts_told, journey_page, recent_told, schemes_told
from services.web.problems import KINDS
from shared.config.limits import RECENT_JOURNEYS_MAX, SCHEMES_ON_START_PAGE_MAX
from shared.contracts.reference import read_reference

pages = Blueprint("pages", __name__)


@pages.get("/")
def start() -> str:
    """Show what Onward is, the newest referrals and the schemes with their places."""
    recent = ask("journeys", "recent", limit=RECENT_JOURNEYS_MAX)
    found = ask("matching", "schemes", state="open", after="", limit=SCHEMES_ON_START_PAGE_MAX)
    return render_template(
        "start.html",
        counts=counts_told(recent["counts"]),
        journeys=recent_told(recent["journeys"]),
        schemes=schemes_told(found["schemes"]),
        schemes_more=found["total"] - len(found["schemes"]),
        example=by_curl(current_app.config["SERVER_URL"]),
    )


@pages.get("/referrals/<reference>")
def show_journey(reference: str) -> str:
    """Show how one referral is getting on."""
    return render_template("journey.html", journey=journey_page(journey_of(read_reference(reference))))


@pages.get("/api/docs")
def show_documentation() -> str:
    """Show what the API can do, made from its own OpenAPI document."""
    document: dict[str, Any] = current_app.extensions["onward.openapi"]
    return render_template("documentation.html", groups=operations_told(document), problems=KINDS)
