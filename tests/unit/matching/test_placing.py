from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.domain.placing import NEAREST_MISS_FIRST, Placing, after, leading
from services.web.reason_words import MATCHING_REASONS
from shared.contracts.event import Event
from shared.contracts.matching import (
    MatchWithdrawn,
    NoSchemeFound,
    PlaceReleased,
    ReferralParked,
    SchemeOffered,
    SchemesShortlisted,
)
from tests.unit.matching.given import PERSON, REFERENCE

ABOUT: dict[str, Any] = {"reference": REFERENCE, "person_id": PERSON}
LISTED = SchemesShortlisted(**ABOUT, round=1, protocol_version=1, complexity="low")
OFFERED = SchemeOffered(
    **ABOUT, round=1, scheme_id="riverside", scheme_name="Riverside", scheme_kind="generalist", score=1
)
GAP = NoSchemeFound(**ABOUT, needs=(), cohorts=(), areas=(), reasons=("need_not_served", "no_place_free"))
PARKED = ReferralParked(**ABOUT, review_on=date(2026, 12, 1))
TAKEN_BACK = MatchWithdrawn(**ABOUT)
GOES_ON_BUT_IS_NO_REASON = {"best_suitable", "better_scheme_full", "better_scheme_waits"}


def released(reason: str) -> PlaceReleased:
    return PlaceReleased(**ABOUT, scheme_id="riverside", reason=reason)


def come_of(events: Iterable[Event]) -> Placing:
    placing = Placing()
    for event in events:
        placing = after(placing, event)
    return placing


@pytest.mark.parametrize(
    ("events", "placed", "reason"),
    [
        ([LISTED], False, None),
        ([LISTED, OFFERED], True, None),
        ([LISTED, OFFERED, released("closed")], True, None),
        ([LISTED, OFFERED, released("declined")], False, None),
        ([LISTED, OFFERED, released("lapsed")], False, None),
        ([LISTED, OFFERED, released("declined"), LISTED, OFFERED], True, None),
        ([LISTED, OFFERED, LISTED, OFFERED, released("declined")], True, None),
        ([LISTED, OFFERED, released("declined"), LISTED, GAP, PARKED], False, "no_place_free"),
        ([LISTED, OFFERED, LISTED, GAP, PARKED, released("declined")], False, "no_place_free"),
        ([LISTED, GAP, PARKED], False, "no_place_free"),
        ([LISTED, GAP, PARKED, LISTED, OFFERED], True, None),
    ],
)
def test_a_place_counts_while_it_is_held_and_for_good_once_support_has_ended(
    events: list[Event], placed: bool, reason: str | None
) -> None:
    placing = come_of(events)
    assert (placing.placed, placing.reason) == (placed, reason)
    assert placing.not_placed == (reason is not None)


of_the_match = st.lists(st.sampled_from([LISTED, OFFERED, GAP, PARKED, TAKEN_BACK]))
of_the_scheme = st.lists(st.sampled_from([released("declined"), released("closed"), released("withdrawn")]))


@given(of_the_match, of_the_scheme)
def test_events_of_the_scheme_read_before_or_after_come_to_the_same(match: list[Event], scheme: list[Event]) -> None:
    assert come_of(match + scheme) == come_of(scheme + match)


@given(of_the_match, of_the_scheme)
def test_a_referral_taken_back_is_neither_placed_nor_a_gap(match: list[Event], scheme: list[Event]) -> None:
    placing = come_of([*match, TAKEN_BACK, *scheme])
    assert not placing.placed
    assert not placing.not_placed


def test_the_reason_that_the_least_would_mend_leads() -> None:
    assert leading(("cohort_not_served", "need_not_served", "no_place_free")) == "no_place_free"
    assert leading(("unheard_of", "cohort_not_served")) == "cohort_not_served"
    assert leading(("unheard_of", "new")) == "new"
    assert leading(()) == "no_scheme_in_area"


def test_every_reason_of_matching_has_its_place_in_the_order() -> None:
    assert set(NEAREST_MISS_FIRST) == set(MATCHING_REASONS) - GOES_ON_BUT_IS_NO_REASON
