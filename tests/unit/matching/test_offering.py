from datetime import date, timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from services.matching.domain.capacity import Capacity
from services.matching.domain.directory import Directory
from services.matching.domain.eligibility import reasons_against
from services.matching.domain.listed import Listed
from services.matching.domain.offering import Decision, decide
from services.matching.domain.shortlist import Request, shortlist, suitable_ids
from shared.contracts.matching import (
    NoSchemeFound,
    OverlapFound,
    ReferralParked,
    SchemeOffered,
    SchemesShortlisted,
    WaitingListJoined,
)
from tests.unit.matching.given import (
    AREAS,
    PERSON,
    RANKING,
    REFERENCE,
    any_complexity,
    any_facts,
    any_listed,
    any_schemes,
    capacity,
    facts,
    listed,
    request,
)

TODAY = date(2026, 7, 1)


def decided(wanted: Request, schemes: tuple[Listed, ...], room: Capacity) -> Decision:
    kept = Directory(schemes)
    return decide(wanted, shortlist(wanted, kept.reaching(wanted.facts), RANKING), kept.schemes, room, RANKING, TODAY)


def kinds(decision: Decision) -> list[type]:
    return [type(event) for event in decision.events]


def test_the_best_suitable_scheme_with_room_is_offered_and_gets_the_place() -> None:
    room = capacity(("specialist", 1), ("generalist", 1))
    schemes = (listed("specialist", kind="specialist", cohorts=("over_65",)), listed("generalist"))
    decision = decided(request(), schemes, room)
    assert kinds(decision) == [SchemesShortlisted, SchemeOffered]
    assert decision.scheme_id == "specialist"
    assert decision.events[1] == SchemeOffered(
        reference=REFERENCE,
        person_id=PERSON,
        round=1,
        scheme_id="specialist",
        scheme_name="Specialist",
        scheme_kind="specialist",
        score=1170,
        reasons=("best_suitable",),
    )
    assert room.why_not("specialist", "somebody-else") == "no_place_free"


def test_the_next_best_is_offered_with_the_reason_that_a_better_scheme_is_full() -> None:
    schemes = (listed("specialist", kind="specialist", cohorts=("over_65",)), listed("generalist"))
    decision = decided(request(), schemes, capacity(("specialist", 0), ("generalist", None)))
    shortlisted, offered = decision.events
    assert isinstance(offered, SchemeOffered)
    assert (offered.scheme_id, offered.reasons) == ("generalist", ("better_scheme_full",))
    assert isinstance(shortlisted, SchemesShortlisted)
    assert shortlisted.considered
    assert shortlisted.considered[0].reasons == ("no_place_free",)


def test_a_scheme_that_is_full_but_no_better_is_no_reason() -> None:
    decision = decided(request(), (listed("a"), listed("b")), capacity(("a", 0), ("b", 1)))
    assert isinstance(decision.events[-1], SchemeOffered)
    assert decision.events[-1].reasons == ("best_suitable",)


def test_nobody_is_offered_a_second_place_with_a_scheme_they_are_already_with() -> None:
    room = capacity(("a", 5), ("b", 5), there=((PERSON, "a"),))
    decision = decided(request(), (listed("a"), listed("b")), room)
    assert kinds(decision) == [SchemesShortlisted, OverlapFound, SchemeOffered]
    assert decision.events[1] == OverlapFound(reference=REFERENCE, person_id=PERSON, scheme_ids=("a",))
    assert decision.scheme_id == "b"


def test_with_no_suitable_scheme_the_gap_is_recorded_and_the_referral_parked_with_a_review_date() -> None:
    schemes = (listed("a", cohorts=("carer",)), listed("b", age_max=25), listed("c"))
    decision = decided(request(), schemes, capacity(("c", 0)))
    assert kinds(decision) == [SchemesShortlisted, NoSchemeFound, ReferralParked, WaitingListJoined]
    assert decision.events[1] == NoSchemeFound(
        reference=REFERENCE,
        person_id=PERSON,
        needs=("befriending",),
        cohorts=("over_50", "over_65"),
        areas=AREAS,
        reasons=("cohort_not_served", "no_place_free", "too_old"),
    )
    review_on = TODAY + timedelta(days=RANKING.review_parked_after_days)
    assert decision.events[2] == ReferralParked(reference=REFERENCE, person_id=PERSON, review_on=review_on)
    assert decision.scheme_id is None


