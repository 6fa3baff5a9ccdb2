"""What a directory's new word changes: rows of what the hub has, what it said before, says now, and what comes out."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.domain.importing import DirectoryWord, fields_moved, imported, specification
from services.matching.domain.registering import as_entered, register
from services.matching.domain.standing import SchemeStanding
from shared.contracts.directory import SchemeApproved, SchemeRegistered
from shared.contracts.listing import Listing, Origin
from shared.contracts.scheme import Catchment, Scheme
from tests.unit.matching.given import scheme

LISTING = Listing(name="Riverside", origin=Origin(directory="Quayside"))
OPEN = SchemeStanding("open")
BRISTOL = Catchment(areas=("E06000023",))


def word(listing: Listing = LISTING, **told: Any) -> DirectoryWord:
    return DirectoryWord(scheme(**told), listing)


ROWS: list[tuple[str, Scheme | None, DirectoryWord | None, Scheme, Scheme]] = [
    ("a new scheme is the draft", None, None, scheme(age_min=18), scheme(age_min=18)),
    ("the directory's change", scheme(age_min=18), word(age_min=18), scheme(age_min=21), scheme(age_min=21)),
    ("what the hub mended stays", scheme(catchment=BRISTOL), word(), scheme(), scheme(catchment=BRISTOL)),
    ("both at once", scheme(catchment=BRISTOL), word(), scheme(age_min=21), scheme(catchment=BRISTOL, age_min=21)),
    ("the directory's word goes before the hub's of the same field", scheme(age_min=16), word(age_min=18),
     scheme(age_min=21), scheme(age_min=21)),
    ("an approval is never taken back", scheme(approved=True), word(), scheme(age_min=21),
     scheme(approved=True, age_min=21)),
    ("places are the manager's", scheme(places=9), word(), scheme(age_max=70), scheme(places=9, age_max=70)),
    ("a scheme the hub wrote itself stays as it wrote it", scheme(places=9, age_min=40), None, scheme(age_min=18),
     scheme(places=9, age_min=40)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("in_force", "before", "now", "comes_out"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_only_what_a_directory_changed_is_changed_in_the_specification(
    in_force: Scheme | None, before: DirectoryWord | None, now: Scheme, comes_out: Scheme
) -> None:
    assert specification(in_force, before, now) == comes_out


def test_the_same_word_again_is_no_news_and_another_names_its_fields() -> None:
    before, after = (
        word(age_min=18),
        word(Listing(name="R", origin=LISTING.origin, url="https://example.org"), age_min=21),
    )
    assert imported(before, before) == []
    assert fields_moved(before, after) == ("age_min", "name", "url")
    [event] = imported(before, after)
    assert (event.changed, event.draft, event.listing) == (("age_min", "name", "url"), after.draft, after.listing)


@given(st.integers(0, 60), st.integers(0, 60), st.none() | st.integers(0, 60))
def test_importing_again_what_was_just_imported_changes_nothing(old: int, new: int, by_hub: int | None) -> None:
    before, now = word(age_min=old), scheme(age_min=new)
    in_force = specification(scheme(age_min=old, age_max=by_hub), before, now)
    assert specification(in_force, DirectoryWord(now, LISTING), now) == in_force


def test_a_list_entered_again_changes_nothing_though_places_were_set_since() -> None:
    written = scheme(places=20)
    assert register(as_entered(written, 30, None, written), OPEN, 25, written) == []


def test_an_exported_scheme_entered_again_changes_nothing_though_it_says_what_was_set_since() -> None:
    exported = scheme(places=30, approved=True)
    assert register(as_entered(scheme(places=20), 30, None, exported), OPEN, 25, exported) == []


def test_a_list_that_only_approves_registers_no_other_specification() -> None:
    assert register(scheme(), SchemeStanding(), 0, scheme(approved=True)) == [SchemeApproved(scheme_id="riverside")]


def test_a_list_that_changes_something_is_taken_at_its_word_also_about_places() -> None:
    changed = scheme(places=20, age_min=18)
    known = as_entered(scheme(places=20), 30, None, changed)
    assert register(known, SchemeStanding(), 0, changed) == [SchemeRegistered(scheme=changed)]
