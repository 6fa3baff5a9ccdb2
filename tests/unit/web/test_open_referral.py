"""The open addresses of the directory: their rules of HTTP; what they tell is held against the standard elsewhere."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from shared.contracts.open_service import our_terms
from tests.unit.web.asked import Asked
from tests.unit.web.asked_directory import CAFE, CAFE_PLACE
from tests.unit.web.sent import problem, told

OPEN = "/openreferral/v3"
TERM = our_terms()[0]
NINE = ("/", "/services", f"/services/{CAFE.id}", "/taxonomies", f"/taxonomies/{TERM.taxonomy_id}", "/taxonomy_terms",
        f"/taxonomy_terms/{TERM.id}", "/service_at_locations", f"/service_at_locations/{CAFE_PLACE}")  # fmt: skip


def asked_of_matching(asked: Asked) -> dict[str, Any]:
    """Return what matching was asked for last."""
    _, _, kwargs = asked.asked[-1]
    found: dict[str, Any] = kwargs["asking"]
    return found


@pytest.mark.parametrize("address", NINE)
def test_each_of_the_nine_addresses_answers_anybody_from_any_website(address: str, client: FlaskClient) -> None:
    answer = client.get(OPEN + address)
    assert told(answer)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("address", NINE[1:])
def test_each_request_asks_matching_one_question(address: str, client: FlaskClient, asked: Asked) -> None:
    client.get(OPEN + address)
    assert [service for service, _, _ in asked.asked] == ["matching"]


@pytest.mark.parametrize("kind", ["services", "taxonomies", "taxonomy_terms", "service_at_locations"])
@pytest.mark.parametrize("unknown", ["17", "00000000-0000-0000-0000-00000000000a", "%00", "ж"])
def test_what_is_not_published_is_a_404_problem_for_any_website(kind: str, unknown: str, client: FlaskClient) -> None:
    answer = client.get(f"{OPEN}/{kind}/{unknown}")
    problem(answer, 404)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


WRONG = [
    ("page", "0"), ("page", "-1"), ("page", "two"), ("page", "1.5"), ("page", "٢"), ("page", "9" * 400),
    ("per_page", "0"), ("per_page", "101"), ("minimum_age", "old"), ("minimum_age", "-1"), ("maximum_age", "nan"),
    ("start_time", "noonish"), ("end_time", "25:00"), ("day", "Xmas"), ("postcode", "nowhere"),
    ("postcode", "ZZ1 1ZZ"), ("modified_after", "soon"), ("search", "\x00"), ("search", "x" * 201),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_is_a_problem_that_names_it_and_nothing_is_asked(
    name: str, value: str, client: FlaskClient, asked: Asked
) -> None:
    answer = client.get(f"{OPEN}/service_at_locations", query_string={name: value})
    assert list(problem(answer, 422)["errors"]) == [name]
    assert not [service for service, _, _ in asked.asked if service == "matching"]


def test_every_parameter_of_the_standard_reaches_matching_in_our_words(client: FlaskClient, asked: Asked) -> None:
    question = {
        "search": "tea", "taxonomy_term_id": TERM.id, "taxonomy_id": TERM.taxonomy_id, "minimum_age": "18",
        "maximum_age": "65.5", "start_time": "9:30", "end_time": "17:00:00", "day": "tuesday", "page": "2",
        "per_page": "7",
        "modified_after": "2026-11-22T10:05:00+01:00", "format": "json", "full": "true",
    }  # fmt: skip
    client.get(f"{OPEN}/services", query_string=question)
    _, _, kwargs = asked.asked[-1]
    assert (kwargs["page"], kwargs["per_page"]) == (2, 7)
    assert kwargs["asking"] == {
        "search": "tea", "term_ids": [TERM.id], "taxonomy_id": TERM.taxonomy_id, "age_min_from": 18.0,
        "age_max_to": 65.5, "opens_from": "09:30", "closes_by": "17:00", "day": "TU",
        "modified_after": "2026-11-22T09:05:00+00:00",
    }  # fmt: skip


def test_a_postcode_alone_asks_who_is_reached_there_and_with_a_distance_what_is_near(
    client: FlaskClient, asked: Asked
) -> None:
    client.get(f"{OPEN}/service_at_locations?postcode=bs14nd")
    assert asked_of_matching(asked) == {"areas": ["E06000023"]}
    client.get(f"{OPEN}/service_at_locations?postcode=bs14nd&proximity=800")
    assert asked_of_matching(asked) == {"areas": ["E06000023"], "near": [51.45, -2.6, 800.0]}


def test_empty_and_unknown_parameters_do_not_matter(client: FlaskClient, asked: Asked) -> None:
    client.get(f"{OPEN}/services?search=&page=&colour=red")
    assert asked_of_matching(asked) == {}


def test_a_page_says_where_it_stands_and_one_beyond_the_last_is_empty(client: FlaskClient) -> None:
    page = told(client.get(f"{OPEN}/services"))
    contents = page.pop("contents")
    assert page == {
        "total_items": 1, "total_pages": 1, "page_number": 1, "size": 1, "first_page": True, "last_page": True,
        "empty": False,
    }  # fmt: skip
    assert [one["id"] for one in contents] == [CAFE.id]
    beyond = told(client.get(f"{OPEN}/services?page=7"))
    assert (beyond["empty"], beyond["first_page"], beyond["last_page"], beyond["contents"]) == (True, False, True, [])


def test_the_taxonomies_are_those_of_our_vocabulary_with_their_terms(client: FlaskClient) -> None:
    names = [one["name"] for one in told(client.get(f"{OPEN}/taxonomies"))["contents"]]
    assert names == ["Onward needs", "Onward cohorts", "Onward kinds of support"]
    whole = told(client.get(f"{OPEN}/taxonomies/{TERM.taxonomy_id}"))
    assert TERM.name in {one["name"] for one in whole["taxonomy_terms"]}
    of_it = told(client.get(f"{OPEN}/taxonomy_terms?taxonomy_id={TERM.taxonomy_id}"))
    assert of_it["total_items"] == len(whole["taxonomy_terms"])


def test_nothing_can_be_changed_through_the_open_addresses(client: FlaskClient) -> None:
    for method in ("post", "put", "delete", "patch"):
        problem(getattr(client, method)(f"{OPEN}/services"), 405)


def test_a_matching_that_is_away_is_a_503_problem(client: FlaskClient, asked: Asked) -> None:
    asked.away.add("matching")
    problem(client.get(f"{OPEN}/services"), 503)
