"""Two processes of a service act in the same moment, on PostgreSQL: whoever comes second decides again."""

from typing import Any

import pytest
from sqlalchemy import insert

from services.intake.tables import AREAS
from shared.config.settings import Settings
from shared.contracts.intake import PersonRegistered, ReferralReceived
from shared.contracts.matching import SchemeOffered
from tests.integration.walk.accounts import events
from tests.integration.walk.house import HUB, REFERRER, SCHEME, House, referral
from tests.integration.walk.races import LINKS, OTHERS, at_once, done, engine, raced


@pytest.fixture
def house(postgresql_house: House) -> House:
    postgresql_house.register(LINKS, OTHERS)
    return postgresql_house


def test_the_same_idempotency_key_from_two_processes_is_one_referral(house: House, twin: House) -> None:
    body = referral(person={"postcode": "ZZ99 3VZ"})
    ask = [{"key": "once", "referral": body}]
    with raced(engine(house, "intake"), lambda: twin.intake.submit_referrals(ask, REFERRER)) as rival:
        (answer,) = house.intake.submit_referrals(ask, REFERRER)
    assert answer["reference"] == rival.answer[0]["reference"]
    kinds = [type(one.event) for one in events(house, "intake")]
    assert (kinds.count(ReferralReceived), kinds.count(PersonRegistered), len(kinds)) == (1, 1, 2)
    done(house, twin)


def test_the_same_key_with_another_body_from_two_processes_is_one_referral_and_one_conflict(
    house: House, twin: House
) -> None:
    bodies = [referral(), referral()]
    answers = at_once(
        lambda: house.intake.submit_referrals([{"key": "once", "referral": bodies[0]}], REFERRER),
        lambda: twin.intake.submit_referrals([{"key": "once", "referral": bodies[1]}], REFERRER),
    )
    assert sorted(answer["status"] for (answer,) in answers) == ["conflict", "received"]
    done(house, twin)


@pytest.mark.parametrize("number", [None, "9990000018"])
def test_a_new_person_who_arrives_at_two_processes_in_one_moment_is_registered_once(
    number: str | None, house: House, twin: House
) -> None:
    with engine(house, "intake").begin() as connection:
        connection.execute(insert(AREAS.postcodes).values(postcode="RV11AA"))
    ann = {"given_name": "Ann", "nhs_number": number, "postcode": "RV1 1AA"}
    with raced(engine(house, "intake"), lambda: twin.submit(person=ann)):
        house.submit(person=ann)
    registered = [one for one in events(house, "intake") if isinstance(one.event, PersonRegistered)]
    assert len(registered) == 1
    done(house, twin)


def test_people_who_arrive_at_four_processes_in_bulk_are_registered_once_each(
    house: House, twin: House, postgresql_house_settings: Settings
) -> None:
    people = [{"given_name": f"Name {n}", "nhs_number": number} for n, number in enumerate(NUMBERS)]
    more = [House(postgresql_house_settings) for _ in range(2)]
    all_houses = (house, twin, *more)

    def send(of: House, order: int) -> Any:
        batch = people if order % 2 else people[::-1]
        return lambda: of.intake.submit_referrals(
            [{"key": f"{order}-{n}", "referral": referral(person=one)} for n, one in enumerate(batch)], REFERRER
        )

    at_once(*(send(of, order) for order, of in enumerate(all_houses)))
    registered = [one.event for one in events(house, "intake") if isinstance(one.event, PersonRegistered)]
    assert len(registered) == len(people)
    for one in more:
        one.close()


NUMBERS = ("9990000018", "9990000026", "9990000034", "9990000042", "9990000050", "9990000069", "9990000077")


@pytest.mark.parametrize("service", ["triage", "matching", "cases", "journeys"])
def test_two_processes_that_hear_the_same_events_act_on_them_once(service: str, house: House, twin: House) -> None:
    for _ in range(5):
        house.submit()
    sources = {"triage": "intake", "matching": "triage", "cases": "matching", "journeys": "cases"}
    order = list(sources)[: list(sources).index(service)]
    for listener in order:
        house.hear(listener, sources[listener])
    at_once(
        lambda: house.hear(service, sources[service]),
        lambda: twin.hear(service, sources[service]),
    )
    done(house, twin)
    assert sum(house.held().values()) == 5


