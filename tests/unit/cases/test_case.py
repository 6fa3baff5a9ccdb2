from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.domain.case import (
    AFTER,
    MAY,
    OTHERWISE_CLOSED,
    Case,
    accept,
    case_id_of,
    case_of,
    close,
    decline,
    open_case,
    withdraw,
)
from shared.contracts.cases import CaseClosed, CaseOpened, OfferAccepted, OfferDeclined, OfferWithdrawn
from shared.contracts.event import Event
from shared.contracts.matching import SchemeOffered
from shared.contracts.vocabulary import CLOSURE_REASONS, WITHDRAWAL_REASONS

OFFERED = SchemeOffered(
    reference="K7MD3QXP",
    person_id="p1",
    round=2,
    scheme_id="riverside",
    scheme_name="Riverside",
    scheme_kind="specialist",
    score=5,
)
(OPENED,) = open_case(OFFERED, over=False)
assert isinstance(OPENED, CaseOpened)
ABOUT = {"case_id": "K7MD3QXP-2", "reference": "K7MD3QXP", "person_id": "p1", "scheme_id": "riverside"}
ACCEPTED = OfferAccepted(**ABOUT)
DECLINED = OfferDeclined(**ABOUT, reason="no_capacity", attributed_to="by_scheme")
WITHDRAWN = OfferWithdrawn(**ABOUT)
CLOSED = CaseClosed(**ABOUT, outcome="goals_met", reason="completed")

Answer = Callable[[Case], list[Event] | None]
ANSWERS: dict[str, Answer] = {
    "accept": accept,
    "decline": lambda case: decline(case, "no_capacity", "by_scheme"),
    "close": lambda case: close(case, "goals_met", "completed"),
    "withdraw": lambda case: withdraw(case, "moved"),
}


def in_state(state: str) -> Case:
    assert isinstance(OPENED, CaseOpened)
    return Case(OPENED, state)


def test_an_offer_opens_a_case_of_its_round() -> None:
    assert CaseOpened(**ABOUT, round=2, scheme_name="Riverside", scheme_kind="specialist") == OPENED
    assert case_id_of("K7MD3QXP", 2) == "K7MD3QXP-2"


def test_an_offer_of_a_referral_taken_back_meanwhile_ends_as_it_begins() -> None:
    assert open_case(OFFERED, over=True) == [OPENED, WITHDRAWN]


@pytest.mark.parametrize(
    ("state", "answer", "recorded"),
    [
        ("offered", "accept", [ACCEPTED]),
        ("offered", "decline", [DECLINED]),
        ("offered", "close", None),
        ("offered", "withdraw", [WITHDRAWN]),
        ("accepted", "accept", []),
        ("accepted", "decline", None),
        ("accepted", "close", [CLOSED]),
        ("accepted", "withdraw", [CaseClosed(**ABOUT, outcome="not_known", reason="moved")]),
        ("declined", "accept", None),
        ("declined", "decline", []),
        ("declined", "close", None),
        ("declined", "withdraw", []),
        ("withdrawn", "accept", None),
        ("withdrawn", "decline", None),
        ("withdrawn", "close", None),
        ("withdrawn", "withdraw", []),
        ("closed", "accept", None),
        ("closed", "decline", None),
        ("closed", "close", []),
        ("closed", "withdraw", []),
    ],
)
def test_each_answer_in_each_state_is_recorded_once_or_refused(
    state: str, answer: str, recorded: list[Event] | None
) -> None:
    assert ANSWERS[answer](in_state(state)) == recorded


def test_the_table_of_states_is_the_one_of_the_design() -> None:
    assert set(MAY) == set(AFTER.values())
    assert {state: {AFTER[kind] for kind in kinds} for state, kinds in MAY.items()} == {
        "offered": {"accepted", "declined", "withdrawn", "transferred"},
        "accepted": {"closed", "transferred"},
        "declined": set(),
        "withdrawn": set(),
        "transferred": set(),
        "closed": set(),
    }


@pytest.mark.parametrize("reason", WITHDRAWAL_REASONS)
def test_a_case_under_way_ends_with_the_reason_its_referral_was_taken_back_for(reason: str) -> None:
    (closed,) = withdraw(in_state("accepted"), reason)
    assert isinstance(closed, CaseClosed)
    assert closed.reason == (OTHERWISE_CLOSED if reason == "other" else reason)
    assert closed.reason in CLOSURE_REASONS


@given(st.lists(st.sampled_from(list(ANSWERS)), max_size=8))
def test_however_a_case_is_answered_it_ends_at_most_once_and_only_along_the_table(asked: list[str]) -> None:
    history: list[Event] = [OPENED]
    for answer in asked:
        case = case_of(history)
        assert case is not None
        events = ANSWERS[answer](case) or []
        assert all(case.may(type(event)) for event in events)
        history += events
    endings = [event for event in history if isinstance(event, OfferDeclined | OfferWithdrawn | CaseClosed)]
    assert len(endings) <= 1
    assert endings == history[-1:] or not endings


def test_a_stream_without_an_opening_is_no_case() -> None:
    assert case_of([]) is None
    assert case_of([ACCEPTED]) is None
