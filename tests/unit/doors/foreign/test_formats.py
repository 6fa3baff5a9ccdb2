"""How directories are recognised, and what holds for every record of any of them, whatever it is."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.doors.foreign.formats import ACTIVITIES, DRAFTS, FORMATS, SCHEMES, format_of, read_record, records_in
from shared.doors.foreign.record import RecordRefused
from shared.doors.foreign.terms import TermsRefused, read_terms
from shared.doors.listing import load_activity, load_imported_scheme
from tests.unit.doors.foreign.foreign import SERVICE, known_format, setting, terms
from tests.unit.doors.foreign.test_other_directories import BROWNIES, LIBRARY, feature

RECOGNISED: list[tuple[Any, str, str]] = [
    (SERVICE, "Open Referral UK", DRAFTS),
    ([SERVICE], "Open Referral UK", DRAFTS),
    ({"contents": [SERVICE], "total_items": 1}, "Open Referral UK", DRAFTS),
    ({"data": {"services": {"services": [{"service_taxonomys": []}]}}}, "Open Referral UK", DRAFTS),
    ({"content": [BROWNIES], "totalPages": 2}, "Outpost's API", DRAFTS),
    (BROWNIES, "Outpost's API", DRAFTS),
    (feature(), "a GeoJSON map of places", ACTIVITIES),
    ([LIBRARY], "libraries of England", ACTIVITIES),
    ([{"id": "x", "name": "X"}], "schemes as Onward writes them", SCHEMES),
    ([{"id": "x"}], "schemes as Onward writes them", SCHEMES),
    ([{"id": "x", "name": "X", "colour": "red"}], "schemes as Onward writes them", SCHEMES),
    ([{"id": "x", "listing": {}}], "activities exported from Onward", ACTIVITIES),
    ([{"scheme": {}, "listing": {}}], "drafts exported from Onward", DRAFTS),
]


@pytest.mark.parametrize(("value", "says", "becomes"), RECOGNISED)
def test_a_directory_is_recognised_by_what_its_records_hold(value: Any, says: str, becomes: str) -> None:
    found = known_format(records_in(value))
    assert (found.says, found.becomes) == (says, becomes)


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        ["text"],
        [[]],
        [{"url": "https://example.org", "name": "A feed"}],
        [{"id": 1, "label": "A term"}],
        17,
        None,
    ],
)
def test_what_is_no_directory_is_not_taken_for_one(value: Any) -> None:
    assert format_of(records_in(value)) is None


_names = st.sampled_from(
    sorted(
        {*SERVICE, *BROWNIES, *LIBRARY, "geometry", "properties", "coordinates", "title", "hours", "opening", "contact"}
        | {
            "location",
            "addresses",
            "postal_code",
            "byday",
            "freq",
            "amount",
            "taxonomy_term",
            "uri",
            "address",
            "number",
        }
        | {"Service", "Service ID", "Location(s)", "eligibility", "allows_male", "intervention_title", "Location name"}
    )
)
_words = st.sampled_from(
    """2TU,MO|09:00|BS1 4ND|Mo-Fr 09:00-17:00; Tu[2] 10:00|2026-02-30|https://ex.org/ü|-1|1e999|E06000023|<p>x|a@b.org
    |0117 496 0000|active|WEEKLY|TRUE|2026-01-01T00:00|\ud800|\x00""".split("|")
)
_leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | _words
_values = st.recursive(
    _leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_names, inner, max_size=6), max_leaves=20
)
_records = _values | st.dictionaries(_names, _values, max_size=25)


@pytest.mark.parametrize("format_", FORMATS, ids=[one.says for one in FORMATS])
@given(record=_records, name=st.text(min_size=1, max_size=200))
def test_no_value_breaks_a_reader_and_whatever_it_takes_passes_the_door(format_: Any, record: Any, name: str) -> None:
    if format_.read is None:
        return
    if isinstance(record, dict):
        record |= {"name": name, "id": name, "title": name, "Service ID": name, "Service": name, "Location ID": name}
    for becomes, load in ((DRAFTS, load_imported_scheme), (ACTIVITIES, load_activity)):
        with suppress(RecordRefused):
            load(read_record(format_, record, setting(), becomes).entry)


def test_the_table_of_terms_names_codes_of_the_vocabulary_only() -> None:
    assert terms().meaning(["bereavement & grief", "Creativity>Music>Singing"]) == (
        ("bereavement", "arts_and_culture"), ("bereaved",), ("group",),
    )  # fmt: skip
    with pytest.raises(TermsRefused, match="Knitting"):
        read_terms("term,needs,cohorts,support\nKnitting,wool,,\n")


def test_a_term_is_found_however_it_is_written_and_an_unknown_one_means_nothing() -> None:
    assert terms().knows("  BEREAVEMENT / grief ")
    assert terms().meaning(["Underwater hockey"]) == ((), (), ())