def test_of_two_hub_workers_who_decide_in_one_moment_the_first_one_counts(house: House, twin: House) -> None:
    reference = house.submit(safeguarding_concern=True)
    house.settle()
    with raced(
        engine(house, "triage"), lambda: twin.triage.decide_review(reference, "return", "duplicate", HUB)
    ) as rival:
        answer = house.triage.decide_review(reference, "route", "safe_to_route", HUB)
    assert (rival.answer["status"], answer["status"]) == ("returned", "refused")
    done(house, twin)
    assert house.state(reference) == "returned"


ANSWERS: dict[str, tuple[str, Any]] = {
    "accept": ("accepted", lambda house, reference: house.cases.accept_offer(reference, SCHEME)),
    "decline": (
        "declined",
        lambda house, reference: house.cases.decline_offer(reference, "no_capacity", "by_scheme", SCHEME),
    ),
}


@pytest.mark.parametrize("second", ANSWERS)
@pytest.mark.parametrize("first", ANSWERS)
def test_of_two_answers_to_one_offer_the_first_counts_and_the_same_one_again_is_no_other(
    first: str, second: str, house: House, twin: House
) -> None:
    reference = house.submit()
    house.settle()
    (status, rival_acts), (_, act) = ANSWERS[first], ANSWERS[second]
    with raced(engine(house, "cases"), lambda: rival_acts(twin, reference)) as rival:
        answer = act(house, reference)
    assert rival.answer == {"status": status}
    assert answer == (rival.answer if first == second else {"status": "refused", "reason": f"case_is_{status}"})
    done(house, twin)


def test_a_case_closed_by_two_in_one_moment_frees_its_place_once(house: House, twin: House) -> None:
    reference = house.submit()
    house.settle()
    house.cases.accept_offer(reference, SCHEME)
    with raced(engine(house, "cases"), lambda: twin.cases.close_case(reference, "not_known", "moved", SCHEME)) as rival:
        answer = house.cases.close_case(reference, "goals_met", "completed", SCHEME)
    assert answer == rival.answer == {"status": "closed"}
    done(house, twin)
    assert sum(house.held().values()) == 0


def test_places_taken_away_while_they_are_given_are_never_fewer_than_are_held(house: House, twin: House) -> None:
    for _ in range(4):
        house.submit()
    house.hear("triage", "intake")
    with raced(engine(house, "matching"), lambda: twin.matching.set_places("links", 1, HUB)) as rival:
        house.hear("matching", "triage")
    held = house.held()["links"]
    assert rival.answer == ({"status": "done"} if held <= 1 else {"status": "refused", "reason": "places_below_held"})
    done(house, twin)


@pytest.mark.parametrize(
    "act",
    [
        lambda house: house.matching.register_schemes([{"id": "new", "name": "New", "approved": True}], HUB),
        lambda house: house.matching.set_places("links", 9, HUB),
        lambda house: house.matching.approve_scheme("links", HUB),
    ],
    ids=["register", "set places", "approve"],
)
def test_the_directory_changed_by_two_in_one_moment_is_changed(act: Any, house: House, twin: House) -> None:
    at_once(lambda: act(house), lambda: act(twin))
    reference = house.submit()
    done(house, twin)
    assert house.state(reference) == "offered"
    assert len([one for one in events(house, "matching") if isinstance(one.event, SchemeOffered)]) == 1


def test_services_that_start_together_publish_their_protocols_once(postgresql_house_settings: Settings) -> None:
    opened = at_once(*[lambda: House(postgresql_house_settings)] * 4)
    for service, name in (("triage", "ProtocolPublished"), ("matching", "RankingPublished")):
        assert [type(one.event).__name__ for one in events(opened[0], service)] == [name]
    for house in opened:
        house.close()
