"""A referral is taken back in each phase of its walk, whoever hears of it first: its place is free, nobody is asked."""

import pytest

from shared.contracts.cases import OfferWithdrawn
from tests.integration.walk.accounts import check, events
from tests.integration.walk.house import HUB, REFERRER, SCHEME, House

LINKS, OTHERS = {"id": "links", "places": 5}, {"id": "others", "places": 5}
FREE = {"links": 0, "others": 0}

SOURCES_OF_MATCHING = ("triage", "intake", "cases")


@pytest.fixture(autouse=True)
def two_schemes(house: House) -> None:
    house.register(LINKS, OTHERS)


def take_back(house: House, reference: str, reason: str = "moved") -> None:
    assert house.intake.withdraw_referral(reference, reason, REFERRER) == {"status": "withdrawn"}


def settled(house: House, reference: str) -> list[str]:
    """Let everything happen; the referral is taken back, holds no place, and every account adds up."""
    house.settle()
    assert (house.state(reference), house.scheme(reference), house.held()) == ("withdrawn", None, FREE)
    check(house)
    return house.steps(reference)


def test_taken_back_before_anybody_heard_of_it(house: House) -> None:
    reference = house.submit()
    take_back(house, reference)
    house.hear("matching", "intake")
    assert "scheme_offered" not in settled(house, reference)


def test_taken_back_after_triage_and_before_matching_heard_either(house: House) -> None:
    reference = house.submit()
    house.hear("triage", "intake")
    take_back(house, reference)
    house.hear("matching", "intake")
    steps = settled(house, reference)
    assert "scheme_offered" not in steps
    assert steps.index("referral_triaged") < steps.index("match_withdrawn")


def test_taken_back_after_triage_when_matching_hears_the_triage_first(house: House) -> None:
    reference = house.submit()
    house.hear("triage", "intake")
    take_back(house, reference)
    house.hear("matching", "triage")
    assert {"case_opened", "offer_withdrawn"} <= set(settled(house, reference))


def test_taken_back_while_the_offer_is_on_its_way_to_cases_which_hears_of_the_withdrawal_first(house: House) -> None:
    reference = house.submit()
    house.hear("triage", "intake")
    house.hear("matching", "triage")
    take_back(house, reference)
    house.hear("cases", "intake")
    house.hear("cases", "matching")
    steps = settled(house, reference)
    assert steps[-2:] == ["case_opened", "offer_withdrawn"] or {"case_opened", "offer_withdrawn"} <= set(steps)
    assert house.cases.accept_offer(reference, SCHEME) == {"status": "refused", "reason": "case_is_withdrawn"}


def test_taken_back_while_it_is_in_review(house: House) -> None:
    reference = house.submit(safeguarding_concern=True)
    house.settle()
    take_back(house, reference)
    assert "review_ended" in settled(house, reference)
    assert house.triage.decide_review(reference, "route", "safe_to_route", HUB)["status"] == "refused"


def test_taken_back_while_the_hub_is_just_sending_it_on(house: House) -> None:
    reference = house.submit(safeguarding_concern=True)
    house.settle()
    take_back(house, reference)
    assert house.triage.decide_review(reference, "route", "safe_to_route", HUB) == {"status": "routed"}
    assert "review_ended" not in settled(house, reference)


def test_taken_back_while_it_is_offered(house: House) -> None:
    reference = house.submit()
    house.settle()
    take_back(house, reference)
    assert "offer_withdrawn" in settled(house, reference)
    assert house.cases.accept_offer(reference, SCHEME)["status"] == "refused"
    assert house.cases.decline_offer(reference, "no_capacity", "by_scheme", SCHEME)["status"] == "refused"


def test_taken_back_after_it_was_accepted_ends_the_case_for_the_same_reason_and_frees_the_place(house: House) -> None:
    reference = house.submit()
    house.settle()
    house.cases.accept_offer(reference, SCHEME)
    house.settle()
    take_back(house, reference, "died")
    house.settle()
    told = house.journeys.journey(reference)
    assert (told["state"], house.held()) == ("closed", FREE)
    assert [step["reason"] for step in told["steps"] if step["what"] == "case_closed"] == ["died"]
    check(house)


def test_taken_back_while_it_is_parked(house: House) -> None:
    house.matching.set_places("links", 0, HUB)
    house.matching.set_places("others", 0, HUB)
    reference = house.submit()
    house.settle()
    assert house.state(reference) == "parked"
    take_back(house, reference)
    settled(house, reference)


def test_taken_back_after_it_was_returned(house: House) -> None:
    reference = house.submit(needs=["homelessness"])
    house.settle()
    house.triage.decide_review(reference, "return", "needs_other_help", HUB)
    take_back(house, reference)
    settled(house, reference)


def test_taken_back_after_support_has_ended_changes_nothing_about_how_it_ended(house: House) -> None:
    reference = house.submit()
    house.settle()
    house.cases.accept_offer(reference, SCHEME)
    house.cases.close_case(reference, "goals_met", "completed", SCHEME)
    house.settle()
    take_back(house, reference)
    house.settle()
    assert (house.state(reference), house.held()) == ("closed", FREE)
    check(house)


def test_taken_back_between_a_decline_and_the_next_offer_when_the_decline_is_heard_first(house: House) -> None:
    reference = house.submit()
    house.settle()
    house.cases.decline_offer(reference, "no_capacity", "by_scheme", SCHEME)
    take_back(house, reference)
    house.hear("cases", "intake")
    house.hear("matching", "cases")
    assert sum(house.held().values()) == 1
    steps = settled(house, reference)
    assert steps.count("scheme_offered") == 2
    assert [one.event.case_id for one in events(house, "cases") if isinstance(one.event, OfferWithdrawn)] == [
        f"{reference}-2"
    ]


def test_taken_back_between_a_decline_and_the_next_offer_when_the_withdrawal_is_heard_first(house: House) -> None:
    reference = house.submit()
    house.settle()
    house.cases.decline_offer(reference, "no_capacity", "by_scheme", SCHEME)
    take_back(house, reference)
    house.hear("matching", "intake")
    house.hear("matching", "cases")
    assert settled(house, reference).count("scheme_offered") == 1


@pytest.mark.parametrize("reason", ["moved", "died"])
def test_taken_back_twice_is_recorded_once(house: House, reason: str) -> None:
    reference = house.submit()
    take_back(house, reference)
    take_back(house, reference, reason)
    assert settled(house, reference).count("referral_withdrawn") == 1


def test_a_reference_nobody_was_given_can_not_be_taken_back(house: House) -> None:
    assert house.intake.withdraw_referral("2345678C", "moved", REFERRER) == {"status": "not_found"}
