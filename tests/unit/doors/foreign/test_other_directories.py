"""Outpost, maps of warm spaces, libraries, Folkestone and the probation service: each by a record like real ones."""

from typing import Any

import pytest

from shared.contracts.activities import Activity
from shared.contracts.listing import Category, Opening, Organisation, Price, PublicContact, Venue
from shared.contracts.scheme import Scheme
from shared.doors.foreign.record import RecordRefused
from tests.unit.doors.foreign.foreign import made

BROWNIES: dict[str, Any] = {
    "id": 1, "updated_at": "2021-01-13T12:48:54.730Z", "name": "Quayside Brownies", "description": "Girls.\r\n ",
    "url": None, "min_age": 5, "max_age": 11, "needs_referral": True, "free": True,
    "locations": [{"name": "Quay School", "address_1": " Quay Street", "city": "Bristol", "postal_code": "BS1 4ND",
                   "geometry": {"type": "Point", "coordinates": [-2.6, 51.45]}, "mask_exact_address": False,
                   "accessibilities": [{"name": "Hearing loop"}]}],
    "contacts": [{"name": "Jo Example", "title": "Leader", "email": "leader@example.org", "phone": ""}],
    "organisation": {"id": 2, "name": None}, "taxonomies": [{"name": "Youth clubs", "slug": "youth-clubs"}],
    "regular_schedules": [{"weekday": "Monday", "opens_at": "10:00", "closes_at": "17:00"}], "cost_options": [],
    "suitabilities": [{"name": "Autism", "slug": "autism"}],
}  # fmt: skip


def test_a_service_of_outposts_api_becomes_a_draft() -> None:
    told = made({"number": 1, "totalPages": 1, "content": [BROWNIES]})
    assert isinstance(told.entry, Scheme)
    assert (told.entry.id, told.entry.age_max, told.entry.remit.for_whom) == (
        "riverside-1",
        11,
        "A referral is needed.",
    )
    assert told.entry.cohorts == ("young_person", "autistic")
    assert told.listing.venues == (
        Venue(name="Quay School", address="Quay Street", town="Bristol", postcode="BS1 4ND", latitude=51.45,
              longitude=-2.6, access=("Hearing loop",)),
    )  # fmt: skip
    assert told.listing.contacts == (PublicContact(role="Leader", email="leader@example.org"),)
    assert (told.listing.fees, told.listing.organisation) == ("Free", None)


def test_an_address_that_is_to_be_masked_keeps_its_town_only() -> None:
    hidden = {**BROWNIES["locations"][0], "mask_exact_address": True}
    told = made({"content": [BROWNIES | {"locations": [hidden]}]})
    assert told.listing.venues == (Venue(town="Bristol", access=("Hearing loop",)),)
    assert "address is not to be shown, left out" in " ".join(told.mended)


def test_the_rows_of_outposts_table_that_belong_together_become_one_draft() -> None:
    columns = ("import_id", "import_id_reference", "name", "service_taxonomies", "min_age", "contact_phone",
               "contact_visible", "location_name", "cost_option", "cost_amount", "scheduled_weekday",
               "schedules_opens_at", "schedules_closes_at")  # fmt: skip
    rows = [
        "1||Lunch club|Tea / Coffee; Debt / Money|60|0117 496 0000|TRUE|Hall|||monday|09:00:00|18:00:00",
        "2|1||||0117 496 0001|FALSE|Second hall|OAP|2|tuesday|hh:mm:ss|hh:mm:ss",
        "8||Another club||||||||||",
    ]  # fmt: skip
    told = made([dict(zip(columns, row.split("|"), strict=True)) for row in rows])
    assert isinstance(told.entry, Scheme)
    assert told.entry.needs == ("social_connection", "debt")
    assert [venue.name for venue in told.listing.venues] == ["Hall", "Second hall"]
    assert told.listing.contacts == (PublicContact(phone="0117 496 0000"),)
    assert told.listing.prices == (Price(for_whom="OAP", amount=2.0),)
    assert [opening.days for opening in told.listing.openings] == [("MO",), ("TU",)]


