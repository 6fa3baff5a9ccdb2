from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.answers import AcceptOffer, CloseCase, DecideReview, DeclineOffer, WithdrawReferral
from shared.contracts.vocabulary import ATTRIBUTIONS, CLOSURE_REASONS, DECLINE_REASONS, OUTCOMES, WITHDRAWAL_REASONS
from shared.doors.answers import load_acceptance, load_closure, load_decline, load_review_decision, load_withdrawal
from shared.doors.malformed import Malformed
from tests.unit.doors.test_referral import junk

Load = Callable[[Any], object]
EVERY_LOAD: tuple[Load, ...] = (load_acceptance, load_decline, load_closure, load_withdrawal, load_review_decision)


@pytest.mark.parametrize(
    ("load", "sent", "answer"),
    [
        (load_acceptance, {"by": "Jo Link"}, AcceptOffer(by="Jo Link")),
        (load_acceptance, {"by": "Jo Link", "note": "Monday."}, AcceptOffer(by="Jo Link", note="Monday.")),
        (
            load_decline,
            {"reason": "no_capacity", "attributed_to": "by_scheme", "by": "Jo Link"},
            DeclineOffer(reason="no_capacity", attributed_to="by_scheme", by="Jo Link"),
        ),
        (
            load_closure,
            {"outcome": "goals_met", "reason": "completed"},
            CloseCase(outcome="goals_met", reason="completed"),
        ),
        (load_withdrawal, {"reason": "moved"}, WithdrawReferral(reason="moved")),
        (
            load_review_decision,
            {"decision": "return", "reason": "Already supported."},
            DecideReview(decision="return", reason="Already supported."),
        ),
    ],
)
def test_a_whole_answer_is_let_in(load: Load, sent: dict[str, Any], answer: object) -> None:
    assert load(sent) == answer


@pytest.mark.parametrize(
    ("load", "sent", "fields"),
    [
        (load_acceptance, {}, {"by"}),
        (load_acceptance, {"by": "  ", "note": 1}, {"by", "note"}),
        (load_decline, {}, {"reason", "attributed_to"}),
        (load_decline, {"reason": "rejected", "attributed_to": "scheme"}, {"reason", "attributed_to"}),
        (load_decline, {"reason": "other", "attributed_to": "neither"}, {"note"}),
        (load_decline, {"reason": "died", "attributed_to": "neither", "why": "?"}, {"why"}),
        (load_closure, {"outcome": "completed", "reason": "goals_met"}, {"outcome", "reason"}),
        (load_withdrawal, {}, {"reason"}),
        (load_withdrawal, {"reason": "completed"}, {"reason"}),
        (load_withdrawal, {"reason": "other"}, {"note"}),
        (load_review_decision, {"decision": "reject"}, {"decision", "reason"}),
    ],
)
def test_every_wrong_field_of_an_answer_is_named(load: Load, sent: dict[str, Any], fields: set[str]) -> None:
    with pytest.raises(Malformed) as refused:
        load(sent)
    assert set(refused.value.errors) == fields


@pytest.mark.parametrize("reason", DECLINE_REASONS)
@pytest.mark.parametrize("attributed_to", ATTRIBUTIONS)
def test_every_reason_and_attribution_of_the_vocabulary_can_be_given(reason: str, attributed_to: str) -> None:
    sent = {"reason": reason, "attributed_to": attributed_to, "note": "Told by telephone."}
    assert load_decline(sent).reason == reason


@pytest.mark.parametrize("reason", CLOSURE_REASONS)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_closure_reason_goes_with_every_outcome(reason: str, outcome: str) -> None:
    assert load_closure({"reason": reason, "outcome": outcome}).outcome == outcome


def test_every_reason_for_taking_a_referral_back_but_other_is_one_a_case_can_close_with() -> None:
    assert WITHDRAWAL_REASONS.keys() - CLOSURE_REASONS.keys() == {"other"}


@given(st.sampled_from(EVERY_LOAD), junk)
def test_junk_is_refused_as_a_malformed_answer_and_nothing_else(load: Load, sent: Any) -> None:
    with pytest.raises(Malformed):
        load(sent)
