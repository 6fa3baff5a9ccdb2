"""Every system of docs/systems.md: a referral sent through what is particular to it."""

import msgspec
import pytest

from tests.integration.systems.country import BY_ID, SYSTEMS, Country
from tests.integration.walk.house import HUB, SCHEME

OLD = {"born_on": "1948-05-06"}
YOUNG_ADULT = {"born_on": "1999-05-06"}


@pytest.mark.parametrize("by", ["gp", "community_group", "self", "outreach"])
def test_community_connectors_take_adults_of_any_age_by_any_way_in(country: Country, by: str) -> None:
    for person in (YOUNG_ADULT, OLD):
        assert country.scheme(country.refer("QX5 1AA", by=by, person=person)) == "kittiwake-connectors"


@pytest.mark.parametrize("postcode", ["QX5 1AA", "QX6 2AA", "QX8 2AA"])
def test_community_connectors_are_one_scheme_in_england_scotland_and_wales(country: Country, postcode: str) -> None:
    assert "kittiwake-connectors" in country.considered(country.refer(postcode, person=YOUNG_ADULT))


def test_a_connector_who_works_for_twelve_weeks_says_so_in_the_offer_and_the_specification(country: Country) -> None:
    reference = country.refer("QX5 3AA")
    assert country.scheme(reference) == "pierhead-connectors"
    assert country.specification("pierhead-connectors")["time_limit_weeks"] == 12
    assert "time_limit_weeks" not in country.specification("ferncross-coordination")


def test_a_young_family_goes_to_the_scheme_that_begins_at_home(country: Country) -> None:
    reference = country.refer(
        "QX5 1AA", needs=["parenting"], cohorts=["family_with_young_children"], person=YOUNG_ADULT
    )
    assert country.scheme(reference) == "first-steps-at-home"
    told = country.specification("first-steps-at-home")["support"]
    assert {"home_visit", "transport", "accompany", "childcare"} <= set(told)


def test_a_bereaved_person_goes_to_the_specialist_and_to_the_generalist_when_it_declines(country: Country) -> None:
    reference = country.refer("QX5 2AA", needs=["bereavement"], cohorts=["bereaved"])
    assert country.scheme(reference) == "walking-on"
    assert country.points(reference, "walking-on")["specialist_for_cohort"] == 1_000
    country.cases.decline_offer(reference, "no_capacity", "by_scheme", SCHEME)
    country.settle()
    assert country.scheme(reference) == "kittiwake-connectors"


def test_a_refugee_with_much_to_deal_with_goes_where_interpreters_are_and_no_event_tells_their_status(
    country: Country,
) -> None:
    person = {**YOUNG_ADULT, "preferred_language": "ti", "interpreter_needed": True}
    needs = ["immigration", "housing_advice", "food", "language", "employment"]
    reference = country.refer("QX5 1AB", needs=needs, cohorts=["refugee_or_asylum_seeker"], person=person)
    assert country.scheme(reference) == "safe-harbour"
    points = country.points(reference, "safe-harbour")
    assert (points["language_spoken"], points["interpreter_offered"]) == (50, 30)
    offered = country.rooms["cases"].store.read(f"case-{reference}-1")
    assert all(b"refugee" not in msgspec.json.encode(one.event) for one in offered)


@pytest.mark.parametrize("team", ["RXE11", "RXG21"])
def test_the_gateway_takes_referrals_from_the_care_teams_it_was_set_up_with(country: Country, team: str) -> None:
    reference = country.refer("QX7 3AA", by="social_care", from_=team, cohorts=["mental_health"])
    assert country.scheme(reference) == "rotherdale-gateway"


def test_a_carer_can_be_referred_to_the_gateway_for_themselves(country: Country) -> None:
    reference = country.refer("QX7 3AA", by="hospital", from_="RXE11", needs=["caring"], cohorts=["carer"])
    assert country.scheme(reference) == "rotherdale-gateway"


def test_anybody_elses_referral_to_the_gateway_is_a_gap_for_which_there_are_grants(country: Country) -> None:
    reference = country.refer("QX7 3AA", from_="L81087", cohorts=["mental_health"])
    assert country.why_not(reference, "rotherdale-gateway") == ["referrer_not_accepted"]
    assert country.steps(reference)[-2:] == ["no_scheme_found", "referral_parked"]
    assert country.specification("rotherdale-gateway")["grants"] is True


def test_somebody_of_fifty_reconnects_with_measures_at_the_start_and_after_six_and_eighteen_months(
    country: Country,
) -> None:
    reference = country.refer("QX7 4AA", person={"born_on": "1970-01-01"})
    assert country.scheme(reference) == "orchard-reconnect"
    assert country.state(country.refer("QX7 4AA", person=YOUNG_ADULT)) == "parked"
    told = country.specification("orchard-reconnect")
    assert {one["instrument"]: one["at_months"] for one in told["measures"]} == {
        "ucla_3": [0, 6, 18],
        "ons4": [0, 6, 18],
    }
    assert told["funding"] == "by_outcome"


def test_the_campaigns_tool_is_a_measure_and_decides_nobodys_way_in(country: Country) -> None:
    lonely = country.refer("QX8 1AA", cohorts=["experiencing_loneliness"], person=YOUNG_ADULT)
    content = country.refer("QX8 1AA", person=YOUNG_ADULT)
    assert (country.scheme(lonely), country.scheme(content)) == ("tell-it-your-way", "tell-it-your-way")
    assert country.points(lonely, "tell-it-your-way") == country.points(content, "tell-it-your-way")
    (measure,) = country.specification("tell-it-your-way")["measures"]
    assert measure["instrument"] == "ctel"


def test_a_programme_for_health_takes_people_by_their_long_term_condition(country: Country) -> None:
    ill = country.refer("QX8 1AA", by="hospital", cohorts=["long_term_condition"], needs=["healthy_living"], person=OLD)
    well = country.refer("QX8 1AA", by="hospital", needs=["healthy_living"], person=OLD)
    assert (country.scheme(ill), country.scheme(well)) == ("lowmoor-living-well", "tell-it-your-way")
    assert country.specification("lowmoor-living-well")["aims"] == ["health"]


def test_prevention_for_people_over_fifty_is_not_for_those_who_need_much(country: Country) -> None:
    manages = country.refer("QX8 2AA", person=OLD)
    needs = ["debt", "food", "housing_advice"]
    struggles = country.refer("QX8 2AA", person=OLD, needs=needs, risks="A fall in May.")
    assert country.scheme(manages) == "afanc-fifty-plus"
    assert country.why_not(struggles, "afanc-fifty-plus") == ["complexity_too_high"]
    assert country.specification("afanc-fifty-plus")["funding"] == "public"


def test_a_charitably_funded_programme_says_who_pays_and_until_when(country: Country) -> None:
    assert country.scheme(country.refer("QX8 3AA", person=OLD)) == "millhaven-ageing-better"
    told = country.specification("millhaven-ageing-better")
    assert (told["funding"], told["funding_ends_on"]) == ("charitable", "2027-03-31")


def test_every_system_survives_being_exported_and_entered_again(country: Country) -> None:
    entries = country.matching.export("schemes", "", len(SYSTEMS))["entries"]
    answers = country.matching.register_schemes(entries, HUB)
    assert {answer["id"]: answer["status"] for answer in answers} == dict.fromkeys(BY_ID, "unchanged")
