from services.matching.domain.finding import Answered, Hit, answered
from services.matching.domain.found_by import HELPS_WITH, IN_DESCRIPTION, found_by, place_of
from services.matching.domain.lexicon import MISTYPED, Lexicon
from services.matching.domain.publishing import open_activity
from services.matching.queries.lexicons import everyday_words
from shared.clock import system_clock
from shared.contracts.activities import Activity
from shared.contracts.listing import Category, Listing, Organisation, Origin, Venue
from shared.contracts.open_service import OpenService

LEXICON = Lexicon({"group": 9, "soup": 3, "quay": 1}, everyday_words())


def service(name: str, **told: object) -> OpenService:
    """Return an activity as it is published."""
    listing = Listing(name=name, origin=Origin(directory="Quayside"), **told)  # type: ignore[arg-type]
    return open_activity(Activity(id="quayside-001", listing=listing), system_clock())


def places(found: OpenService) -> dict[str, str]:
    """Return where each word stands that an entry is found by."""
    return {word: place_of(points) for word, points in found_by(found).items()}


def test_where_a_word_stands_best_is_told_by_its_points() -> None:
    venue = Venue(name="Quay Hall", town="Bristol", postcode="BS1 4ND")
    terms = (Category(taxonomy="Theirs", name="Singing"),)
    run = Organisation(name="Hall Trust")
    found = service(
        "The Tea Club", description="A choir, with tea", venues=(venue,), categories=terms, organisation=run
    )
    assert places(found) == {
        "tea": "name", "club": "name", "the": "name", "singing": "helps_with", "hall": "who_and_where",
        "trust": "who_and_where", "quay": "who_and_where", "bristol": "who_and_where", "bs1": "who_and_where",
        "4nd": "who_and_where", "choir": "description",
    }  # fmt: skip
    assert (place_of(HELPS_WITH), place_of(IN_DESCRIPTION)) == ("helps_with", "description")


def test_a_word_of_a_short_name_is_worth_more_than_one_of_a_long_name() -> None:
    assert (
        found_by(service("Tea"))["tea"]
        > found_by(service("Tea Club"))["tea"]
        > found_by(service("Tea Club Quay"))["tea"]
    )
    assert found_by(service("The Tea"))["tea"] == found_by(service("Tea"))["tea"]


def test_an_entry_of_very_many_words_is_found_by_the_first_of_them() -> None:
    told = " ".join(f"word{number}" for number in range(2_000))
    assert len(found_by(service("Tea", description=told))) == 500


def test_what_answers_best_is_told_for_each_word_and_each_term_asked_for() -> None:
    readings = LEXICON.read(["goup", "quay"])
    hits = [Hit("a", "soup", 100), Hit("a", "group", 100), Hit("a", "quay", 1_100), Hit("b", "term", HELPS_WITH)]
    assert answered(hits, readings, ["term"]) == {
        "a": {0: Answered(MISTYPED, "group", 100), 1: Answered(1_100, "quay", 1_100)},
        "b": {2: Answered(HELPS_WITH, "term", HELPS_WITH)},
    }
