from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.domain.case import AFTER
from services.journeys.domain.story import LAST_WORDS, TELLINGS
from services.journeys.projections import weight
from shared.contracts.cases import CaseClosed
from shared.contracts.event import BY_CLASS, Contract
from shared.contracts.intake import ReferralWithdrawn
from shared.instants import microseconds, written
from shared.messaging.topology import LISTENS, SERVICES

STATES = {"received", "in_review", "returned", "matching", "offered", "accepted", "parked", "withdrawn", "closed"}
NO_STEP = {
    "intake.person_registered",
    "intake.person_recognised",
    "intake.outreach_agreed",
    "matching.place_reserved",
    "matching.place_released",
}
"""Events that name a referral and are yet no step of its story: they are about people, lists, and places of schemes."""


def of_a_referral(contract: Contract) -> bool:
    """Whether an event of a service names the referral it is about."""
    service = contract.name.partition(".")[0]
    return service in SERVICES and not {"reference", "facts"}.isdisjoint(contract.public)


def test_every_event_that_names_a_referral_is_a_step_of_its_story_or_known_to_be_none() -> None:
    told = {BY_CLASS[kind].name for kind in TELLINGS}
    assert told | NO_STEP == {contract.name for contract in BY_CLASS.values() if of_a_referral(contract)}
    assert not told & NO_STEP


def test_journeys_hears_every_service_whose_events_it_tells() -> None:
    assert {BY_CLASS[kind].name.partition(".")[0] for kind in TELLINGS} == LISTENS["journeys"].keys()


def test_the_states_told_are_those_of_the_design_and_all_of_them() -> None:
    assert {telling.state for telling in TELLINGS.values() if telling.state} == STATES


def test_the_end_of_a_case_is_told_as_the_state_cases_itself_gives_it() -> None:
    for kind, state in AFTER.items():
        told = TELLINGS[kind].state
        assert told in (state, None) or (state, told) == ("declined", "matching")


@given(st.integers(0, 10**15), st.integers(0, 10**15))
def test_a_withdrawal_and_the_end_of_support_outweigh_whatever_else_happens_whenever(at: int, other: int) -> None:
    ranks = {telling.rank for telling in TELLINGS.values() if telling.state}
    withdrawn, closed = TELLINGS[ReferralWithdrawn].rank, TELLINGS[CaseClosed].rank
    assert all(weight(at, withdrawn) > weight(other, rank) for rank in ranks if rank < LAST_WORDS)
    assert weight(at, closed) > weight(other, withdrawn)


@given(st.integers(0, 10**15), st.integers(0, 10**15), st.integers(0, LAST_WORDS - 1), st.integers(0, LAST_WORDS - 1))
def test_of_two_other_states_the_later_one_stays(at: int, other: int, rank: int, other_rank: int) -> None:
    assert (weight(at, rank) > weight(other, other_rank)) == ((at, rank) > (other, other_rank))


@given(st.integers(0, 10**16))
def test_an_instant_keeps_its_microseconds_and_is_told_to_the_second(since_1970: int) -> None:
    instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=since_1970)
    assert microseconds(instant) == since_1970
    assert datetime.fromisoformat(written(since_1970)) == instant.replace(microsecond=0)


def test_an_instant_of_another_zone_is_told_in_utc() -> None:
    noon = datetime(2026, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=1)))
    assert written(microseconds(noon)) == "2026-07-01T11:00:00Z"


@pytest.mark.parametrize("kind", TELLINGS, ids=lambda kind: kind.__name__)
def test_a_step_is_named_like_its_event(kind: type) -> None:
    assert TELLINGS[kind].what == BY_CLASS[kind].name.partition(".")[2]
