"""In which order a search shows what it finds: whatever is in the directory, and however it came in."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine

from services.matching.domain.plain_words import stem, telling, words_in
from services.matching.projections import project
from services.matching.queries.lexicons import Lexicons
from services.matching.queries.looking import Looking
from services.matching.queries.open_data import read_services
from services.matching.queries.searching import search
from services.matching.tables import METADATA
from shared.clock import system_clock
from shared.contracts.activities import Activity, ActivityListed
from shared.contracts.event import Meta
from shared.contracts.listing import Category, Listing, Organisation, Origin
from shared.event_store.recorded import Recorded

ENGINE = create_engine("sqlite://")
METADATA.create_all(ENGINE)
META = Meta(at=system_clock(), by="hub:test", because="list_activities")
LETTERS = "abcdefghijklmnopqrstuvwxyz"

known_words = st.sampled_from(
    (
        "tea",
        "talk",
        "walk",
        "walks",
        "choir",
        "the",
        "and",
        "club",
        "quay",
        "coffee",
        "lonely",
        "mum",
        "new",
        "caf\u00e9",
    )
)
some_words = st.lists(known_words, min_size=1, max_size=5).map(" ".join)
an_entry = st.tuples(some_words, some_words)
entries_told = st.lists(an_entry, min_size=1, max_size=8)


def entry(number: int, name: str, description: str | None = None, **told: object) -> Activity:
    """Return an activity with a name and a description."""
    listing = Listing(name=name, origin=Origin(directory="Quayside"), description=description, **told)  # type: ignore[arg-type]
    return Activity(id=f"quayside-{number:03}", listing=listing)


def stems(name: str) -> set[str]:
    """Return what a search makes of a name: two names with the same are equals."""
    return set(map(stem, telling(words_in(name))))


def told_entries(told: Sequence[tuple[str, str]]) -> list[Activity]:
    """Return activities with these names and descriptions."""
    return [entry(number, name, description) for number, (name, description) in enumerate(told)]


@contextmanager
def directory(*entries: Activity) -> Iterator[Connection]:
    """Give a directory of these entries, which is empty again afterwards."""
    with ENGINE.connect() as connection:
        listed = [ActivityListed(activity_id=one.id, activity=one) for one in entries]
        project(connection, [Recorded(f"activity-{event.activity_id}", 1, event, META) for event in listed])
        yield connection
        connection.rollback()


def names(query: str, *entries: Activity) -> list[str]:
    """Return the names of what a search finds, in its order."""
    with directory(*entries) as connection:
        searched = search(connection, Lexicons().current(connection), Looking(words=query), 1, 100)
        found = [one.listing.name for one in read_services(connection, [one.service_id for one in searched.found])]
        assert searched.total == len(found)
        return found


def test_a_word_in_the_name_comes_before_one_in_what_it_helps_with_and_that_before_others() -> None:
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


def test_an_entry_that_says_the_word_comes_before_one_only_sorted_under_its_term() -> None:
    silent, says = (
        entry(number, name, told) for number, name, told in ((1, "A", None), (2, "B", "if you feel lonely"))
    )
    sorted_under = [Activity(id=one.id, listing=one.listing, needs=("befriending",)) for one in (silent, says)]
    assert names("lonely", *sorted_under) == ["B", "A"]


@given(entries_told)
def test_the_name_of_an_entry_finds_it_first_among_equals(told: list[tuple[str, str]]) -> None:
    entries = told_entries(told)
    for name, _ in told:
        assert stems(names(name, *entries)[0]) == stems(name)


@given(entries_told, some_words)
def test_the_order_of_entries_and_of_words_makes_no_difference(told: list[tuple[str, str]], query: str) -> None:
    entries = told_entries(told)
    backwards = " ".join(reversed(query.split()))
    assert names(query, *entries) == names(backwards, *reversed(entries))


@given(entries_told, st.data())
def test_one_typing_error_in_a_long_word_of_the_name_still_finds_the_entry(
    told: list[tuple[str, str]], data: st.DataObject
) -> None:
    word = data.draw(st.text(LETTERS, min_size=5, max_size=12).filter(lambda word: word not in words_in(str(told))))
    place, letter = data.draw(st.integers(0, len(word) - 1)), data.draw(st.sampled_from(LETTERS))
    mistyped = data.draw(
        st.sampled_from([word[:place] + word[place + 1 :], word[:place] + letter + word[place + 1 :], word + letter])
    )
    unknown = not any(telling([mistyped]) == [other] for other in words_in(str(told)))
    if unknown:
        assert word in names(f"club {mistyped}", *told_entries(told), entry(99, f"{word} club".title()))[0].casefold()


@given(st.text(max_size=200))
def test_no_text_at_all_makes_a_search_break(typed: str) -> None:
    names(typed, entry(1, "Tea Club"), entry(2, "Quay Walk", "100% free_of charge"))
