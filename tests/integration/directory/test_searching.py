"""Searching the directory for a person: words, codes, places and times, on both databases."""

from typing import Any

import pytest

from services.matching.projections import PROJECTED
from shared.contracts.open_service import our_terms
from shared.event_store.rebuilding import rebuild_own
from tests.integration.directory.entries import activity, draft
from tests.integration.walk.house import HUB, House

TERMS = {(term.taxonomy, term.code): term.id for term in our_terms()}
FOOD, DEBT = TERMS["Onward needs", "food"], TERMS["Onward needs", "debt"]
CARER = TERMS["Onward cohorts", "carer"]
BRISTOL, BATH = (51.4545, -2.5879), (51.3811, -2.3590)
AT_BRISTOL: dict[str, Any] = {"areas": ["E06000023"], "near": [*BRISTOL, 5_000]}


def venue(name: str, where: tuple[float, float]) -> dict[str, Any]:
    """Return a venue on the map."""
    return {"name": name, "latitude": where[0], "longitude": where[1]}


ENTRIES: dict[str, dict[str, Any]] = {
    "Quay Library": {
        "venues": [venue("Quay Hall", BRISTOL)],
        "openings": [{"days": ["MO"], "every": "weekly", "opens_at": "10:00", "closes_at": "12:00"}],
    },
    "Baths Library": {"venues": [venue("Baths", BATH)], "openings": [{"days": ["TU"], "opens_at": "14:00"}]},
    "Warm Space": {"needs": ["food"], "description": "Soup beside the library.", "venues": [venue("Quay", BRISTOL)]},
    "Telephone Friends": {"needs": ["befriending"], "cohorts": ["carer"], "age_min": 50, "age_max": 80},
    "Northern Café": {"needs": ["food", "debt"], "areas": ["E08000003"]},
}
SCHEMES = (
    draft(1, name="Money Matters", needs=["debt"], catchment={"areas": ["E06000023"]}),
    draft(2, name="Debt Help Bath", needs=["debt"], catchment={"areas": ["E06000022"]}),
    draft(3, name="Hidden Debt Help", needs=["debt"], catchment={"everywhere": True}),
)

QUESTIONS: list[tuple[dict[str, Any], list[str]]] = [
    ({"words": "library"}, ["Baths Library", "Quay Library", "Warm Space"]),
    ({"words": "LIBRARIES quay"}, ["Quay Library", "Warm Space"]),
    ({"words": "libary"}, ["Baths Library", "Quay Library", "Warm Space"]),
    ({"words": "warm spase"}, ["Warm Space"]),
    ({"words": "cafe"}, ["Northern Café"]),
    ({"words": "lonely"}, ["Telephone Friends"]),
    ({"words": "money worries"}, ["Money Matters", "Debt Help Bath", "Northern Café"]),
    ({"words": "debt"}, ["Debt Help Bath", "Money Matters", "Northern Café"]),
    ({"words": "debt", "kind": "activity"}, ["Northern Café"]),
    ({"words": "debt", **AT_BRISTOL}, ["Money Matters"]),
    ({"words": "library", **AT_BRISTOL}, ["Quay Library", "Warm Space"]),
    ({"words": "library", "near": [*BATH, 50_000], "areas": []}, ["Baths Library", "Quay Library", "Warm Space"]),
    ({"words": "library", "near": [*BRISTOL, 50_000], "areas": []}, ["Quay Library", "Baths Library", "Warm Space"]),
    ({"needs": [FOOD, DEBT]}, ["Northern Café", "Debt Help Bath", "Money Matters", "Warm Space"]),
    ({"needs": [DEBT], "words": "food"}, ["Northern Café"]),
    ({"cohorts": [CARER]}, ["Telephone Friends"]),
    ({"cohorts": [CARER], "needs": [FOOD]}, []),
    ({"age": 49, "kind": "activity", "words": "friends"}, []),
    ({"age": 80, "words": "friend"}, ["Telephone Friends"]),
    ({"day": "MO"}, ["Quay Library"]),
    ({"day": "MO", "open_at": "12:00"}, []),
    ({"open_at": "23:00"}, ["Baths Library"]),
    ({**AT_BRISTOL, "kind": "activity"}, ["Quay Library", "Warm Space", "Telephone Friends"]),
    ({"words": "%"}, []),
    ({"words": "nothingofthekind"}, []),
    ({"words": "nothingofthekind library"}, ["Baths Library", "Quay Library", "Warm Space"]),
]


