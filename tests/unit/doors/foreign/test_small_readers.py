"""Hours, days, times, addresses, postcodes and addresses of the web, each as somebody really wrote it."""

from datetime import date

import pytest

from shared.contracts.listing import Opening, Venue
from shared.doors.foreign.addresses import postcode_in, venue_at
from shared.doors.foreign.moments import day_of, time_of
from shared.doors.foreign.naming import id_by_content, id_of
from shared.doors.foreign.opening_hours import NotHours, openings_of
from shared.doors.foreign.plain import web_address_of
from shared.doors.foreign.weekdays import weekday_of
from shared.doors.identifiers import scheme_id
from shared.doors.listing_fields import web_address

WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def opening(*days: str, at: str, until: str | None = None, every: str = "weekly") -> Opening:
    return Opening(days=days, every=every, opens_at=at, closes_at=until)


HOURS = [
    ("We 10:00-12:00", [opening("WE", at="10:00", until="12:00")]),
    ("Mo-We 09:00-17:00", [opening("MO", "TU", "WE", at="09:00", until="17:00")]),
    ("Sa-Mo 9:00-17:00", [opening("SA", "SU", "MO", at="09:00", until="17:00")]),
    ("Mo,Th 09:30-24:00", [opening("MO", "TH", at="09:30", until="23:59")]),
    ("Tu[2] 14:00-16:00", [opening("2TU", at="14:00", until="16:00", every="monthly")]),
    ("Th[1,-1] 14:00", [opening("1TH", "-1TH", at="14:00", every="monthly")]),
    ("10:00-11:00", [opening(*WEEK, at="10:00", until="11:00")]),
    ("24/7", [opening(*WEEK, at="00:00", until="23:59")]),
    (
        "Mo 09:00-12:00,13:00-15:00",
        [opening("MO", at="09:00", until="12:00"), opening("MO", at="13:00", until="15:00")],
    ),
    ("Fr 18:00+; Sa 10:00-11:00", [opening("FR", at="18:00"), opening("SA", at="10:00", until="11:00")]),
]


@pytest.mark.parametrize(("text", "told"), HOURS)
def test_opening_hours_are_read_as_openstreetmap_writes_them(text: str, told: list[Opening]) -> None:
    assert list(openings_of(text)) == told


@pytest.mark.parametrize(
    "text", ["sunrise-sunset", "Mo off", "Xx 10:00-11:00", "Mo 25:00-26:00", "Mo", "Mo 10:00-11:00; ?"]
)
def test_hours_that_are_not_written_so_are_refused_whole(text: str) -> None:
    with pytest.raises(NotHours):
        openings_of(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("9", "09:00"), ("09:30:00", "09:30"), ("9.30pm", "21:30"), ("12am", "00:00"), ("12:05 pm", "12:05"),
        ("24:00", "23:59"), ("25:00", None), ("13pm", None), ("9:75", None), ("noonish", None), ("٩:30", None),
    ],
)  # fmt: skip
def test_a_time_of_day_is_read_in_any_usual_form(text: str, told: str | None) -> None:
    assert time_of(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2026-02-28", date(2026, 2, 28)), ("28/02/2026", date(2026, 2, 28)), ("2026-02-28T10:00", date(2026, 2, 28)),
        ("30/02/2026", None), ("soon", None), ("2026", None),
    ],
)  # fmt: skip
def test_a_day_is_read_year_first_or_as_in_the_uk(text: str, told: date | None) -> None:
    assert day_of(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Monday", "MO"), ("tues", "TU"), ("Th", "TH"), ("wednesdays", "WE"), ("https://schema.org/Sunday", "SU"),
        ("SA", "SA"), ("T", None), ("Xmas", None), ("", None),
    ],
)  # fmt: skip
def test_a_weekday_is_read_by_any_of_its_names(text: str, told: str | None) -> None:
    assert weekday_of(text) == told


def test_the_last_postcode_of_an_address_is_its_postcode_and_the_town_stands_before_it() -> None:
    line = "Charmouth Village Hall, 30 Wesley Close, Charmouth, Dorset dt66qt"
    assert postcode_in(line) == "DT6 6QT"
    assert venue_at(line, {}) == Venue(
        address="Charmouth Village Hall, 30 Wesley Close, Charmouth", town="Dorset", postcode="DT6 6QT"
    )
    assert venue_at("The Hall", {}) == Venue(address="The Hall")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("www.example.org", "http://www.example.org"),
        ("HTTPS://Example.org/A b?q=ü#x", "https://example.org/A%20b?q=%C3%BC#x"),
        ("http:/example.org", "http://example.org"),
        ("//example.org/100%", "http://example.org/100%25"),
        ("https://example.org/#a#b", "https://example.org/#a%23b"),
        ("https://user:secret@example.org", None),
        ("ftp://example.org", None),
        ("javascript:alert(1)", None),
        ("see our page", None),
        ("http://", None),
    ],
)
def test_an_address_of_the_web_is_put_right_or_is_none(text: str, told: str | None) -> None:
    assert web_address_of(text) == told
    if told:
        assert web_address(told) == told


def test_ids_stay_the_same_and_are_ids_whatever_a_directory_calls_its_records() -> None:
    assert id_of("Bristol", "AC148810-D857-441C-9679-408F346DE14B") == "oruk-ac148810-d857-441c-9679-408f346de14b"
    assert id_of("Bristol City", "17") == "bristol-city-17"
    odd = [
        id_of("…", "a b"),
        id_of("x", "a-b"),
        id_of("x", "ÄÖ"),
        id_by_content("q", "ж" * 200, 1),
        id_of("y" * 90, "z" * 90),
    ]
    assert len(set(odd)) == len(odd)
    assert [scheme_id(one) for one in odd] == odd
