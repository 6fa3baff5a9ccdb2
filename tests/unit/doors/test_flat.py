import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.doors.flat import BEYOND_THE_COLUMNS, flat, nested
from shared.doors.malformed import Malformed
from shared.doors.referral import ReferralSchema, load_referral
from shared.doors.scheme import SchemeSchema
from tests.unit.doors.referrals import fullest_referral, referrals, smallest_referral

TODAY = date(2026, 11, 22)
columns = st.sampled_from(list(flat(fullest_referral()))) | st.text(st.sampled_from("ab01.;-")) | st.none()


def of_a_referral(row: dict[Any, Any]) -> dict[str, Any]:
    return nested(row, ReferralSchema)


def wrong(row: dict[Any, Any]) -> set[str]:
    with pytest.raises(Malformed) as refused:
        load_referral(of_a_referral({**flat(smallest_referral()), **row}), TODAY)
    return set(refused.value.errors)


def test_a_row_has_the_dotted_names_of_the_fields() -> None:
    assert flat(smallest_referral()) == {
        "person.given_name": "Amara",
        "person.family_name": "Bevan",
        "person.born_on": "1951-03-28",
        "person.postcode": "BS1 4ND",
        "referrer.channel": "gp",
        "referrer.name": "Dr Robin Wetherby",
        "referrer.organisation": "Orchard Row Surgery",
        "needs": "befriending",
        "sharing.0.purpose": "direct_support",
        "sharing.0.lawful_basis": "direct_care",
    }


@given(referrals())
def test_a_referral_written_as_a_row_of_csv_is_read_back_the_same(sent: dict[str, Any]) -> None:
    row = flat(sent)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, row)
    writer.writeheader()
    writer.writerow(row)
    text.seek(0)
    has_a_cell = {name: told for name, told in sent.items() if told != []}
    assert [of_a_referral(read) for read in csv.DictReader(text)] == [has_a_cell]


def test_the_fullest_referral_goes_through_a_row_unchanged() -> None:
    assert of_a_referral(flat(fullest_referral())) == fullest_referral()


@pytest.mark.parametrize(
    ("row", "object_"),
    [
        ({"needs": "debt; food|benefits_advice;"}, {"needs": ["debt", "food", "benefits_advice"]}),
        ({"needs.0": "debt", "needs.1": "food"}, {"needs": ["debt", "food"]}),
        ({"needs.1": "food", "needs.7": "debt", "needs.0": ""}, {"needs": ["food", "debt"]}),
        ({"safe_contact.call": "Yes", "safe_contact.text": "FALSE"}, {"safe_contact": {"call": True, "text": False}}),
        ({"person.family_name": "No", "what_matters": "yes"}, {"person": {"family_name": "No"}, "what_matters": "yes"}),
        ({"sharing.purpose": "research"}, {"sharing": [{"purpose": "research"}]}),
        ({"sharing.1.purpose": "research", "sharing.0.purpose": ""}, {"sharing": [{"purpose": "research"}]}),
        ({" urgency ": "soon", "risks": "   ", "cohorts": None}, {"urgency": "soon"}),
        ({"safe_contact.call": "maybe", "person": "she"}, {"safe_contact": {"call": "maybe"}, "person": "she"}),
        ({None: ["beyond", "the", "end"]}, {BEYOND_THE_COLUMNS: "beyond the end"}),
        ({}, {}),
    ],
)  # fmt: skip
def test_cells_are_read_as_what_their_column_holds(row: dict[Any, Any], object_: dict[str, Any]) -> None:
    assert of_a_referral(row) == object_


def test_words_that_hold_a_separator_are_written_in_numbered_columns() -> None:
    told = {"other_services": ["Lunch; and a walk", "Choir"]}
    assert flat(told) == {"other_services.0": "Lunch; and a walk", "other_services.1": "Choir"}
    assert of_a_referral(flat(told)) == told


def test_whole_numbers_and_lists_of_them_are_read_in_rows_of_schemes() -> None:
    row = {"places": "20", "age_min": "sixteen", "measures.0.at_months": "0;6;18", "approved": "yes"}
    assert nested(row, SchemeSchema) == {
        "places": 20,
        "age_min": "sixteen",
        "measures": [{"at_months": [0, 6, 18]}],
        "approved": True,
    }


def test_a_column_nobody_knows_is_handed_on_for_the_door_to_name() -> None:
    assert wrong({"person.nickname": "Mari", "colour": "blue"}) == {"person.nickname", "colour"}
    assert wrong({None: ["", "more"]}) == {BEYOND_THE_COLUMNS}


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        ({"sharing.purpose": "research"}, {"sharing.0.purpose"}),
        ({"needs.0": "debt"}, {"needs.0"}),
        ({"person": "Amara"}, {"person"}),
        ({"person.given_name.first": "Amara"}, {"person.given_name"}),
    ],
)
def test_what_two_columns_claim_is_refused_and_never_chosen_between(row: dict[str, str], fields: set[str]) -> None:
    assert wrong(row) == fields


def test_a_column_with_endless_dots_is_an_unknown_name_like_any_other() -> None:
    assert len(wrong({"." * 100_000: "deep"})) == 1
    assert wrong({"person" + ".a" * 100_000: "deep"}) == {"person.a"}


@given(st.dictionaries(columns, st.text() | st.none() | st.lists(st.text(), max_size=2), max_size=8))
def test_any_row_is_read_into_something_that_can_be_sent(row: dict[Any, Any]) -> None:
    cells = {column: cell for column, cell in row.items() if (column is None) == isinstance(cell, list)}
    json.dumps(of_a_referral(cells))
