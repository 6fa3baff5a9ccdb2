"""The whole walk, step by step, with all five services on one database of either kind."""

from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from services.intake.tables import AREAS
from shared.clock import london_date, system_clock
from tests.integration.walk.accounts import check
from tests.integration.walk.house import HUB, SCHEME, House

SPECIALIST = {"id": "older", "kind": "specialist", "cohorts": ["over_65"], "needs": ["befriending"], "places": 1}
GENERALIST = {"id": "links", "places": 5}
OLD = {"born_on": "1950-02-03"}


def test_a_referral_is_received_triaged_matched_offered_accepted_and_closed(house: House) -> None:
    house.register(SPECIALIST, GENERALIST)
    reference = house.submit(person=OLD)
    house.settle()
    assert (house.state(reference), house.scheme(reference)) == ("offered", "older")
    assert house.cases.accept_offer(reference, SCHEME) == {"status": "accepted"}
    house.settle()
    assert (house.state(reference), house.scheme(reference)) == ("accepted", "older")
    assert house.cases.close_case(reference, "goals_met", "completed", SCHEME) == {"status": "closed"}
    house.settle()
    assert (house.state(reference), house.held()) == ("closed", {"older": 0, "links": 0})
    assert house.steps(reference) == [
        "referral_received",
        "referral_triaged",
        "schemes_shortlisted",
        "scheme_offered",
        "case_opened",
        "offer_accepted",
        "case_closed",
    ]
    check(house)


def test_every_step_says_when_by_whom_and_why(house: House) -> None:
    house.register(GENERALIST)
    reference = house.submit(urgency="urgent", urgency_reason="Alone since Monday.")
    house.settle()
    house.cases.decline_offer(reference, "too_far", "by_person", SCHEME)
    house.settle()
    told = house.journeys.journey(reference)["steps"]
    assert [(step["what"], step["by"], step.get("reason")) for step in told[:6]] == [
        ("referral_received", "referrer:test", None),
        ("referral_triaged", "service:triage", "urgent"),
        ("schemes_shortlisted", "service:matching", None),
        ("scheme_offered", "service:matching", "best_suitable"),
        ("case_opened", "service:cases", None),
        ("offer_declined", "scheme:test", "too_far"),
    ]
    assert [step["at"] for step in told] == sorted(step["at"] for step in told)


def test_a_declined_referral_goes_to_the_next_scheme_and_frees_the_place_of_the_first(house: House) -> None:
    house.register(SPECIALIST, GENERALIST)
    reference = house.submit(person=OLD)
    house.settle()
    assert house.cases.decline_offer(reference, "no_capacity", "by_scheme", SCHEME) == {"status": "declined"}
    house.settle()
    assert (house.state(reference), house.scheme(reference)) == ("offered", "links")
    assert house.held() == {"older": 0, "links": 1}
    shortlist = house.matching.shortlist(reference)
    assert (shortlist["round"], shortlist["protocol_version"]) == (2, 1)
    assert {one["scheme_id"]: one["reasons"] for one in shortlist["schemes"]} == {
        "links": (),
        "older": ("offered_before",),
    }
    check(house)


def test_with_no_scheme_left_the_gap_is_recorded_and_the_referral_parked_with_a_review_date(house: House) -> None:
    house.register(SPECIALIST)
    reference = house.submit(person=OLD)
    house.settle()
    house.cases.decline_offer(reference, "declined_by_person", "by_person", SCHEME)
    house.settle()
    told = house.journeys.journey(reference)
    assert (told["state"], told["scheme"]) == ("parked", None)
    assert date.fromisoformat(told["review_on"]) == london_date(system_clock()) + timedelta(days=28)
    assert house.steps(reference)[-3:] == ["schemes_shortlisted", "no_scheme_found", "referral_parked"]
    check(house)


def test_a_referral_that_nobody_can_take_is_parked_at_once_and_the_reasons_are_told(house: House) -> None:
    house.register({**GENERALIST, "age_min": 90}, {**SPECIALIST, "approved": False})
    reference = house.submit(person=OLD)
    house.settle()
    assert house.state(reference) == "parked"
    told = house.journeys.journey(reference)["steps"]
    assert [step["reason"] for step in told if step["what"] == "no_scheme_found"] == ["too_young"]
    check(house)


