"""How a scheme's entry stands: every state, what may happen in it, and what happens when it is asked twice."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.domain.standing import (
    MAY,
    ROUTED,
    SHOWN,
    NotAsItStands,
    SchemeStanding,
    approve,
    assure,
    close,
    fall_due,
    lapse,
    pause,
    resume,
)
from shared.config.limits import REVIEW_GRACE_DAYS
from shared.contracts.directory import ReviewFellDue, SchemeLapsed
from shared.contracts.directory_codes import SCHEME_STATES
from shared.contracts.event import Event

TODAY = date(2026, 11, 23)
STANDINGS = [
    SchemeStanding(phase, review)
    for phase in ("draft", "open", "paused", "closed")
    for review in ("assured", "due", "lapsed")
]
Decide = Callable[[SchemeStanding], list[Event]]
COMMANDS: dict[str, Decide] = {
    "approve": lambda standing: approve(standing, "links"),
    "assure": lambda standing: assure(standing, "links", None, TODAY),
    "pause": lambda standing: pause(standing, "links", "holiday", None),
    "resume": lambda standing: resume(standing, "links", "asked"),
    "close": lambda standing: close(standing, "links", "merged"),
    "fall due": lambda standing: fall_due(standing, "links", TODAY, TODAY),
    "lapse": lambda standing: lapse(standing, "links"),
}


def decided(command: str, standing: SchemeStanding) -> list[Event] | None:
    """Return what a command records in a state; None where it is refused."""
    try:
        return COMMANDS[command](standing)
    except NotAsItStands:
        return None


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("standing", STANDINGS)
def test_a_command_records_only_what_may_happen_in_that_state(command: str, standing: SchemeStanding) -> None:
    for event in decided(command, standing) or ():
        assert type(event) in MAY[standing.state]


@pytest.mark.parametrize("command", set(COMMANDS) - {"assure"})
@pytest.mark.parametrize("standing", STANDINGS)
def test_a_command_asked_again_records_nothing_more(command: str, standing: SchemeStanding) -> None:
    for event in decided(command, standing) or ():
        assert decided(command, standing.after(type(event))) == []


@given(st.lists(st.sampled_from(sorted(COMMANDS)), max_size=12))
def test_whatever_is_asked_in_whatever_order_a_closed_scheme_stays_closed(asked: list[str]) -> None:
    standing = SchemeStanding()
    for command in asked:
        for event in decided(command, standing) or ():
            assert standing.state != "closed"
            standing = standing.after(type(event))
        assert standing.state in MAY


def test_the_states_are_those_that_have_words_and_referrals_go_only_where_people_may_look() -> None:
    assert set(MAY) == set(SCHEME_STATES) == {standing.state for standing in STANDINGS}
    assert ROUTED <= SHOWN < set(MAY)


def test_a_review_that_falls_due_gives_eight_weeks_until_the_entry_lapses() -> None:
    standing = SchemeStanding("open")
    (fell_due,) = fall_due(standing, "links", TODAY, TODAY)
    assert fell_due == ReviewFellDue(
        scheme_id="links", due_on=TODAY, lapses_on=TODAY + timedelta(days=REVIEW_GRACE_DAYS)
    )
    due = standing.after(ReviewFellDue)
    assert (due.state, lapse(due, "links")) == ("review_due", [SchemeLapsed(scheme_id="links")])
    assert due.after(SchemeLapsed).state == "lapsed"


def test_an_entry_assured_until_the_same_day_again_changes_nothing_unless_it_was_overdue() -> None:
    assert assure(SchemeStanding("open"), "links", TODAY, TODAY) == []
    assert len(assure(SchemeStanding("open", "due"), "links", TODAY, TODAY)) == 1
