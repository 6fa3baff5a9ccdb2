"""Feeds by address: paged to their end however they say it, bounded, never lured away; and never the internet."""

import gzip
import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from deploy.importing import fetching
from deploy.importing.feed import Feed
from deploy.importing.fetching import FeedBroken, Fetcher
from deploy.importing.unpacking import SourceRefused
from tests.integration.directory.doorway import FrontDoor
from tests.integration.directory.entries import service
from tests.integration.directory.feeds import Answer, FeedServer, Page, dripping, paged, said

SERVICES = [service(number) for number in range(7)]


@pytest.fixture
def opened() -> Iterator[Any]:
    """Opens feeds, and closes them afterwards."""
    with ExitStack() as stack:
        yield lambda page: stack.enter_context(FeedServer(page).open())


def names(url: str, details: bool = False) -> list[str]:
    said_to_us: list[str] = []
    feed = Feed(url, details, said_to_us.append, Fetcher(said_to_us.append, pause_seconds=0.01))
    return [record["name"] for record in feed.records()]


ALL = [one["name"] for one in SERVICES]


def test_a_feed_is_read_page_after_page_until_it_says_that_it_ends(opened: Any) -> None:
    feed = opened(paged(SERVICES, per_page=3))
    assert names(f"{feed.url}/services?key=abc") == ALL
    assert [address.rpartition("page=")[2] for address in feed.asked] == ["1", "2", "3"]
    assert all("key=abc" in address for address in feed.asked)


def without(*members: str) -> Page:
    """Return a feed whose pages leave members out."""
    whole = paged(SERVICES, per_page=3)

    def page(path: str, query: dict[str, str]) -> Answer:
        status, _, body = whole(path, query)
        told = json.loads(body)
        return said({name: value for name, value in told.items() if name not in members}, status)

    return page


def outposts(path: str, query: dict[str, str]) -> Answer:
    number = int(query["page"])
    return said(
        {"number": number, "totalPages": 4, "last": number == 4, "content": SERVICES[2 * number - 2 : 2 * number]}
    )


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        (without("last_page"), 3),
        (without("total_pages"), 3),
        (without("last_page", "total_pages"), 4),
        (outposts, 4),
        (lambda path, query: said({"contents": SERVICES, "last_page": False}), 2),
        (lambda path, query: said(SERVICES), 1),
    ],
    ids=["by total", "by last", "by an empty page", "as outpost does", "pages that are all the same", "a plain list"],
)
def test_a_feed_ends_in_whichever_way_it_says_so(page: Page, asked: int, opened: Any) -> None:
    feed = opened(page)
    assert names(f"{feed.url}/services") == ALL
    assert len(feed.asked) == asked


def test_the_address_of_an_api_leads_to_its_services_and_each_is_asked_for_whole(opened: Any) -> None:
    listed = paged(SERVICES[:2])

    def page(path: str, query: dict[str, str]) -> Answer:
        about = {"version": "HSDS-UK-3.0", "profile": "https://example.org", "openapi_url": "https://example.org"}
        return said(about) if path == "/v3" else listed(path, query)

    feed = opened(page)
    whole = list(Feed(f"{feed.url}/v3", True, print, Fetcher(print)).records())
    assert [len(one["schedules"]) for one in whole] == [1, 1]
    assert feed.asked[1:3] == ["/v3/services?per_page=50&page=1", f"/v3/services/{SERVICES[0]['id']}"]


def test_a_page_that_stumbles_is_asked_for_again_and_a_packed_one_unpacked(opened: Any) -> None:
    troubles = [503, 429]

    def page(path: str, query: dict[str, str]) -> Answer:
        if troubles:
            return said({}, troubles.pop())
        status, headers, body = said(SERVICES)
        return status, headers, gzip.compress(body)

    assert names(f"{opened(page).url}/services") == ALL


BROKEN: list[tuple[Page, str]] = [
    (lambda path, query: said({}, 404), "it answers 404"),
    (lambda path, query: said({}, 500), "it answers 500"),
    (lambda path, query: (302, {"Location": "file:///etc/passwd"}, b""), "not followed"),
    (lambda path, query: (302, {"Location": "ftp://example.org/x"}, b""), "not followed"),
    (lambda path, query: (302, {"Location": path + "x"}, b""), "not followed"),
]


@pytest.mark.parametrize(("page", "why"), BROKEN, ids=["404", "500", "a file", "ftp", "in a circle"])
def test_a_feed_that_cannot_be_had_says_why_and_never_its_key(page: Page, why: str, opened: Any) -> None:
    with pytest.raises(FeedBroken, match=why) as broken:
        names(f"{opened(page).url}/services?key=secret")
    assert "secret" not in str(broken.value)


def test_a_redirect_within_the_web_is_followed(opened: Any) -> None:
    feed = opened(lambda path, query: said(SERVICES) if path == "/new" else (301, {"Location": "/new"}, b""))
    assert names(f"{feed.url}/services") == ALL


def test_a_page_that_drips_or_is_too_large_is_given_up(opened: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "FEED_REQUEST_SECONDS_MAX", 0.2)
    with pytest.raises(FeedBroken, match="not answer in time"):
        names(f"{opened(dripping).url}/services")
    monkeypatch.setattr(fetching, "FEED_PAGE_BYTES_MAX", 100)
    with pytest.raises(FeedBroken, match="larger than 100 bytes"):
        names(f"{opened(paged(SERVICES)).url}/services")


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/x", "file:///etc/passwd", "http://"])
def test_only_addresses_of_the_web_are_asked(url: str) -> None:
    with pytest.raises(SourceRefused, match="http"):
        names(url)


def test_a_page_for_people_is_not_taken_for_a_directory(opened: Any) -> None:
    with pytest.raises(SourceRefused, match="page for people"):
        names(opened(lambda path, query: (200, {"Content-Type": "text/html"}, b"<html>Welcome</html>")).url)


def test_a_feed_is_imported_by_its_address_and_again_only_what_changed(front_door: FrontDoor, opened: Any) -> None:
    services = [service(number) for number in range(60)]
    feed = opened(paged(services))
    assert "60 registered, 0 changed, 0 unchanged, 0 refused." in front_door.import_(f"{feed.url}/services")
    services[3]["name"], services[4]["minimum_age"] = "Another name", 18
    said_again = front_door.import_(f"{feed.url}/services")
    assert "0 registered, 2 changed, 58 unchanged" in said_again
    assert "Changed: name 1, age_min 1" in said_again


def test_what_came_before_a_page_that_broke_is_in_and_the_rest_is_told(
    front_door: FrontDoor, opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "FEED_PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(Fetcher.__init__, "__defaults__", (0.01,))
    whole = paged(SERVICES, per_page=3)
    feed = opened(lambda path, query: said({}, 500) if query.get("page") == "3" else whole(path, query))
    told = front_door.import_(f"{feed.url}/services", "--no-details", code=1)
    assert "6 registered" in told
    assert "Not all of it was read" in told
