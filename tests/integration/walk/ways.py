"""Referrals that go every way there is, for tests that need all kinds of events."""

from tests.integration.walk.house import HUB, REFERRER, SCHEME, House, referral


def walk_every_way(house: House) -> None:
    """Send referrals that are accepted, declined, parked, reviewed, returned, closed, and taken back."""
    house.register({"id": "a", "places": 6}, {"id": "b", "places": 2})
    accepted, closed, declined, parked, taken_back, ended = (house.submit() for _ in range(6))
    routed, returned = (house.submit(safeguarding_concern=True) for _ in range(2))
    house.settle()
    for reference in (accepted, closed, ended):
        house.cases.accept_offer(reference, SCHEME)
    for reference in (declined, parked):
        house.cases.decline_offer(reference, "no_capacity", "by_scheme", SCHEME)
    house.triage.decide_review(routed, "route", "safe_to_route", HUB)
    house.triage.decide_review(returned, "return", "duplicate", HUB)
    house.settle()
    house.cases.decline_offer(parked, "too_far", "by_person", SCHEME)
    house.cases.close_case(closed, "goals_met", "completed", SCHEME)
    together = {**referral(), "items": [{"needs": ["debt"]}, {"needs": ["transport"]}]}
    del together["needs"]
    assert house.intake.submit_checklist("together", together, REFERRER)["status"] == "received"
    early = house.submit()
    for reference in (taken_back, ended, early):
        house.intake.withdraw_referral(reference, "moved", REFERRER)
    house.settle()
    states = {house.state(one) for one in (accepted, closed, declined, parked, taken_back, ended, routed, returned)}
    assert states == {"accepted", "closed", "offered", "parked", "withdrawn", "returned"}
