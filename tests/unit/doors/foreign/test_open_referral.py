from datetime import UTC, date, datetime
from typing import Any

import pytest

from shared.contracts.listing import Category, Opening, Organisation, Price, PublicContact, Venue
from shared.contracts.scheme import Catchment, Scheme
from shared.doors.foreign.draft import NO_AREA
from shared.doors.foreign.record import RecordRefused
from tests.unit.doors.foreign.foreign import SERVICE, made


def test_a_whole_service_becomes_a_draft_of_a_scheme_that_is_not_approved() -> None:
    draft = made(SERVICE).entry
    assert draft == Scheme(
        id=f"oruk-{SERVICE['id']}", name="Community Counselling", provider="Riverside Trust", kind="specialist",
        cohorts=("bereaved",), needs=("bereavement",), age_min=12, age_max=100,
        catchment=Catchment(areas=("E06000023",)), languages=("cy", "pl"), funder="Riverside Council",
    )  # fmt: skip


def test_everything_else_the_service_says_is_kept_beside_the_draft() -> None:
    listing = made(SERVICE).listing
    assert listing.organisation == Organisation(
        name="Riverside Trust", id="d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", description="A trust."
    )
    assert listing.venues == (
        Venue(
            name="Quay Hall", address="1 Quay Street", town="Bristol", postcode="BS1 4ND", latitude=51.45,
            longitude=-2.6, access=("A ramp.",),
        ),
    )  # fmt: skip
    assert listing.openings == (
        Opening(days=("TH", "FR"), every="weekly", interval=2, opens_at="10:00", closes_at="18:00"),
    )
    assert listing.prices == (Price(for_whom="Over 60s", amount=3.5, words="an hour"),)
    assert listing.categories == (Category(taxonomy="Our services", name="Bereavement / Grief", code="t1"),)
    assert (listing.assured_on, listing.modified_at) == (
        date(2026, 1, 1), datetime(2026, 3, 15, 10, 30, 45, 123000, UTC),
    )  # fmt: skip


def test_whom_to_ask_is_kept_by_role_and_nobody_by_name() -> None:
    told = made(SERVICE)
    assert told.listing.contacts == (PublicContact(role="Manager", phone="0117 496 0000"),)
    assert told.mended == ["contacts.name is a person's, left out"]
    assert "Ann" not in repr(told.listing)


MENDS: list[tuple[dict[str, Any], str]] = [
    ({"last_modified": "2025-09-02T12:06:15.654"}, "last_modified has no time zone, taken as UTC"),
    ({"minimum_age": -1}, "minimum_age is below 0, read as no limit"),
    ({"maximum_age": "999"}, "maximum_age is beyond any age, read as no limit"),
    ({"minimum_age": 70, "maximum_age": 60}, "minimum_age is above maximum_age, turned round"),
    ({"minimum_age": "many"}, "minimum_age is no number, left out"),
    ({"description": "<h1>About</h1><p>Us &amp; you</p>"}, "description had HTML in it, only the words are kept"),
    ({"name": "x" * 120}, "name was longer than 100 characters, shortened"),
    ({"url": "www.example.org/a b"}, "url was not written as an address of the web must be, put right"),
    ({"url": "javascript:alert(1)"}, "url is no address of the web, left out"),
    ({"email": "nobody"}, "email is no email address, left out"),
    ({"email": "Unknown-1@noemail.invalid"}, "email is an address that nobody can have, left out"),
    ({"status": "open"}, "status is none that Open Referral UK knows, read as inactive"),
    ({"id": "17"}, "id is no UUID, kept as it is"),
    ({"assured_date": "soon"}, "assured_date is no date, left out"),
    ({"schedules": [{"freq": "DAILY", "opens_at": "9"}]}, "schedules.freq is neither WEEKLY nor MONTHLY, left out"),
    ({"schedules": [{"byday": "XX", "opens_at": "9"}]}, "schedules.byday names a day that is none, left out"),
    ({"schedules": [{"opens_at": "hh:mm:ss"}]}, "schedules.opens_at is no time of day, left out"),
    ({"service_areas": [{"name": "England", "uri": "…/E92000001"}]},
     "service_areas names an area larger than a local authority, left out"),
    ({"service_areas": [{"name": "Bristol"}]}, "service_areas names an area without its code, left out"),
    ({"service_areas": []}, str(NO_AREA)),
    ({"languages": [{"name": "Klingonese"}]}, "languages.language is none we know by that name, left out"),
    ({"cost_options": [{"amount": -3}]}, "cost_options.amount is no price, left out"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "mend"), MENDS, ids=[mend for _, mend in MENDS])
def test_what_real_feeds_get_wrong_is_mended_and_told(change: dict[str, Any], mend: str) -> None:
    assert mend in made(SERVICE | change).mended


def test_words_in_html_keep_their_paragraphs_and_lose_their_scripts() -> None:
    written = "<p>About&nbsp;us</p><script>alert(1)</script><ul><li>one<li>two</ul>a < b<br/>end"
    assert made(SERVICE | {"description": written}).listing.description == "About us\n\none\ntwo\na < b\nend"


@pytest.mark.parametrize(
    ("change", "why"),
    [({"name": None}, "it has no name"), ({"name": "- - -"}, "it has no name"), ({"id": None}, "it has no id")],
)
def test_a_service_without_a_name_or_an_id_is_refused(change: dict[str, Any], why: str) -> None:
    with pytest.raises(RecordRefused, match=why):
        made(SERVICE | change)


def test_a_service_of_version_one_is_read_as_well() -> None:
    service = {
        "id": "17", "name": "Lunch club", "eligibilitys": [{"minimum_age": 60, "maximum_age": None}],
        "organization": {"id": "2", "name": "Riverside"},
        "service_at_locations": [
            {"location": {"name": "Hall", "physical_addresses": [{"address_1": "1 Quay", "postal_code": "BS1 4ND"}]},
             "regular_schedules": [{"weekday": "Tuesday", "opens_at": "12:00", "closes_at": "14:00"}]},
        ],
        "service_taxonomys": [{"taxonomy": {"id": "a", "name": "Tea / Coffee", "vocabulary": "BCC Services"}}],
    }  # fmt: skip
    told = made(service)
    assert isinstance(told.entry, Scheme)
    assert (told.entry.id, told.entry.age_min, told.entry.needs) == ("riverside-17", 60, ("social_connection",))
    assert told.listing.venues[0].postcode == "BS1 4ND"
    assert told.listing.openings == (Opening(days=("TU",), every="weekly", opens_at="12:00", closes_at="14:00"),)


def test_the_areas_of_a_directory_stand_for_services_that_name_none() -> None:
    told = made(SERVICE | {"service_areas": []}, areas=("E06000023",))
    assert isinstance(told.entry, Scheme)
    assert told.entry.catchment == Catchment(areas=("E06000023",))


def test_a_service_may_become_an_activity_where_the_hub_wants_it_so() -> None:
    told = made(SERVICE, "activities")
    assert told.entry.id == f"oruk-{SERVICE['id']}"
    assert told.listing == made(SERVICE).listing