def test_a_full_specialist_leaves_the_generalist_and_the_next_person_is_parked_when_all_is_full(house: House) -> None:
    house.register(SPECIALIST, {**GENERALIST, "places": 1})
    references = [house.submit(person=OLD) for _ in range(3)]
    house.settle()
    assert [house.scheme(reference) for reference in references].count("older") == 1
    assert sorted(house.state(reference) for reference in references) == ["offered", "offered", "parked"]
    assert house.held() == {"older": 1, "links": 1}
    check(house)


def test_a_held_referral_is_sent_on_by_the_hub_and_then_offered(house: House) -> None:
    house.register(GENERALIST)
    reference = house.submit(safeguarding_concern=True)
    house.settle()
    assert house.state(reference) == "in_review"
    assert house.steps(reference)[1:] == ["urgent_concern_raised", "referral_held_for_review"]
    assert house.triage.decide_review(reference, "route", "safe_to_route", HUB) == {"status": "routed"}
    house.settle()
    assert house.state(reference) == "offered"
    assert house.triage.decide_review(reference, "route", "safe_to_route", HUB) == {"status": "routed"}
    assert house.triage.decide_review(reference, "return", "out_of_area", HUB) == {
        "status": "refused",
        "reason": "not_in_review",
    }
    assert house.steps(reference).count("referral_triaged") == 1
    check(house)


def test_a_held_referral_is_returned_with_advice_by_the_hub_and_offered_to_nobody(house: House) -> None:
    house.register(GENERALIST)
    reference = house.submit(needs=["homelessness"])
    house.settle()
    assert house.triage.decide_review(reference, "return", "needs_other_help", HUB) == {"status": "returned"}
    house.settle()
    assert house.state(reference) == "returned"
    assert house.journeys.journey(reference)["steps"][-1]["reason"] == "see_hub"
    assert house.held() == {"links": 0}
    check(house)


def test_the_same_person_is_with_one_scheme_once_and_the_second_referral_goes_elsewhere(house: House) -> None:
    house.register(SPECIALIST, GENERALIST)
    ann = {**OLD, "given_name": "Ann", "nhs_number": "9990000018"}
    first = house.submit(person=ann)
    second = house.submit(person={**ann, "given_name": "Anne", "family_name": "Lee-Jones"})
    house.settle()
    assert {house.scheme(first), house.scheme(second)} == {"older", "links"}
    assert ["overlap_found" in house.steps(reference) for reference in (first, second)].count(True) == 1
    check(house)


@pytest.mark.parametrize("key", ["once", "twice"])
def test_the_same_request_sent_again_gives_the_same_reference_and_walks_once(key: str, house: House) -> None:
    house.register(GENERALIST)
    ann = {**OLD, "given_name": "Ann"}
    references = {house.submit(key=key, person=ann) for _ in range(3)}
    house.settle()
    assert len(references) == 1
    assert house.journeys.recent(9)["counts"] == {"offered": 1}
    check(house)


def test_somebody_known_by_number_is_matched_where_they_live_though_a_referral_does_not_say_so(house: House) -> None:
    place = {"postcode": "RV11AA", "lsoa": "E01014370", "ward": "E05013591", "local_authority": "E06000023"}
    with house.rooms["intake"].store.engine.begin() as connection:
        connection.execute(insert(AREAS.postcodes).values(**place))
    house.register({"id": "local", "catchment": {"areas": ["E05013591"]}})
    ann = {"given_name": "Ann", "nhs_number": "9990000018"}
    first = house.submit(person={**ann, "postcode": "RV1 1AA"})
    house.settle()
    house.cases.decline_offer(first, "no_capacity", "by_scheme", SCHEME)
    house.settle()
    second = house.submit(person={**ann, "postcode": None})
    house.settle()
    assert (house.state(second), house.scheme(second)) == ("offered", "local")
    stranger = house.submit(person={"nhs_number": "9990000026", "postcode": None})
    house.settle()
    assert house.state(stranger) == "parked"
    check(house)