def feature(**properties: Any) -> dict[str, Any]:
    """Return a map with one warm space."""
    told = {
        "_source": "quay_council",
        "title": "Quay Library",
        "address": "1 Quay Street, Bristol, BS1 4ND",
        **properties,
    }
    point = {"type": "Point", "coordinates": [-2.6, 51.45]}
    return {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": point, "properties": told}]}


def test_a_warm_space_becomes_an_activity_on_the_map_with_its_hours() -> None:
    hours = {"_text": "Mondays and the second Tuesday", "opening": "Mo 10:00-12:00,13:00-15:00; Tu[2] 14:00-16:00"}
    told = made(feature(hours=hours, contact="Tel: 0117 496 0000; Email: quay@example.org (ask for Jo)"))
    assert isinstance(told.entry, Activity)
    assert told.entry.needs == ("energy_costs", "social_connection")
    assert told.listing.venues == (
        Venue(address="1 Quay Street", town="Bristol", postcode="BS1 4ND", latitude=51.45, longitude=-2.6),
    )
    assert told.listing.openings == (
        Opening(days=("MO",), every="weekly", opens_at="10:00", closes_at="12:00"),
        Opening(days=("MO",), every="weekly", opens_at="13:00", closes_at="15:00"),
        Opening(days=("2TU",), every="monthly", opens_at="14:00", closes_at="16:00"),
        Opening(words="Mondays and the second Tuesday"),
    )
    assert told.listing.contacts == (PublicContact(phone="0117 496 0000"), PublicContact(email="quay@example.org"))


def test_a_warm_space_has_the_same_id_whenever_it_is_read_and_another_somewhere_else() -> None:
    first, again, elsewhere = (
        made(feature(**more)).entry.id for more in ({}, {"description": "New"}, {"address": "2"})
    )
    assert first == again != elsewhere
    assert first.startswith("quay-council-quay-library-")


def test_a_warm_space_is_named_after_its_directory_where_a_list_of_them_lies_beside() -> None:
    told = made(feature(), beside={"sources": [{"id": "quay_council", "title": "Quay Council"}]})
    assert told.listing.origin.directory == "Quay Council"


@pytest.mark.parametrize(
    ("change", "mend"),
    [
        ({"hours": {"opening": "sunrise-sunset"}}, "hours.opening is not written as opening hours are"),
        ({"contact": "ask inside"}, "contact holds neither a number nor an email address"),
    ],
)
def test_what_maps_get_wrong_is_mended_and_told(change: dict[str, Any], mend: str) -> None:
    assert [one for one in made(feature(**change)).mended if one.startswith(mend)]


@pytest.mark.parametrize(
    ("coordinates", "mend"),
    [([51.45, -2.6], "the wrong way round"), ([-74.0, 40.7], "outside the United Kingdom")],
)
def test_a_place_that_cannot_be_where_it_says_is_mended_and_told(coordinates: list[float], mend: str) -> None:
    told = feature()
    told["features"][0]["geometry"]["coordinates"] = coordinates
    assert [one for one in made(told).mended if mend in one]


def test_a_place_that_is_nowhere_is_refused() -> None:
    told = feature(address="")
    told["features"][0]["geometry"] = None
    with pytest.raises(RecordRefused, match="neither where it is"):
        made(told)


LIBRARY = {"name": "Quay", "id": "13", "authority_id": "2", "address": "1 Quay Street, Bristol", "postcode": "BS14ND",
           "lat": "51.45", "lng": "-2.6", "statutory2010": "t", "statutory2016": "t", "closed": "",
           "url": "www.example.org", "email": "quay@example.org"}  # fmt: skip


def test_a_library_becomes_an_activity_and_one_that_has_closed_is_refused() -> None:
    told = made([LIBRARY])
    assert (told.entry.id, told.listing.name, told.listing.url) == (
        "riverside-13",
        "Quay Library",
        "http://www.example.org",
    )
    assert told.listing.venues[0].postcode == "BS1 4ND"
    with pytest.raises(RecordRefused, match="it has closed"):
        made([LIBRARY | {"closed": "XL"}])


def test_a_service_of_folkestone_finds_its_places_and_organisation_in_the_tables_beside() -> None:
    service = {"Service ID": "SRV001", "Service": "Repair café", "Organisation(s)": "Quay Company;Other",
               "Location(s)": "Quay Hall;Online;Nowhere", "Free": "TRUE", "URL": "https://example.org",
               "Timing notes": "Every 2nd Sunday", "OnePlanet Cats": "Zero waste, No food poverty",
               "Audience Cats": "Retired", "Min Age": "", "Max Age": "", "Description": "We mend."}  # fmt: skip
    places = [{"Location name": "Quay Hall", "Address": "1 Quay Street", "Town": "Hythe", "Postcode": "CT21 5AB",
               "Phone": "01303 960 000", "lat": "51.07", "lon": "1.08"}]  # fmt: skip
    runs = [
        {"Org ID": "ORG1", "Organisation": "Quay Company", "Org Website": "https://example.org", "Description": "Us."}
    ]
    told = made([service], beside={"locations": places, "organisations": runs})
    assert [venue.name for venue in told.listing.venues] == ["Quay Hall", "Online", "Nowhere"]
    assert told.listing.venues[0].postcode == "CT21 5AB"
    assert told.listing.organisation == Organisation(
        name="Quay Company", id="ORG1", description="Us.", website="https://example.org"
    )
    assert told.listing.contacts == (PublicContact(phone="01303 960 000"),)
    assert told.mended == ["Location(s) names a place that no table beside it has, only its name is kept"]
    assert isinstance(told.entry, Activity)
    assert told.entry.cohorts == ("low_income", "over_65")


def test_a_place_of_folkestone_is_an_activity_only_when_it_is_a_community_space() -> None:
    place = dict.fromkeys(("Organisation", "Address", "Town", "Postcode", "Phone", "lat", "lon"), "")
    place |= {"Location ID": "LOC1", "Location name": "Quay Hall", "Community Space": "TRUE"}
    assert made([place]).listing.categories == (Category(taxonomy="kind of place", name="Community centre / hub"),)
    with pytest.raises(RecordRefused, match="community space"):
        made([place | {"Community Space": "FALSE"}])


def test_a_contract_of_the_probation_service_keeps_its_limits_of_age_and_sex() -> None:
    contract = {
        "contract_reference": "PRJ_1", "contract_type_id": "FBD-SW", "intervention_title": "Money",
        "eligibility": {"allows_female": True, "allows_male": False, "minimum_age": 18, "maximum_age": 25},
        "providers": {"prime_provider_code": "QUAY_TRUST"}, "activities": [{"need_area": "Accommodation"}],
    }  # fmt: skip
    told = made(contract)
    assert isinstance(told.entry, Scheme)
    assert (told.entry.sexes, told.entry.age_min, told.entry.age_max) == (("female",), 18, 25)
    assert told.entry.cohorts == ("in_contact_with_justice",)
    assert set(told.entry.needs) == {"debt", "benefits_advice", "housing_advice"}
    assert told.entry.provider == "Quay Trust"
