"""A referral is taken back in the very moment something else happens to it, on PostgreSQL."""

import pytest

from tests.integration.walk.house import HUB, REFERRER, SCHEME, House
from tests.integration.walk.races import LINKS, OTHERS, done, engine, raced


@pytest.fixture
def house(postgresql_house: House) -> House:
    postgresql_house.register(LINKS, OTHERS)
    return postgresql_house


def test_a_withdrawal_asked_for_twice_in_one_moment_is_recorded_once(house: House, twin: House) -> None:
    reference = house.submit()
    with raced(engine(house, "intake"), lambda: twin.intake.withdraw_referral(reference, "moved", REFERRER)) as rival:
        answer = house.intake.withdraw_referral(reference, "died", REFERRER)
    assert answer == rival.answer == {"status": "withdrawn"}
    done(house, twin)
    assert house.steps(reference).count("referral_withdrawn") == 1


def test_a_review_decided_while_the_referral_is_taken_back_leads_to_no_offer(house: House, twin: House) -> None:
    reference = house.submit(safeguarding_concern=True)
    house.settle()
    house.intake.withdraw_referral(reference, "moved", REFERRER)
    with raced(engine(house, "triage"), lambda: twin.hear("triage", "intake")):
        answer = house.triage.decide_review(reference, "route", "safe_to_route", HUB)
    assert answer["status"] == "refused"
    done(house, twin)
    assert house.state(reference) == "withdrawn"


def test_a_match_made_while_the_referral_is_taken_back_ends_without_a_place(house: House, twin: House) -> None:
    reference = house.submit()
    house.hear("triage", "intake")
    house.intake.withdraw_referral(reference, "moved", REFERRER)
    with raced(engine(house, "matching"), lambda: twin.hear("matching", "intake")):
        house.hear("matching", "triage")
    done(house, twin)
    assert (house.state(reference), sum(house.held().values())) == ("withdrawn", 0)


def test_an_offer_that_reaches_cases_while_the_withdrawal_does_is_withdrawn(house: House, twin: House) -> None:
    reference = house.submit()
    house.hear("triage", "intake")
    house.hear("matching", "triage")
    house.intake.withdraw_referral(reference, "moved", REFERRER)
    with raced(engine(house, "cases"), lambda: twin.hear("cases", "intake")):
        house.hear("cases", "matching")
    done(house, twin)
    assert house.cases.accept_offer(reference, SCHEME) == {"status": "refused", "reason": "case_is_withdrawn"}


def test_a_withdrawal_that_reaches_cases_while_the_offer_does_withdraws_it(house: House, twin: House) -> None:
    reference = house.submit()
    house.hear("triage", "intake")
    house.hear("matching", "triage")
    house.intake.withdraw_referral(reference, "moved", REFERRER)
    with raced(engine(house, "cases"), lambda: twin.hear("cases", "matching"), writes="insert into taken_back"):
        house.hear("cases", "intake")
    done(house, twin)
    assert house.cases.accept_offer(reference, SCHEME) == {"status": "refused", "reason": "case_is_withdrawn"}


def test_a_decline_matched_again_while_the_referral_is_taken_back_offers_nobody(house: House, twin: House) -> None:
    reference = house.submit()
    house.settle()
    house.cases.decline_offer(reference, "no_capacity", "by_scheme", SCHEME)
    house.intake.withdraw_referral(reference, "moved", REFERRER)
    with raced(engine(house, "matching"), lambda: twin.hear("matching", "intake")):
        house.hear("matching", "cases")
    done(house, twin)
    assert sum(house.held().values()) == 0
