"""Systems that differ in where they work: neighbourhoods, practice lists, small areas, a whole valley."""

from typing import Any

import pytest

from shared.doors.malformed import Malformed
from shared.doors.scheme import load_scheme
from tests.integration.systems.country import BY_ID, Country
from tests.integration.walk.house import HUB, SCHEME

OLD = {"born_on": "1948-05-06"}
YOUNG_ADULT = {"born_on": "1999-05-06"}
CHILD = {"born_on": "2014-05-06"}


def test_links_workers_put_the_most_deprived_neighbourhood_first(country: Country) -> None:
    deprived, elsewhere = country.refer("QX6 1AA", by="self"), country.refer("QX6 2AA", by="self")
    assert country.points(deprived, "strathmirk-links")["priority_area"] == 35
    assert country.scheme(deprived) == "strathmirk-links"
    assert "priority_area" not in country.points(elsewhere, "strathmirk-links")


def test_somebody_comes_back_to_the_links_worker_by_themselves_after_it_ended(country: Country) -> None:
    person = {"given_name": "Morag", "family_name": "Tulloch", "born_on": "1971-02-03"}
    first = country.refer("QX6 1AA", person=person)
    country.cases.accept_offer(first, SCHEME)
    country.settle()
    country.cases.close_case(first, "goals_met", "completed", SCHEME)
    country.settle()
    again = country.refer("QX6 1AA", by="self", person=person, requested_scheme="strathmirk-links")
    assert (country.state(first), country.state(again), country.scheme(again)) == (
        "closed",
        "offered",
        "strathmirk-links",
    )
    told = country.specification("strathmirk-links")
    assert (told["return_whenever"], told["sharing_arrangement"]) == (True, "honorary_contract")
    assert "time_limit_weeks" not in told


def test_a_patient_of_a_practice_on_the_list_is_taken_wherever_they_live_and_a_neighbour_is_not(
    country: Country,
) -> None:
    patient = country.refer("QX9 1AA", person={"gp_practice": "L81904"})
    neighbour = country.refer("QX6 3AA", person={"gp_practice": "A12345"})
    assert country.scheme(patient) == "hollowdown-health"
    assert country.points(patient, "hollowdown-health")["local"] == 60
    assert "hollowdown-health" not in country.considered(neighbour)
    assert country.state(neighbour) == "parked"


def test_community_signposters_stand_on_the_shortlist_but_nobodys_details_go_to_them(country: Country) -> None:
    reference = country.refer("ZZ99 3VZ", person={"gp_practice": "L81911"}, requested_scheme="hollowdown-signposters")
    assert country.why_not(reference, "hollowdown-signposters") == ["signposting_only"]
    assert country.scheme(reference) == "hollowdown-health"
    assert country.found_by_anybody("hollowdown signposters") == ["Hollowdown Community Signposters"]


def test_local_area_coordination_takes_all_ages_and_complicated_lives_in_its_small_area_alone(country: Country) -> None:
    much: dict[str, Any] = {
        "needs": ["substance_use", "debt", "food", "housing_advice", "mental_wellbeing"],
        "risks": "A fall in May.",
    }
    for person in (CHILD, OLD):
        reference = country.refer("QX7 1AA", person=person, cohorts=["disabled_child_or_young_person"], **much)
        assert country.scheme(reference) == "ferncross-coordination", country.steps(reference)
    assert country.state(country.refer("QX7 2AA", person=OLD)) == "parked"


def test_an_area_of_more_than_fifteen_thousand_people_is_refused_for_local_area_coordination() -> None:
    ferncross = BY_ID["ferncross-coordination"]
    with pytest.raises(Malformed) as refused:
        load_scheme({**ferncross, "catchment": {**ferncross["catchment"], "population": 15_001}})
    assert set(refused.value.errors) == {"catchment.population"}
    assert "15,001" in refused.value.errors["catchment.population"][0]


def test_an_entry_of_the_directory_is_hidden_until_it_is_approved_and_then_told_to_everybody(country: Country) -> None:
    reference = country.refer("QX8 2AA", person=YOUNG_ADULT)
    assert country.why_not(reference, "afanc-directory") == ["not_approved", "signposting_only"]
    assert country.found_by_anybody("what's cwm") == []
    assert country.matching.approve_scheme("afanc-directory", HUB) == {"status": "done"}
    assert country.found_by_anybody("what's cwm") == ["What's On in Cwm Afanc"]
    assert country.specification("afanc-directory")["assured_until"] == "2027-01-31"
