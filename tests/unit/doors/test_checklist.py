from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.config.limits import CHECKLIST_ITEMS_MAX
from shared.doors.checklist import OF_AN_ITEM, load_checklist
from shared.doors.malformed import Malformed
from shared.doors.referral import load_referral
from tests.unit.doors.referrals import fullest_referral, referrals, smallest_referral

TODAY = date(2026, 11, 22)
ITEMS: list[dict[str, Any]] = [
    {"needs": ["debt"], "urgency": "soon", "urgency_reason": "A letter from the court."},
    {"needs": ["befriending"], "what_matters": "Company on Sundays."},
]


def checklist(*items: Any, **told: Any) -> dict[str, Any]:
    """Return a small valid checklist as frontline staff send it."""
    shared = {name: value for name, value in smallest_referral().items() if name not in OF_AN_ITEM}
    return {**shared, "items": list(items or ITEMS), **told}


def errors_of(sent: Any) -> dict[str, list[str]]:
    with pytest.raises(Malformed) as refused:
        load_checklist(sent, TODAY)
    return refused.value.errors


def test_each_item_is_the_referral_that_would_have_been_sent_with_it_alone() -> None:
    shared = {name: value for name, value in fullest_referral().items() if name not in OF_AN_ITEM}
    assert load_checklist({**shared, "items": ITEMS}, TODAY) == [
        load_referral({**shared, **item}, TODAY) for item in ITEMS
    ]


@given(st.lists(referrals(), min_size=1, max_size=4))
def test_a_checklist_says_no_more_and_no_less_than_its_items_sent_one_by_one(sent: list[dict[str, Any]]) -> None:
    shared = {name: value for name, value in sent[0].items() if name not in OF_AN_ITEM}
    items = [{name: one[name] for name in OF_AN_ITEM if name in one} for one in sent]
    one_by_one = [load_referral({**shared, **item}, TODAY) for item in items]
    assert load_checklist({**shared, "items": items}, TODAY) == one_by_one


def test_what_is_wrong_with_an_item_goes_by_its_place_and_what_is_wrong_with_all_is_said_once() -> None:
    bad = [
        {"needs": ["nothing"]},
        {"urgency": "urgent"},
        {"needs": ["debt"]},
        "text",
        {"needs": ["debt"], "risks": "x"},
    ]
    errors = errors_of(checklist(*bad, sharing=[{"purpose": "story", "lawful_basis": "direct_care"}]))
    assert set(errors) == {
        "items.0.needs.0",
        "items.1.needs",
        "items.1.urgency_reason",
        "items.3",
        "items.4.risks",
        "sharing",
    }
    assert len(errors["sharing"]) == 1


@pytest.mark.parametrize("items", [[], None, "text", {}, [{"needs": ["debt"]}] * (CHECKLIST_ITEMS_MAX + 1)])
def test_no_items_or_too_many_or_none_that_are_a_list_are_refused_by_name(items: Any) -> None:
    assert set(errors_of(checklist() | {"items": items})) == {"items"}


@pytest.mark.parametrize("name", OF_AN_ITEM)
def test_what_an_item_tells_for_itself_has_no_place_beside_the_items(name: str) -> None:
    assert set(errors_of(checklist(**{name: "routine"}))) == {name}


@pytest.mark.parametrize("sent", [None, [], "text", 7])
def test_what_is_no_object_at_all_is_refused_whole(sent: Any) -> None:
    assert set(errors_of(sent)) == {"body"}


def test_most_items_are_taken_and_the_words_no_known_risks_are_understood_for_all() -> None:
    many = [{"needs": ["debt"]}] * CHECKLIST_ITEMS_MAX
    read = load_checklist(checklist(*many, risks="No known risks."), TODAY)
    assert (len(read), {one.no_known_risks for one in read}) == (CHECKLIST_ITEMS_MAX, {True})
