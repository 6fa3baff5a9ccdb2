"""Places are never below none and never above what a scheme has, in whatever order its processes hear of them."""

from collections.abc import Iterator
from functools import partial
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.config.settings import Settings
from tests.integration.walk.places import HELD_BY, PROCESSES, Said, Schemes
from tests.integration.walk.races import at_once

REFERRALS = 6
KINDS = ("assessment", "assessment", "declined", "withdrawn", "closed", "referral")

anything_said = st.builds(
    Said,
    kind=st.sampled_from(KINDS),
    referral=st.integers(0, REFERRALS - 1),
    scheme=st.integers(0, len(HELD_BY) - 1),
)
deliveries = st.lists(st.tuples(st.integers(0, PROCESSES - 1), st.lists(anything_said, max_size=4)), max_size=12)


@pytest.fixture
def schemes(house_settings: Settings) -> Iterator[Schemes]:
    """Several processes of matching on one store, of either kind."""
    opened = Schemes(house_settings)
    yield opened
    opened.close()


@given(delivered=deliveries)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_interleaving_of_what_is_heard_leaves_fewer_than_none_or_more_than_all_places_held(
    schemes: Schemes, delivered: list[tuple[int, list[Said]]]
) -> None:
    schemes.begin()
    for process, said in delivered:
        schemes.hear(process, list(dict.fromkeys(said)))
        schemes.check()


@pytest.mark.parametrize("seed", range(3))
def test_processes_that_hear_everything_at_the_same_time_give_and_free_each_place_once(
    schemes: Schemes, seed: int
) -> None:
    random = Random(seed)
    schemes.begin()
    everything = [
        Said(kind, referral, scheme)
        for kind in dict.fromkeys(KINDS)
        for referral in range(REFERRALS)
        for scheme in range(len(HELD_BY))
        if kind != "referral" or referral % 2  # some are never taken back, or nobody might be given a place
    ]
    shuffled = [random.sample(everything, len(everything)) for _ in range(PROCESSES)]

    def hear(process: int) -> None:
        for start in range(0, len(everything), 5):
            schemes.hear(process, shuffled[process][start : start + 5])

    at_once(*(partial(hear, process) for process in range(PROCESSES)))
    schemes.check()
    assert schemes.ever_given() > 0
