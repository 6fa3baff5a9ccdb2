"""Decisions decided again from what was recorded of them: with room or without, with overlaps, round after round."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.domain.capacity import Capacity, Placement, Places
from services.matching.domain.directory import Directory
from services.matching.domain.listed import Listed
from services.matching.domain.offering import decide
from services.matching.domain.past import LISTED_BY, Stood, after, directory_then
from services.matching.domain.ranking import Waits
from services.matching.domain.replaying import Round, decided_again, differences, rounds, schemes_that_differ
from services.matching.domain.shortlist import shortlist
from services.matching.domain.standing import SchemeStanding
from services.matching.projections.directory import DIRECTORY
from shared.contracts.directory import PlacesSet, SchemeApproved, SchemePaused, SchemeRegistered
from shared.contracts.event import Event, Meta
from shared.contracts.matching import SchemesShortlisted
from tests.unit.matching import given as told
from tests.unit.matching.given import PERSON, any_complexity, any_facts, any_schemes, facts, listed, request

RANKING = msgspec.structs.replace(told.RANKING, wait_days_max=Waits(routine=28))
TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
META = Meta(NOON, "service:matching", "triage.referral_triaged")
Schemes = tuple[Listed, ...]

IDS = [f"scheme-{n}" for n in range(6)]
NOBODY: dict[str, int] = {}
any_room = st.lists(st.sampled_from([0, 1, None]), min_size=6, max_size=6)
any_there = st.sets(st.sampled_from(IDS), max_size=3)
any_waiting = st.dictionaries(st.sampled_from(IDS), st.integers(1, 9))


def decision(
    person: Any, complexity: str, schemes: Schemes, room: list[Any], there: set[str], waiting: dict[str, int] = NOBODY
) -> tuple[Event, ...]:
    """Return what is recorded for a referral, whatever room there is, whoever waits, wherever the person is already."""
    known = Directory(schemes)
    capacity = Capacity(
        {one.scheme.id: Places(places, 0, 0) for one, places in zip(schemes, room, strict=False)},
        [Placement(PERSON, scheme_id, "OLDOLD22") for scheme_id in there if scheme_id in known.schemes],
        waiting,
    )
    asked = request(person, complexity)
    considered = shortlist(asked, known.reaching(person), RANKING)
    return decide(asked, considered, known.schemes, capacity, RANKING, TODAY).events


def recorded(events: tuple[Event, ...], meta: Meta = META) -> list[tuple[Event, Meta]]:
    return [(event, meta) for event in events]


def only_round(events: tuple[Event, ...]) -> Round:
    (found,) = rounds(recorded(events))
    return found


@given(any_facts, any_complexity, any_schemes, any_room, any_there, any_waiting)
@settings(max_examples=60)
def test_whatever_was_decided_is_decided_again_by_the_same_version_and_directory(
    person: Any, complexity: str, schemes: Schemes, room: list[Any], there: set[str], waiting: dict[str, int]
) -> None:
    events = decision(person, complexity, schemes, room, there, waiting)
    again = decided_again(only_round(events), Directory(schemes), RANKING, TODAY)
    assert again == events
    assert differences(events, again) == []


@given(any_facts, any_complexity, any_schemes)
@settings(max_examples=40)
def test_a_record_that_was_altered_does_not_come_out_again(person: Any, complexity: str, schemes: Schemes) -> None:
    events = decision(person, complexity, schemes, [None] * 6, set())
    first = events[0]
    assert isinstance(first, SchemesShortlisted)
    if not first.considered:
        return
    best, *others = first.considered
    forged = msgspec.structs.replace(best, score=best.score + 1)
    told = (msgspec.structs.replace(first, considered=(forged, *others)), *events[1:])
    again = decided_again(only_round(told), Directory(schemes), RANKING, TODAY)
    assert differences(told, again) == ["SchemesShortlisted"]
    assert schemes_that_differ((forged, *others), again) == [best.scheme_id]


def test_a_later_round_asks_without_the_schemes_that_were_offered_before() -> None:
    schemes = (listed("a"), listed("b"))
    first = decision(facts(), "low", schemes, [None, None], set())
    later = Meta(NOON + timedelta(hours=1), "service:matching", "cases.offer_declined")
    asked = request(facts(), "low", 2, ("a",))
    room = Capacity({one.scheme.id: Places(None, 0, 0) for one in schemes}, ())
    considered = shortlist(asked, Directory(schemes).reaching(facts()), RANKING)
    second = decide(asked, considered, Directory(schemes).schemes, room, RANKING, TODAY).events
    found = list(rounds(recorded(first) + recorded(second, later)))
    assert [(one.version, one.request.round, one.request.tried) for one in found] == [
        (1, 1, frozenset()),
        (len(first) + 1, 2, {"a"}),
    ]
    assert [one.events for one in found] == [first, second]
    assert decided_again(found[1], Directory(schemes), RANKING, TODAY) == second


def test_the_directory_of_then_knows_what_the_directory_is_made_of() -> None:
    assert set(LISTED_BY) == set(DIRECTORY)


def test_a_scheme_is_listed_as_its_own_events_tell() -> None:
    entered = SchemeRegistered(scheme=listed("a", age_min=18).scheme)
    first = after(None, entered)
    assert first == (entered.scheme, SchemeStanding())
    approved = after(first, SchemeApproved(scheme_id="a"))
    changed = SchemeRegistered(scheme=listed("a", age_min=21).scheme)
    assert after(approved, changed) == (changed.scheme, SchemeStanding("open"))
    paused = after(approved, SchemePaused(scheme_id="a", reason="holiday"))
    assert paused == (entered.scheme, SchemeStanding("paused"))
    assert after(approved, PlacesSet(scheme_id="a", places=3)) == approved
    assert after(None, SchemeApproved(scheme_id="a")) is None


def stood(*told: tuple[int, timedelta, Listed]) -> list[Stood]:
    return [Stood(position, NOON - ago, how) for position, ago, how in told]


DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
OPEN, FOR_CARERS = listed("a"), listed("a", cohorts=("carer",))


def seen(history: list[Stood], recorded_as: Schemes, position: int = 10) -> list[Listed]:
    """Return the directory that a decision at a position saw, when it recorded what follows from some schemes."""
    then = only_round(decision(facts(), "low", recorded_as, [None] * 6, set()))
    return list(directory_then([history], position, then, RANKING).schemes.values())


def test_the_directory_of_then_has_nothing_that_was_recorded_later() -> None:
    history = stood((1, 3 * DAY, OPEN), (20, -DAY, FOR_CARERS))
    assert seen(history, (OPEN,)) == [OPEN]
    assert seen(stood((20, -DAY, OPEN)), ()) == []


def test_what_changed_long_before_is_how_it_was_whatever_was_recorded() -> None:
    history = stood((1, 3 * DAY, OPEN), (2, 2 * DAY, FOR_CARERS))
    assert seen(history, (OPEN,)) == [FOR_CARERS]


def test_what_changed_in_the_moment_of_the_decision_may_have_been_seen_or_not() -> None:
    history = stood((1, 3 * DAY, OPEN), (2, SECOND, FOR_CARERS))
    assert seen(history, (OPEN,)) == [OPEN]
    assert seen(history, (FOR_CARERS,)) == [FOR_CARERS]
    assert seen(stood((2, SECOND, OPEN)), ()) == []
    assert seen(stood((2, SECOND, OPEN)), (OPEN,)) == [OPEN]


def test_what_no_change_of_that_moment_explains_is_not_explained_away() -> None:
    history = stood((1, 3 * DAY, OPEN), (2, SECOND, FOR_CARERS))
    assert seen(history, (listed("a", usual_wait_days=70),)) == [FOR_CARERS]
