"""Requests made from the OpenAPI document, right and wrong ones: every answer is one the document describes."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from services.web.app import create_app
from shared.config.settings import Settings
from tests.unit.web.asked import Asked

EXAMPLES_MAX = 25  # for each operation: a short run, so that it is part of every check
CHOSEN = (
    checks.content_type_conformance,
    checks.negative_data_rejection,
    not_a_server_error,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.status_code_conformance,
    checks.unsupported_method,
)

EACH_FOR_ITSELF = (
    "/api/v1/referrals/bulk",
    "/api/v1/outreach",
    "/api/v1/schemes",
    "/api/v1/activities",
    "/api/v1/directory/drafts",
)
"""Lists: a wrong entry is refused in an answer of its own, and the others are taken."""

document = schemathesis.openapi.from_wsgi("/api/openapi.json", create_app(Asked(), Settings.from_environment({})))


@pytest.mark.slow
@document.parametrize()
@settings(max_examples=EXAMPLES_MAX, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_every_answer_is_one_the_document_describes(case: schemathesis.Case) -> None:
    left_out = {checks.negative_data_rejection} if case.path in EACH_FOR_ITSELF else set()
    case.call_and_validate(checks=[check for check in CHOSEN if check not in left_out])


def test_the_document_is_valid_openapi() -> None:
    document.validate()
