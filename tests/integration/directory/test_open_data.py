"""What the open directory finds: each question of the standard, on both databases."""

from typing import Any

import pytest

from shared.contracts.open_service import our_terms, term
from tests.integration.directory.entries import activity, draft
from tests.integration.walk.house import HUB, House

FOOD = next(one for one in our_terms() if one.code == "food")
TEA = term("Theirs", "1", "Tea")
BRISTOL, BATH = (51.4545, -2.5879), (51.3811, -2.3590)

ENTRIES: dict[str, dict[str, Any]] = {
    "tea": {
        "needs": ["food"],
        "venues": [{"name": "Quay Hall", "town": "Bristol", "latitude": BRISTOL[0], "longitude": BRISTOL[1]}],
        "openings": [{"days": ["MO"], "every": "weekly", "opens_at": "10:00", "closes_at": "12:00"}],
        "categories": [{"taxonomy": "Theirs", "name": "Tea", "code": "1"}],
        "organisation": {"name": "Riverside 100% Trust"},
    },
    "walk": {
        "venues": [{"name": "Baths", "latitude": BATH[0], "longitude": BATH[1]}],
        "openings": [{"days": ["2TU"], "every": "monthly", "opens_at": "18:00", "closes_at": "20:00"}],
        "age_min": 18,
        "age_max": 65,
        "areas": ["E06000022"],
    },
    "anytime": {"openings": [{"opens_at": "08:00", "closes_at": "20:00"}], "age_min": 50},
}

QUESTIONS: list[tuple[dict[str, Any], set[str]]] = [
    ({}, {"tea", "walk", "anytime", "scheme"}),
    ({"kind": "activity"}, {"tea", "walk", "anytime"}),
    ({"search": "RIVERSIDE quay"}, {"tea"}),
    ({"search": "100%"}, {"tea"}),
    ({"search": "100_"}, set()),
    ({"search": "quay walk"}, set()),
    ({"term_ids": [FOOD.id]}, {"tea", "scheme"}),
    ({"term_ids": [FOOD.id, TEA.id]}, {"tea"}),
    ({"taxonomy_id": FOOD.taxonomy_id}, {"tea", "scheme"}),
    ({"taxonomy_id": TEA.taxonomy_id}, {"tea"}),
    ({"age_min_from": 18}, {"walk", "anytime"}),
    ({"age_min_from": 0}, {"tea", "walk", "anytime", "scheme"}),
    ({"age_max_to": 65}, {"walk"}),
    ({"day": "TU"}, {"walk", "anytime"}),
    ({"day": "MO", "opens_from": "09:00"}, {"tea"}),
    ({"opens_from": "09:00", "closes_by": "12:00"}, {"tea"}),
    ({"day": "TU", "closes_by": "12:00"}, set()),
    ({"areas": ["E06000022"]}, {"tea", "walk", "anytime"}),
    ({"areas": ["E06999001"]}, {"tea", "anytime", "scheme"}),
    ({"near": [*BRISTOL, 1_000]}, {"tea"}),
    ({"near": [*BRISTOL, 20_000]}, {"tea", "walk"}),
    ({"modified_after": "2999-01-01T00:00:00+00:00"}, set()),
    ({"organisation_id": "00000000-0000-0000-0000-000000000000"}, set()),
]


@pytest.fixture
def furnished(house: House) -> House:
    """A directory with three activities, an approved scheme and a draft."""
    entries = [activity(number, **{"name": name, **told}) for number, (name, told) in enumerate(ENTRIES.items())]
    assert {one["status"] for one in house.matching.list_activities(entries, HUB)} == {"listed"}
    house.matching.import_schemes(
        [draft(1, name="scheme", needs=["food"]), draft(2, name="hidden", needs=["food"])], HUB
    )
    house.matching.approve_scheme("oruk-001", HUB)
    return house


def test_every_question_finds_what_it_asks_for_and_nothing_hidden(furnished: House) -> None:
    for asking, names in QUESTIONS:
        found = furnished.matching.open_services(asking, 1, 100)
        assert ({one["listing"]["name"] for one in found["services"]}, found["total"]) == (names, len(names)), asking


def test_places_are_found_with_their_services_the_nearest_first(furnished: House) -> None:
    found = furnished.matching.open_places({"near": [*BATH, 30_000]}, 1, 10)
    assert [one["service"]["listing"]["name"] for one in found["places"]] == ["walk", "tea"]
    assert [round(one["distance_metres"] / 1_000) for one in found["places"]] == [0, 18]
    second = furnished.matching.open_places({"near": [*BATH, 30_000]}, 2, 1)
    assert (second["total"], second["places"][0]["id"]) == (2, found["places"][1]["id"])
    one = furnished.matching.open_place(found["places"][0]["id"])["place"]
    assert one["service"] == found["places"][0]["service"]


def test_pages_put_together_are_the_whole_and_in_order(furnished: House) -> None:
    whole = furnished.matching.open_services({}, 1, 100)["services"]
    pages = [furnished.matching.open_services({}, page, 1)["services"] for page in range(1, 6)]
    assert [one for page in pages for one in page] == whole
    places = [furnished.matching.open_places({}, page, 1)["places"] for page in range(1, 4)]
    assert [len(page) for page in places] == [1, 1, 0]


def test_terms_are_those_of_our_vocabulary_and_those_in_use(furnished: House) -> None:
    terms = furnished.matching.open_terms()["terms"]
    assert terms[-1]["name"] == "Tea"
    assert len(terms) == len(our_terms()) + 1
    furnished.matching.take_off_activity("quayside-000", "ended", HUB)
    assert len(furnished.matching.open_terms()["terms"]) == len(our_terms())


def test_what_is_hidden_or_taken_off_is_not_found_by_its_id_either(furnished: House) -> None:
    [tea] = furnished.matching.open_services({"search": "tea"}, 1, 1)["services"]
    assert furnished.matching.open_service(tea["id"])["status"] == "found"
    furnished.matching.take_off_activity("quayside-000", "ended", HUB)
    assert furnished.matching.open_service(tea["id"])["status"] == "not_found"
    [place] = furnished.matching.open_places({}, 1, 10)["places"]
    assert place["service"]["listing"]["name"] == "walk"
