"""Every service runs on a machine of its own, and no two clocks agree: the story is told in order all the same."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from shared.clock import Clock
from shared.config.settings import Settings
from shared.messaging.topology import SERVICES
from tests.integration.walk.accounts import check
from tests.integration.walk.house import REFERRER, SCHEME, House

SKEWS = [timedelta(seconds=seconds) for seconds in (0, 3, -3, 600, -600)]


def ticking(ahead: timedelta) -> Clock:
    """Return a clock that is ahead by so much."""
    return lambda: datetime.now(UTC) + ahead


def skewed(turn: int) -> dict[str, Clock]:
    """Return a clock per service; each turn spreads the differences in another way."""
    order = list(permutations(SKEWS))[turn * 17]
    return {service: ticking(ahead) for service, ahead in zip(SERVICES, order, strict=True)}


@pytest.mark.parametrize("turn", range(7))
def test_a_story_is_told_in_the_order_it_happened_though_the_clocks_differ_by_minutes(
    turn: int, sqlite_house_settings: Settings
) -> None:
    house = House(sqlite_house_settings, skewed(turn))
    house.register({"id": "a"}, {"id": "b"})
    reference, parked, taken_back = house.submit(), house.submit(), house.submit()
    house.settle()
    house.cases.decline_offer(reference, "no_capacity", "by_scheme", SCHEME)
    house.settle()
    house.cases.accept_offer(reference, SCHEME)
    for _ in range(2):
        house.cases.decline_offer(parked, "no_capacity", "by_scheme", SCHEME)
        house.settle()
    house.intake.withdraw_referral(taken_back, "moved", REFERRER)
    house.settle()
    assert [house.state(one) for one in (reference, parked, taken_back)] == ["accepted", "parked", "withdrawn"]
    assert house.steps(reference) == [
        "referral_received",
        "referral_triaged",
        *("schemes_shortlisted", "scheme_offered", "case_opened", "offer_declined"),
        *("schemes_shortlisted", "scheme_offered", "case_opened", "offer_accepted"),
    ]
    check(house)
    house.close()
