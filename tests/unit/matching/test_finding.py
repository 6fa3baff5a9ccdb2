from hypothesis import given
from hypothesis import strategies as st

from services.matching.domain.finding import Finding, Hit, findings, in_order
from services.matching.domain.found_by import HELPS_WITH, IN_DESCRIPTION, found_by, place_of
from services.matching.domain.lexicon import Lexicon
from services.matching.domain.plain_words import telling, words_in
from services.matching.domain.publishing import open_activity
from services.matching.queries.lexicons import everyday_words
from shared.clock import system_clock
from shared.contracts.activities import Activity
from shared.contracts.listing import Category, Listing, Organisation, Origin, Venue

ORIGIN = Origin(directory="Quayside")
NAME_WORDS = ("tea", "talk", "walk", "choir", "garden", "shed", "the", "and", "club", "quay", "coffee", "morning")
some_words = st.lists(st.sampled_from(NAME_WORDS), min_size=1, max_size=5).map(" ".join)
an_entry = st.tuples(some_words, some_words)


def entry(number: int, name: str, description: str | None = None, **told: object) -> Activity:
    """Return an activity with a name and a description."""
    listing = Listing(name=name, origin=ORIGIN, description=description, **told)  # type: ignore[arg-type]
    return Activity(id=f"quayside-{number:03}", listing=listing)


def searched(query: str, *entries: Activity) -> list[Finding]:
    """Return what of these entries a search finds, in its order."""
    services = [open_activity(one, system_clock()) for one in entries]
    words = {one.id: found_by(one) for one in services}
    counted = {word: 1 for points in words.values() for word in points}
    readings = Lexicon(counted, everyday_words()).read(telling(words_in(query)))
    hits = [
        Hit(one.id, one.kind, one.listing.name, word, points)
        for one in services
        for word, points in words[one.id].items()
        if any(word in reading.words for reading in readings)
    ]
    return in_order(findings(hits, readings), {})


def names(query: str, *entries: Activity) -> list[str]:
    """Return the names of what a search finds, in its order."""
    return [one.name for one in searched(query, *entries)]


def test_a_word_in_the_name_comes_before_one_in_what_it_is_for_and_that_before_others() -> None:
    told = entry(1, "A", "garden")
    run = entry(2, "B", organisation=Organisation(name="Garden Trust"))
    sorted_under = entry(3, "C", categories=(Category(taxonomy="Theirs", name="Garden"),))
    named = entry(4, "Z Garden", None)
    assert names("garden", told, run, sorted_under, named) == ["Z Garden", "C", "B", "A"]


def test_an_entry_with_every_word_hides_those_with_fewer() -> None:
    both, one = entry(1, "Quay Hall", "tea and walk"), entry(2, "Tea Club")
    assert names("tea walk", both, one) == ["Quay Hall"]
    assert names("tea walk choir", both, one) == ["Quay Hall"]
    assert names("walk tea", one) == ["Tea Club"]


def test_equals_are_put_in_order_by_distance_then_name_then_id() -> None:
    found = [Finding(str(number), "activity", name, {}, {}) for number, name in enumerate("cbba")]
    assert [one.service_id for one in in_order(found, {})] == ["3", "1", "2", "0"]
    assert [one.service_id for one in in_order(found, {"0": 9.0, "2": 500.0})] == ["0", "2", "3", "1"]


def test_where_a_word_stands_is_told_by_its_points() -> None:
    venue = Venue(name="Quay Hall", town="Bristol", postcode="BS1 4ND")
    words = found_by(open_activity(entry(1, "The Tea Club", "a choir", venues=(venue,)), system_clock()))
    assert {word: place_of(points) for word, points in words.items()} == {
        "tea": "name", "club": "name", "the": "name", "quay": "who_and_where", "hall": "who_and_where",
        "bristol": "who_and_where", "bs1": "who_and_where", "4nd": "who_and_where", "choir": "description",
    }  # fmt: skip
    assert place_of(HELPS_WITH) == "helps_with"
    assert place_of(IN_DESCRIPTION) == "description"


@given(st.lists(an_entry, min_size=1, max_size=8))
def test_the_name_of_an_entry_finds_it_first_among_equals(told: list[tuple[str, str]]) -> None:
    entries = [entry(number, name, description) for number, (name, description) in enumerate(told)]
    for name, _ in told:
        first = names(name, *entries)[0]
        assert set(telling(words_in(first))) == set(telling(words_in(name)))


@given(st.lists(an_entry, max_size=8), some_words)
def test_the_order_of_entries_and_of_words_makes_no_difference(told: list[tuple[str, str]], query: str) -> None:
    entries = [entry(number, name, description) for number, (name, description) in enumerate(told)]
    backwards = " ".join(reversed(query.split()))
    assert [one.service_id for one in searched(query, *entries)] == [
        one.service_id for one in searched(backwards, *reversed(entries))
    ]
