from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.triage.domain.assessment import GENERAL_ADVICE, assess, complexity, end_review, review, waiting
from services.triage.domain.protocol import Points, When
from shared.contracts.event import Event
from shared.contracts.facts import Facts
from shared.contracts.triage import (
    ReferralHeldForReview,
    ReferralReturnedWithAdvice,
    ReferralTriaged,
    ReviewEnded,
    UrgentConcernRaised,
)
from shared.contracts.vocabulary import COMPLEXITIES, NEEDS
from tests.unit.triage.given import REFERENCE, SHIPPED, any_facts, facts, protocol, rule

MATCH, HOLD = rule("a_match", "matching"), rule("a_hold", "review")
BACK = rule("a_return", "return", advice="ask_housing")


def routed(*rules: Any) -> Any:
    return assess(protocol(*rules), facts())[-1]


def test_with_no_rule_speaking_a_referral_goes_to_matching_without_a_reason() -> None:
    assert assess(protocol(), facts()) == [ReferralTriaged(facts=facts(), complexity="low", protocol_version=7)]


@pytest.mark.parametrize(
    ("rules", "kind"),
    [
        ((MATCH,), ReferralTriaged),
        ((MATCH, HOLD), ReferralHeldForReview),
        ((HOLD, MATCH), ReferralHeldForReview),
        ((MATCH, HOLD, BACK), ReferralReturnedWithAdvice),
        ((BACK, HOLD), ReferralReturnedWithAdvice),
    ],
)
def test_the_strictest_route_of_all_rules_that_speak_is_taken_and_each_is_named(rules: Any, kind: Any) -> None:
    event = routed(*rules)
    assert type(event) is kind
    assert event.reasons == tuple(one.code for one in rules)


def test_advice_is_that_of_the_first_rule_that_returns_or_the_general_one() -> None:
    assert routed(HOLD, BACK, rule("other", "return", advice="another")).advice == "ask_housing"
    assert routed(rule("a_return", "return")).advice == GENERAL_ADVICE


def test_a_rule_that_is_silent_leads_nowhere_and_is_not_named() -> None:
    event = routed(MATCH, rule("never", "return", When(age_below=3)))
    assert (type(event), event.reasons) == (ReferralTriaged, ("a_match",))


def test_an_urgent_concern_is_raised_before_the_referral_is_routed() -> None:
    concern = rule("a_concern", "review", urgent_concern=True)
    raised, held = assess(protocol(concern, HOLD), facts())
    assert raised == UrgentConcernRaised(reference=REFERENCE, person_id="p1", reasons=("a_concern",))
    assert isinstance(held, ReferralHeldForReview)
    assert held.reasons == ("a_concern", "a_hold")


def test_the_facts_go_on_with_the_cohorts_the_age_tells() -> None:
    (event,) = assess(protocol(), facts(age=66, cohorts=("carer",)))
    assert isinstance(event, ReferralTriaged)
    assert event.facts.cohorts == ("carer", "over_50", "over_65")


@pytest.mark.parametrize(("needs", "level"), [(1, "low"), (2, "some"), (3, "some"), (4, "high"), (6, "high")])
def test_points_add_up_to_a_complexity_at_the_marks_of_the_protocol(needs: int, level: str) -> None:
    points = tuple(Points(code=f"needs_{n}", when=When(needs_at_least=n), points=1) for n in range(1, 7))
    assert complexity(protocol(points=points), facts(needs=tuple(NEEDS)[:needs])) == level


@given(any_facts)
def test_the_shipped_protocol_answers_every_referral_once_and_the_same_way_every_time(known: Facts) -> None:
    events = assess(SHIPPED, known)
    assert events == assess(SHIPPED, known)
    *concerns, route = events
    assert len(concerns) <= 1
    assert all(isinstance(one, UrgentConcernRaised) for one in concerns)
    assert isinstance(route, ReferralTriaged | ReferralHeldForReview | ReferralReturnedWithAdvice)
    assert route.protocol_version == SHIPPED.version


@given(any_facts)
def test_no_safeguarding_concern_goes_to_a_scheme_without_a_person_looking(known: Facts) -> None:
    if known.safeguarding_concern:
        kinds = [type(event) for event in assess(SHIPPED, known)]
        assert kinds == [UrgentConcernRaised, ReferralHeldForReview]


@given(any_facts, st.sampled_from(["risks_known", "interpreter_needed"]))
def test_a_harder_circumstance_never_makes_a_referral_less_complex(known: Facts, circumstance: str) -> None:
    order = list(COMPLEXITIES)
    with_it = Facts(**{**{name: getattr(known, name) for name in known.__struct_fields__}, circumstance: True})
    assert order.index(complexity(SHIPPED, with_it)) >= order.index(complexity(SHIPPED, known))


HELD = ReferralHeldForReview(facts=facts(), complexity="some", protocol_version=7, reasons=("a_hold",))


def test_the_hub_sends_a_held_referral_on_with_its_reason_beside_those_of_the_rules() -> None:
    assert review([HELD], "route", "safe_to_route") == [
        ReferralTriaged(facts=facts(), complexity="some", protocol_version=7, reasons=("a_hold", "safe_to_route"))
    ]


def test_the_hub_sends_a_held_referral_back_with_advice() -> None:
    assert review([HELD], "return", "out_of_area") == [
        ReferralReturnedWithAdvice(
            reference=REFERENCE,
            person_id="p1",
            advice=GENERAL_ADVICE,
            protocol_version=7,
            reasons=("a_hold", "out_of_area"),
            facts=facts(),
        )
    ]


ENDED = ReviewEnded(reference=REFERENCE, person_id="p1", reason="withdrawn")
TRIAGED = ReferralTriaged(facts=facts(), complexity="low", protocol_version=7)


@pytest.mark.parametrize("history", [[], [TRIAGED], [HELD, TRIAGED], [HELD, ENDED]])
def test_nobody_decides_a_review_that_is_not_open_and_none_is_ended(history: list[Event]) -> None:
    assert waiting(history) is None
    assert review(history, "route", "safe_to_route") is None
    assert end_review(history, "withdrawn") == []


def test_a_review_ends_when_the_referral_was_taken_back() -> None:
    concern = UrgentConcernRaised(reference=REFERENCE, person_id="p1", reasons=("x",))
    assert end_review([concern, HELD], "withdrawn") == [ENDED]
