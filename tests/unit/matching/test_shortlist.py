from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.domain.directory import Directory
from services.matching.domain.listed import Listed
from services.matching.domain.shortlist import shortlist, suitable_ids
from shared.contracts.matching import Considered
from shared.contracts.scheme import Catchment
from tests.unit.matching.given import (
    AREAS,
    PRACTICE,
    RANKING,
    any_complexity,
    any_facts,
    any_schemes,
    directory,
    facts,
    listed,
    request,
)

Schemes = tuple[Listed, ...]


def considered(person: Any, complexity: str, schemes: Schemes, tried: tuple[str, ...] = ()) -> list[Considered]:
    return shortlist(request(person, complexity, tried=tried), Directory(schemes).reaching(person), RANKING)


@given(any_facts, any_complexity, any_schemes)
@settings(max_examples=40)
def test_the_same_facts_give_the_same_shortlist_in_whatever_order_schemes_are_listed(
    person: Any, complexity: str, schemes: Schemes
) -> None:
    assert considered(person, complexity, schemes) == considered(person, complexity, schemes[::-1])


@given(any_facts, any_complexity, any_schemes)
@settings(max_examples=40)
def test_the_points_of_the_factors_sum_to_the_score_and_the_best_stands_first(
    person: Any, complexity: str, schemes: Schemes
) -> None:
    found = considered(person, complexity, schemes)
    assert all(one.score == sum(one.factors.values()) for one in found)
    assert [not one.suitable for one in found] == sorted(not one.suitable for one in found)
    scores = [one.score for one in found if one.suitable]
    assert scores == sorted(scores, reverse=True)


@given(any_facts, any_complexity, any_schemes)
@settings(max_examples=40)
def test_a_scheme_is_in_without_a_reason_or_out_with_at_least_one_and_no_points(
    person: Any, complexity: str, schemes: Schemes
) -> None:
    for one in considered(person, complexity, schemes):
        assert one.suitable == (not one.reasons)
        assert one.suitable or (one.score, one.factors) == (0, {})


@given(any_facts, any_complexity, any_schemes)
@settings(max_examples=40)
def test_adding_a_scheme_the_person_cannot_go_to_changes_nothing_for_the_others(
    person: Any, complexity: str, schemes: Schemes
) -> None:
    closed = listed("not-approved", state="draft")
    far_away = listed("far-away", catchment=Catchment(areas=("S12000036",)))
    before = considered(person, complexity, schemes)
    after = considered(person, complexity, (*schemes, closed, far_away))
    assert [one for one in after if one.scheme_id != "not-approved"] == before


@given(any_facts, any_complexity, any_schemes)
@settings(max_examples=40)
def test_the_runner_up_is_first_once_the_winner_was_tried_and_the_winner_says_why(
    person: Any, complexity: str, schemes: Schemes
) -> None:
    first = suitable_ids(considered(person, complexity, schemes))
    again = considered(person, complexity, schemes, tried=tuple(first[:1]))
    assert suitable_ids(again) == first[1:]
    assert [one.reasons for one in again if one.scheme_id in first[:1]] == [("offered_before",)] * len(first[:1])


@given(any_facts, any_complexity, any_schemes)
@settings(max_examples=40)
def test_exactly_the_schemes_whose_catchment_holds_the_person_are_considered(
    person: Any, complexity: str, schemes: Schemes
) -> None:
    places = {*person.areas, person.practice} - {None}
    reaching = {
        one.scheme.id
        for one in schemes
        if (one.scheme.catchment.everywhere and one.state != "draft")
        or not places.isdisjoint((*one.scheme.catchment.areas, *one.scheme.catchment.practices))
    }
    assert {one.scheme_id for one in considered(person, complexity, schemes)} == reaching


def test_schemes_with_equal_points_stand_in_the_order_of_their_ids() -> None:
    found = considered(facts(), "low", (listed("b"), listed("c"), listed("a")))
    assert suitable_ids(found) == ["a", "b", "c"]


def test_a_scheme_reaches_who_lives_in_its_area_or_is_a_patient_of_its_practice() -> None:
    kept = directory(
        listed("by-area", catchment=Catchment(areas=AREAS[:1])),
        listed("by-practice", catchment=Catchment(practices=(PRACTICE,))),
        listed("nowhere", catchment=Catchment()),
        listed("everywhere", catchment=Catchment(everywhere=True)),
    )
    assert [one.scheme.id for one in kept.reaching(facts())] == ["by-area", "by-practice", "everywhere"]
    assert [one.scheme.id for one in kept.reaching(facts(practice=None))] == ["by-area", "everywhere"]
    assert [one.scheme.id for one in kept.reaching(facts(areas=(), practice=None))] == ["everywhere"]


def test_a_scheme_that_names_an_area_twice_is_considered_once() -> None:
    catchment = Catchment(areas=(*AREAS, *AREAS), practices=(PRACTICE,), everywhere=True)
    assert len(considered(facts(), "low", (listed(catchment=catchment),))) == 1


@given(st.lists(any_schemes, max_size=4), any_facts)
@settings(max_examples=40)
def test_a_directory_that_took_in_every_change_reaches_whom_a_new_one_reaches(
    changes: list[Schemes], person: Any
) -> None:
    kept = directory()
    for schemes in changes:
        kept.enter(schemes)
    last = {one.scheme.id: one for schemes in changes for one in schemes}
    assert list(kept.reaching(person)) == list(directory(*last.values()).reaching(person))
