"""What holds for every answer: its headers, its figures, the problems of HTTP itself."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.unit.web.asked import Asked
from tests.unit.web.sent import REFERRALS, problem, submit, taken_in, told

ADDRESSES = ("/", "/api/docs", "/api/openapi.json", "/health/live", "/metrics", "/nowhere", f"{REFERRALS}/2345-67CF")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_tells_browsers_to_run_and_keep_nothing(address: str, client: FlaskClient) -> None:
    headers = client.get(address).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"


def test_only_style_sheet_and_icon_may_be_kept_for_a_while(client: FlaskClient) -> None:
    for name in ("onward.css", "onward.svg"):
        with client.get(f"/static/{name}") as answer:
            assert "max-age" in answer.headers["Cache-Control"]
    assert client.get("/static/nothing.css").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/nowhere", "/api/v2/referrals", "/static/../app.py", "/api/v1/referrals/a/b/c"])
def test_an_address_that_does_not_exist_is_a_404_problem(address: str, client: FlaskClient) -> None:
    problem(client.get(address), 404)


def test_a_method_that_is_not_allowed_is_a_405_that_names_those_that_are(client: FlaskClient) -> None:
    answer = client.delete(REFERRALS)
    problem(answer, 405)
    assert set(answer.headers["Allow"].split(", ")) == {"OPTIONS", "POST"}


def test_a_method_nobody_has_heard_of_is_a_405_and_counted_as_other(client: FlaskClient) -> None:
    problem(client.open("/", method="PURGEALLOFIT"), 405)
    assert 'method="other"' in client.get("/metrics").text


def test_a_browser_is_shown_a_page_where_a_program_is_given_a_problem(client: FlaskClient) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    page = client.get("/referrals/2345-67CD", headers=browser)
    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert "check character" in page.text
    problem(client.get(f"{REFERRALS}/2345-67CD", headers=browser), 404)


def test_requests_are_counted_by_route_method_and_status_and_never_by_reference(client: FlaskClient) -> None:
    reference = taken_in(client)
    client.get(f"{REFERRALS}/{reference}")
    client.get(f"/nowhere/{reference}")
    figures = client.get("/metrics").text
    assert f'onward_http_requests_total{{method="POST",route="{REFERRALS}",status="202"}} 1.0' in figures
    assert f'route="{REFERRALS}/<reference>",status="200"' in figures
    assert 'route="none",status="404"' in figures
    assert reference not in figures


def test_no_log_line_tells_what_was_sent_when_something_breaks(
    client: FlaskClient, asked: Asked, capfd: pytest.CaptureFixture[str]
) -> None:
    asked.broken.add("intake")
    submit(client)
    said = capfd.readouterr().err
    assert "request_failed" in said
    assert not re.search("Ada|Example|1948|QX1", said)


def test_every_route_of_the_api_says_what_it_does_in_the_openapi_document(app: Flask, client: FlaskClient) -> None:
    document = told(client.get("/api/openapi.json"))
    assert document["openapi"] == "3.1.0"
    routes = {
        (re.sub("<(.*?)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    said = {(path, method) for path, methods in document["paths"].items() for method in methods} - {
        (path, "parameters") for path in document["paths"]
    }
    assert routes == said
    assert all(document["paths"][path][method]["summary"] for path, method in routes)
