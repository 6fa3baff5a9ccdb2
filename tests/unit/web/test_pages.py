import re
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from services.web.example import REFERRAL, by_curl
from services.web.times import instant_told
from shared.doors.referral import load_referral
from tests.unit.web.asked import TODAY, Asked
from tests.unit.web.sent import taken_in


class Page(HTMLParser):
    """What a test asks of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)

    def values(self, attribute: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(attribute)) is not None]


@pytest.fixture
def addresses(client: FlaskClient) -> list[str]:
    client.post("/api/v1/schemes", json=[{"id": "quay-company", "name": "Quay Company", "places": 3}])
    return ["/", "/api/docs", f"/referrals/{taken_in(client)}"]


def test_every_page_can_be_used_by_everybody(client: FlaskClient, addresses: list[str]) -> None:
    titles = set()
    for address in addresses:
        html = client.get(address).text
        page = Page(html)
        titles.add(re.findall("<title>(.*?)</title>", html)[0])
        assert page.count("h1") == page.count("main") == page.count("title") == 1
        assert ("html", {"lang": "en"}) in page.tags
        assert page.tags[[tag for tag, _ in page.tags].index("body") + 1] == ("a", {"class": "skip", "href": "#main"})
        ids = page.values("id")
        assert len(ids) == len(set(ids))
        assert {link[1:] for link in page.values("href") if link.startswith("#")} <= set(ids)
    assert len(titles) == len(addresses)


def test_no_page_has_a_script_or_a_style_of_its_own(client: FlaskClient, addresses: list[str]) -> None:
    for address in addresses:
        page = Page(client.get(address).text)
        assert page.count("script") == page.count("style") == 0
        assert page.values("style") == []
        assert [name for _, attrs in page.tags for name in attrs if name.startswith("on")] == []


def test_the_start_page_shows_referrals_schemes_and_how_to_send_one(client: FlaskClient, addresses: list[str]) -> None:
    html = client.get("/").text
    reference = addresses[-1].rpartition("/")[2]
    for words in (reference, "Offered", "Quay Company", "0 of 3 taken", "22 November 2026 at 9:05am", "curl "):
        assert words in html


def test_the_start_page_of_an_empty_onward_says_what_to_do_first(client: FlaskClient) -> None:
    html = client.get("/").text
    assert "No referral has come in yet" in html
    assert "onward schemes import FILE" in html


def test_words_of_others_are_shown_as_words_and_never_run(client: FlaskClient) -> None:
    client.post("/api/v1/schemes", json=[{"id": "x", "name": "<script>alert(1)</script>"}])
    assert "<script>" not in client.get("/").text


def test_a_page_is_a_503_page_when_a_service_is_away(client: FlaskClient, asked: Asked) -> None:
    asked.away.add("journeys")
    answer = client.get("/", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.mimetype) == (503, "text/html")
    assert "away" in answer.text


def test_the_page_of_a_referral_tells_its_steps_in_words(client: FlaskClient, addresses: list[str]) -> None:
    html = client.get(addresses[-1]).text
    assert "The offer was not taken up: no room at the moment." in html
    assert "by the scheme" in html


def test_the_page_of_the_api_names_every_field_of_a_referral(client: FlaskClient) -> None:
    html = client.get("/api/docs").text
    for words in ("person.given_name", "sharing[].lawful_basis", "POST /api/v1/referrals/bulk", "Idempotency-Key"):
        assert words in html


def test_the_example_on_the_start_page_is_a_referral_that_is_taken_in() -> None:
    assert load_referral(REFERRAL, TODAY).person.given_name == "Ada"
    assert "'" not in by_curl("http://127.0.0.1:8000").partition("--data '")[2].rstrip("'")


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("2026-11-22T00:05:00Z", "22 November 2026 at 12:05am"),
        ("2026-07-01T11:59:59.123456+00:00", "1 July 2026 at 12:59pm"),
        ("2026-07-31T23:30:00Z", "1 August 2026 at 12:30am"),
    ],
)
def test_instants_are_told_in_the_time_of_the_uk(text: str, person: str) -> None:
    assert instant_told(text) == {"machine": text, "person": person}