@pytest.fixture
def furnished(house: House) -> House:
    """A directory of five activities, two schemes that are approved and one that is not."""
    entries = [activity(number, name=name, **told) for number, (name, told) in enumerate(ENTRIES.items())]
    assert {one["status"] for one in house.matching.list_activities(entries, HUB)} == {"listed"}
    house.matching.import_schemes(list(SCHEMES), HUB)
    for scheme_id in ("oruk-001", "oruk-002"):
        house.matching.approve_scheme(scheme_id, HUB)
    return house


def found(house: House, page: int = 1, per_page: int = 20, **looking: Any) -> list[str]:
    """Return the names of one page of what a search finds."""
    answer = house.matching.search_directory(looking, page, per_page)
    return [one["service"]["listing"]["name"] for one in answer["entries"]]


def test_every_question_finds_what_it_asks_for_best_first_and_nothing_hidden(furnished: House) -> None:
    assert {str(looking): found(furnished, **looking) for looking, _ in QUESTIONS} == {
        str(looking): names for looking, names in QUESTIONS
    }


def test_each_entry_says_why_it_was_found_and_each_word_how_it_was_read(furnished: House) -> None:
    answer = furnished.matching.search_directory({"words": "libary soup", **AT_BRISTOL}, 1, 20)
    [warm] = answer["entries"]
    assert warm["why"] == [
        {"word": "libary", "matched": "library", "found_in": "description"},
        {"word": "soup", "matched": "soup", "found_in": "description"},
    ]
    assert answer["words"] == [
        {"word": "libary", "found": True, "corrected": "library", "stands_for": []},
        {"word": "soup", "found": True, "corrected": None, "stands_for": ["Help with food"]},
    ]
    assert warm["metres"] == pytest.approx(0, abs=1)


def test_pages_put_together_are_the_whole_and_in_order(furnished: House) -> None:
    whole = found(furnished, words="library debt")
    assert [found(furnished, page, 1, words="library debt") for page in range(1, len(whole) + 2)] == [
        *([name] for name in whole),
        [],
    ]
    assert furnished.matching.search_directory({}, 9, 20)["total"] == len(ENTRIES) + 2


def test_what_is_listed_changed_or_taken_off_is_found_so_at_once(furnished: House) -> None:
    assert found(furnished, words="zumba") == []
    entry = activity(7, name="Zumba", description="Dancing.")
    furnished.matching.list_activities([entry], HUB)
    assert found(furnished, words="zumba") == ["Zumba"]
    assert found(furnished, words="zunba") == ["Zumba"]
    changed = {**entry, "listing": {**entry["listing"], "name": "Aerobics"}}
    furnished.matching.list_activities([changed], HUB)
    assert (found(furnished, words="zumba"), found(furnished, words="aerobics")) == ([], ["Aerobics"])
    furnished.matching.take_off_activity(entry["id"], "ended", HUB)
    assert found(furnished, words="aerobics") == []


def test_asking_twice_gives_the_same_answer_and_so_does_a_directory_built_anew(furnished: House) -> None:
    looking = {"words": "library debt food"}
    before = furnished.matching.search_directory(looking, 1, 20)
    assert furnished.matching.search_directory(looking, 1, 20) == before
    assert rebuild_own(furnished.rooms["matching"].store, PROJECTED, lambda _done, _all: None) > 5
    assert furnished.matching.search_directory(looking, 1, 20) == before


@pytest.mark.parametrize(
    "words", ["%", "_", "\\", "'; drop table entry_words; --", "ż" * 200, "🙂 🏳️‍🌈", "a " * 100, "\u0301", "9" * 200]
)
def test_no_words_at_all_make_a_search_break(words: str, furnished: House) -> None:
    assert furnished.matching.search_directory({"words": words}, 1, 20)["status"] == "found"
