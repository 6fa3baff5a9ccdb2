"""The HTTP front door, put together. It asks the services and decides nothing."""

from typing import Any

from flask import Flask
from prometheus_client import CollectorRegistry

from services.web.activities import activities
from services.web.api import DocumentedApi
from services.web.asking import Ask, ask_through
from services.web.bulk import bulk
from services.web.checklists import checklists
from services.web.directory import directory
from services.web.errors import handle_errors
from services.web.health import health
from services.web.importing import importing
from services.web.metrics import measure
from services.web.offers import offers
from services.web.open_referral.routes import open_referral
from services.web.outreach import outreach
from services.web.outreach_lists import outreach_lists
from services.web.pages import pages
from services.web.protocols import protocols
from services.web.referrals import referrals
from services.web.reports import reports
from services.web.schemes import schemes
from services.web.security import harden
from services.web.standing import standing
from shared.config.limits import BULK_BODY_BYTES_MAX
from shared.config.settings import Settings

PARTS = (
    referrals,
    bulk,
    checklists,
    outreach_lists,
    outreach,
    offers,
    schemes,
    standing,
    activities,
    directory,
    importing,
    protocols,
    reports,
)
"""The parts of the API, in the order of its document."""


def create_app(ask: Ask, settings: Settings, registry: CollectorRegistry | None = None) -> Flask:
    """Return the front door as a WSGI app.

    `ask`: asks a service, from any thread. `registry`: what /metrics shows beside the figures about requests.
    """
    app = Flask(__name__)
    app.config.update(_openapi(), MAX_CONTENT_LENGTH=BULK_BODY_BYTES_MAX, SERVER_URL=settings.url)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.url_map.strict_slashes = False
    ask_through(app.extensions, ask)
    handle_errors(app)
    harden(app)
    measure(app, registry or CollectorRegistry())
    api = DocumentedApi(app)
    for part in PARTS:
        api.register_blueprint(part)
    app.register_blueprint(health)
    app.register_blueprint(pages)
    app.register_blueprint(open_referral)
    app.extensions["onward.openapi"] = api.spec.to_dict()
    return app


def _openapi() -> dict[str, Any]:
    return {
        "API_TITLE": "Onward",
        "API_VERSION": "1.0.0",
        "OPENAPI_VERSION": "3.1.0",
        "OPENAPI_URL_PREFIX": "/api",
        "OPENAPI_JSON_PATH": "openapi.json",
        "API_SPEC_OPTIONS": {"info": {"description": "Refer a person once; Onward finds the right scheme."}},
    }
