from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from services.matching.domain.publishing import open_activity, open_scheme, times_of, words_of
from services.matching.queries.near import Near, box_around, metres_between
from shared.contracts.listing import Category, Listing, Opening, Organisation, Origin, Venue
from shared.contracts.open_service import open_id, our_terms, venue_ids
from shared.contracts.scheme import Catchment, Remit
from tests.unit.matching.given import scheme
from tests.unit.matching.test_activities import activity

AT = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)
ORIGIN = Origin(directory="Quayside")


def test_a_scheme_of_the_hubs_own_is_told_by_its_remit() -> None:
    told = open_scheme(
        scheme(
            provider="Trust", remit=Remit(for_whom="New parents.", how_long="12 weeks."), needs=("parenting",),
            catchment=Catchment(areas=("E06000023",)), age_min=16, funder="Council",
        ),
        None, AT,
    )  # fmt: skip
    assert told.listing.description == "New parents.\nHow long: 12 weeks."
    assert told.listing.organisation == Organisation(name="Trust")
    assert (told.listing.age_min, told.areas, told.everywhere, told.funder) == (16, ("E06000023",), False, "Council")
    assert [term.name for term in told.terms] == ["Support as a parent"]


def test_an_imported_scheme_is_told_by_its_directory_where_the_hub_says_nothing_else() -> None:
    listing = Listing(
        name="Old name", origin=ORIGIN, description="A trust.", organisation=Organisation(name="Trust", website="https://e.org"),
        age_min=12, assured_on=date(2026, 1, 1), assured_by="ann@example.org",
        categories=(Category(taxonomy="Theirs", name="Parenting"),),
    )  # fmt: skip
    told = open_scheme(scheme(provider="Trust", name="New name", age_min=18), listing, AT).listing
    assert (told.name, told.description, told.age_min) == ("New name", "A trust.", 18)
    assert told.organisation == listing.organisation
    assert told.assured_by is None


def test_ids_are_the_same_for_ever() -> None:
    assert open_id("scheme", "riverside") == "eb044870-79d9-54d6-a0f6-36e76e7e7eb5"
    assert len({term.id for term in our_terms()}) == len(our_terms())


def test_a_venue_keeps_its_id_when_others_come_and_go() -> None:
    hall, room = Venue(name="Hall", postcode="BS1 4ND"), Venue(name="Room")
    assert venue_ids("x", [room, hall])[1] == venue_ids("x", [hall])[0]
    assert len(set(venue_ids("x", [hall, hall, room]))) == 3
    assert venue_ids("x", [hall]) != venue_ids("y", [hall])


def test_an_entry_is_found_by_its_name_its_town_and_what_it_helps_with() -> None:
    told = open_activity(activity(("food",), venues=(Venue(town="Hythe", postcode="CT21 5AB"),)), AT)
    assert {"café", "hythe", "ct21", "food"} <= set(words_of(told).split())


def test_what_has_a_time_but_no_day_may_be_on_any_day_and_mere_words_are_on_none() -> None:
    openings = [Opening(days=("2TU", "TU"), opens_at="10:00"), Opening(opens_at="09:00"), Opening(words="Ask.")]
    told = list(times_of(openings))
    assert [day for number, day, _, _ in told if number == 0] == ["TU"]
    assert len([day for number, day, _, _ in told if number == 1]) == 7
    assert not [day for number, day, _, _ in told if number == 2]


@given(st.floats(49, 61), st.floats(-9, 2.5), st.floats(10, 200_000), st.floats(49, 61), st.floats(-9, 2.5))
def test_whatever_is_within_a_circle_is_within_its_box(
    latitude: float, longitude: float, metres: float, other_latitude: float, other_longitude: float
) -> None:
    near = Near(latitude, longitude, metres)
    if metres_between(near, other_latitude, other_longitude) <= metres:
        box = box_around(near)
        assert box.south <= other_latitude <= box.north
        assert box.west <= other_longitude <= box.east


def test_the_distance_from_bristol_to_bath_is_what_a_map_says() -> None:
    assert abs(metres_between(Near(51.4545, -2.5879, 0), 51.3811, -2.3590) - 17_850) < 200
