"""What must be true of every house whatever happened in it; counted from the events, not from what services say."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import create_engine, func, select

from services.journeys.projections import tell
from services.journeys.tables import CHECKLISTS, JOURNEYS, METADATA, STEPS
from services.matching.tables import PLACEMENTS, PLACES
from shared.contracts.directory import PlacesSet, SchemeRegistered
from shared.contracts.intake import PersonRegistered, ReferralReceived
from shared.contracts.matching import PlaceReleased, PlaceReserved
from shared.event_store.recorded import Recorded
from shared.messaging.topology import LISTENS, category
from tests.integration.walk.house import House

WITH_A_PLACE = {"offered", "accepted"}


def events(house: House, service: str) -> Iterator[Recorded]:
    """Give everything a service recorded, in commit order."""
    for page in house.rooms[service].store.decoded():
        yield from page.events


def check(house: House) -> None:
    """Fail where a place was given twice or kept for nobody, a referral is lost, or a story differs from the events."""
    places_add_up(house)
    every_referral_is_in_one_place(house)
    stories_are_those_of_the_events(house)
    nothing_waits(house)


def places_add_up(house: House) -> None:
    """Follow every scheme's stream: never more held than there are places, nobody there twice, tables as the events."""
    most: dict[str, int | None] = {}
    there: dict[tuple[str, str], str] = {}
    for one in events(house, "matching"):
        event = one.event
        if isinstance(event, SchemeRegistered):
            most[event.scheme.id] = event.scheme.places
        elif isinstance(event, PlacesSet):
            most[event.scheme_id] = event.places
        elif isinstance(event, PlaceReserved):
            assert (event.person_id, event.scheme_id) not in there, f"{event} but there already"
            there[event.person_id, event.scheme_id] = event.reference
            held = sum(scheme_id == event.scheme_id for _, scheme_id in there)
            places = most[event.scheme_id]
            assert places is None or held <= places, f"{event.scheme_id} holds {held} of {places}"
        elif isinstance(event, PlaceReleased):
            assert there.pop((event.person_id, event.scheme_id), None) == event.reference, f"{event} but not there"
    with house.rooms["matching"].store.reading() as connection:
        rows = connection.execute(select(PLACEMENTS))
        assert {(row.person_id, row.scheme_id): row.reference for row in rows} == there
        counted = {row.scheme_id: row.held for row in connection.execute(select(PLACES)) if row.held}
        assert counted == Counter(scheme_id for _, scheme_id in there)


def every_referral_is_in_one_place(house: House) -> None:
    """Hold each referral received against its story: it has one place exactly while it is offered or accepted."""
    received = [one.event.facts for one in events(house, "intake") if isinstance(one.event, ReferralReceived)]
    registered = [one.event.person_id for one in events(house, "intake") if isinstance(one.event, PersonRegistered)]
    assert len(set(registered)) == len(registered)
    with house.rooms["matching"].store.reading() as connection:
        places = Counter(row.reference for row in connection.execute(select(PLACEMENTS)))
    for facts in received:
        state = house.state(facts.reference)
        assert places[facts.reference] == (state in WITH_A_PLACE), f"{facts.reference} is {state}"
        assert state not in ("received", "matching"), f"{facts.reference} is stuck as {state}"


def stories_are_those_of_the_events(house: House) -> None:
    """Tell everything again from nothing and compare."""
    told = [JOURNEYS, STEPS, CHECKLISTS]
    afresh = create_engine("sqlite://")
    METADATA.create_all(afresh, tables=told)
    with afresh.begin() as connection:
        for service, categories in LISTENS["journeys"].items():
            tell(connection, [one for one in events(house, service) if category(one.stream) in categories])
        again = [sorted(map(tuple, connection.execute(select(table)))) for table in told]
    afresh.dispose()
    with house.rooms["journeys"].store.reading() as connection:
        assert [sorted(map(tuple, connection.execute(select(table)))) for table in told] == again


def nothing_waits(house: House) -> None:
    """Make sure that no event waits for an earlier one of its stream."""
    for room in house.rooms.values():
        with room.store.reading() as connection:
            waiting = connection.scalar(select(func.count()).select_from(room.store.tables.inbox_waiting))
        assert waiting == 0, room.name
