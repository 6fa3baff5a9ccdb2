import csv
import gzip
from collections.abc import Callable
from itertools import islice
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from shared.doors import identifiers
from tests.outside import outside_data
from tests.unit.doors.referrals import POSTCODES, invented_nhs_number

EVERY_READER = [
    identifiers.nhs_number, identifiers.postcode, identifiers.practice, identifiers.organisation, identifiers.email,
    identifiers.language, identifiers.scheme_id, identifiers.area,
]  # fmt: skip


def refusal(reader: Callable[[str], str], text: str) -> str:
    """Return why a text is refused, or nothing when it is read."""
    try:
        reader(text)
    except ValidationError as refused:
        return str(refused.messages)
    return ""


def is_refused(reader: Callable[[str], str], text: str) -> bool:
    return refusal(reader, text) != ""


@pytest.mark.parametrize(
    "text", ["9990000018", "999 000 0018", "999-000-0018", "9999999999", "4010232137", "4857773457"]
)
def test_an_nhs_number_of_an_issued_or_test_range_is_read_with_or_without_spaces(text: str) -> None:
    assert identifiers.nhs_number(text) == text.replace(" ", "").replace("-", "")


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("9876543210", "no number in this range"),
        ("9434765919", "no number in this range"),
        ("9990000019", "one digit is wrong"),
        ("999000001", "10 digits"),
        ("99900000180", "10 digits"),
        ("٩٩٩٠٠٠٠٠١٨", "10 digits"),
        ("0000000000", "no number in this range"),
    ],
)
def test_an_nhs_number_is_refused_with_what_is_wrong_in_it(number: str, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        identifiers.nhs_number(number)


@pytest.mark.parametrize(
    ("lowest", "highest", "issued"),
    [
        (300, 499, True), (600, 799, True), (999, 999, True),
        (320, 399, True), (500, 599, False), (800, 998, False),
    ],
)  # fmt: skip
def test_only_issued_ranges_of_nhs_numbers_are_accepted(lowest: int, highest: int, issued: bool) -> None:
    random = Random(1)
    for first in range(lowest, highest + 1):
        assert is_refused(identifiers.nhs_number, _with_check_digit(first, random)) is not issued


@pytest.mark.parametrize(
    ("start", "issued"), [("2803", True), ("3112", True), ("0001", False), ("2813", False), ("3200", True)]
)
def test_a_scottish_number_starts_with_a_day_and_a_month(start: str, issued: bool) -> None:
    assert is_refused(identifiers.nhs_number, _with_check_digit(int(start), Random(1), width=4)) is not issued


def _with_check_digit(start: int, random: Random, width: int = 3) -> str:
    while True:
        first = f"{start:0{width}d}" + "".join(random.choices("0123456789", k=9 - width))
        remainder = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), first, strict=True)) % 11
        if remainder != 1:
            return f"{first}{(11 - remainder) % 11}"


@given(st.integers(), st.integers(0, 9), st.sampled_from("0123456789"))
def test_every_single_wrong_digit_of_an_nhs_number_is_caught(seed: int, place: int, digit: str) -> None:
    number = invented_nhs_number(Random(seed))
    typed = number[:place] + digit + number[place + 1 :]
    assert is_refused(identifiers.nhs_number, typed) is (typed != number)


@pytest.mark.parametrize("postcode", POSTCODES)
def test_a_postcode_is_read_in_any_case_and_spacing(postcode: str) -> None:
    for typed in (postcode, postcode.lower(), postcode.replace(" ", ""), f"  {postcode.replace(' ', '   ')} "):
        assert identifiers.postcode(typed) == postcode


def test_zz99_alone_stands_for_no_fixed_abode() -> None:
    assert identifiers.postcode("zz99") == identifiers.NO_FIXED_ABODE == "ZZ99 3VZ"


@pytest.mark.parametrize(
    "typed", ["", "B", "BS1", "BS14N", "1BS 4ND", "AI1 1AA", "ZZ98 3VZ", "BS1 4NÐ", "\uff22S1 4ND"]
)
def test_what_only_resembles_a_postcode_is_refused(typed: str) -> None:
    assert is_refused(identifiers.postcode, typed)


def test_every_postcode_of_great_britain_is_of_the_form_but_for_newports_old_ones() -> None:
    with gzip.open(outside_data("geo/postcodes_gb.csv.gz"), "rt", encoding="utf-8") as table:
        found = [row.split(",")[0] for row in islice(table, 1, None, 97)]
    refused = [postcode for postcode in found if is_refused(identifiers.postcode, postcode)]
    assert len(found) > 25_000
    assert {postcode[:3] for postcode in refused} <= {"NPT"}


def test_every_practice_and_prescribing_organisation_of_england_and_wales_has_a_known_form() -> None:
    with gzip.open(outside_data("ods/epraccur_2025-09.csv.gz"), "rt", encoding="utf-8") as table:
        codes = [row[0] for row in csv.reader(table)]
    assert len(codes) > 16_000
    assert [code for code in codes if is_refused(identifiers.practice, code)] == []
    assert [code for code in codes if is_refused(identifiers.organisation, code)] == []


def test_codes_of_practices_and_organisations_are_read_in_either_case() -> None:
    assert [identifiers.practice(code) for code in ("l81087", "ALD001", "10002", "a0b1c")] == [
        "L81087", "ALD001", "10002", "A0B1C",
    ]  # fmt: skip
    assert [identifiers.organisation(code) for code in ("rx1", "NLX01", "8J123", "RTEEE")] == [
        "RX1", "NLX01", "8J123", "RTEEE",
    ]  # fmt: skip
    assert is_refused(identifiers.organisation, "SURGERY")


@pytest.mark.parametrize(
    "code", ["E06000023", "E05010896", "E01014485", "W06000015", "S12000036", "S01006514", "N09000003"]
)
def test_an_area_of_a_kind_that_postcodes_are_looked_up_to_is_accepted(code: str) -> None:
    assert identifiers.area(code) == code


@pytest.mark.parametrize(
    "code", ["E92000001", "E12000009", "E10000003", "E02003012", "E0600002", "e06000023", "K02000001"]
)
def test_an_area_that_no_postcode_is_looked_up_to_is_refused(code: str) -> None:
    assert is_refused(identifiers.area, code)


@pytest.mark.parametrize(("typed", "code"), [("en", "en"), ("CY", "cy"), ("bfi", "bfi"), ("zh-Hant", "zh-hant")])
def test_a_language_is_read_as_its_short_code_in_small_letters(typed: str, code: str) -> None:
    assert identifiers.language(typed) == code


@given(st.sampled_from(EVERY_READER), st.text(st.characters(exclude_categories=())))
def test_any_text_is_read_or_refused_in_words_and_never_repeated(reader: Callable[[str], str], text: str) -> None:
    assert "ζ" not in refusal(reader, f"{text}ζ{text}")