def test_an_area_that_no_scheme_reaches_is_a_gap_with_its_own_reason() -> None:
    decision = decided(request(), (), capacity())
    assert isinstance(decision.events[1], NoSchemeFound)
    assert decision.events[1].reasons == ("no_scheme_in_area",)


def test_the_facts_are_kept_with_the_first_round_only() -> None:
    for number, kept in ((1, facts()), (2, None)):
        shortlisted = decided(request(number=number), (), capacity()).events[0]
        assert isinstance(shortlisted, SchemesShortlisted)
        assert (shortlisted.round, shortlisted.facts, shortlisted.protocol_version) == (number, kept, RANKING.version)


@given(any_facts, any_complexity, any_schemes)
@settings(max_examples=40)
def test_the_same_facts_directory_and_room_lead_to_the_same_events(
    person: Any, complexity: str, schemes: tuple[Listed, ...]
) -> None:
    first, again = (
        decided(request(person, complexity), one, capacity(*((each.scheme.id, 1) for each in one)))
        for one in (schemes, schemes[::-1])
    )
    assert first == again


@given(any_facts, any_complexity, any_schemes, any_listed("added"))
@settings(max_examples=60)
def test_a_scheme_that_cannot_take_the_person_changes_nothing_about_the_offer(
    person: Any, complexity: str, schemes: tuple[Listed, ...], added: Listed
) -> None:
    assume(reasons_against(person, complexity, added))
    before, after = (
        decided(request(person, complexity), listed_, capacity(*((one.scheme.id, 1) for one in listed_)))
        for listed_ in (schemes, (*schemes, added))
    )
    offers = [[one for one in each.events if isinstance(one, SchemeOffered)] for each in (before, after)]
    assert offers[0] == offers[1]


@given(any_facts, any_complexity, any_schemes)
@settings(max_examples=40)
def test_with_the_winner_gone_the_runner_up_is_offered(
    person: Any, complexity: str, schemes: tuple[Listed, ...]
) -> None:
    wanted = request(person, complexity)
    room = capacity(*((one.scheme.id, 1) for one in schemes))
    longest = RANKING.wait_days_max.routine or 0
    slow = {one.scheme.id for one in schemes if (one.scheme.usual_wait_days or 0) > longest}
    best_first = suitable_ids(shortlist(wanted, Directory(schemes).reaching(person), RANKING))
    order = sorted(best_first, key=lambda scheme_id: scheme_id in slow)
    winner = decided(wanted, schemes, room).scheme_id
    rest = tuple(one for one in schemes if one.scheme.id != winner)
    runner_up = decided(wanted, rest, capacity(*((one.scheme.id, 1) for one in rest))).scheme_id
    assert [winner, runner_up] == [*order, None, None][:2]


@given(any_facts, any_schemes, st.lists(st.sampled_from(["a", "b", "c"]), max_size=12))
@settings(max_examples=40)
def test_no_run_of_referrals_gives_more_places_than_there_are_or_two_to_one_person(
    person: Any, schemes: tuple[Listed, ...], people: list[str]
) -> None:
    room = capacity(*((one.scheme.id, 2) for one in schemes))
    given_to = []
    for number, person_id in enumerate(people):
        known = facts(
            **{name: getattr(person, name) for name in ("needs", "cohorts", "age", "areas")},
            person_id=person_id,
            reference=f"REF{number}",
        )
        decision = decided(request(known), schemes, room)
        given_to += [(decision.scheme_id, person_id)] if decision.scheme_id else []
    assert len(set(given_to)) == len(given_to)
    taken = [scheme_id for scheme_id, _ in given_to]
    assert all(taken.count(scheme_id) <= 2 for scheme_id in taken)
