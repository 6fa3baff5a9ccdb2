from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.facts import facts_of, whole_years
from shared.clock import LONDON, later_than, london_date
from shared.contracts.facts import Facts
from tests.unit.intake.given import referral


@pytest.mark.parametrize(
    ("born_on", "today", "years"),
    [
        ("1960-06-15", "2026-06-14", 65),
        ("1960-06-15", "2026-06-15", 66),
        ("1960-06-15", "2026-06-16", 66),
        ("1960-02-29", "2026-02-28", 65),
        ("1960-02-29", "2026-03-01", 66),
        ("1960-02-29", "2024-02-28", 63),
        ("1960-02-29", "2024-02-29", 64),
        ("2026-01-01", "2026-01-01", 0),
        ("2025-12-31", "2026-01-01", 0),
        ("1900-12-31", "2026-12-30", 125),
    ],
)
def test_somebody_is_a_year_older_on_their_birthday_and_not_a_day_before(born_on: str, today: str, years: int) -> None:
    assert whole_years(date.fromisoformat(born_on), date.fromisoformat(today)) == years


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.dates(date(2026, 1, 1), date(2100, 1, 1)))
def test_nobody_grows_younger_or_ages_a_year_overnight_but_on_one_day_a_year(born_on: date, today: date) -> None:
    tomorrow = today + timedelta(days=1)
    aged = whole_years(born_on, tomorrow) - whole_years(born_on, today)
    assert aged in (0, 1)
    leap_birth = (born_on.month, born_on.day) == (2, 29)
    birthdays = {(born_on.month, born_on.day), (3, 1)} if leap_birth else {(born_on.month, born_on.day)}
    assert not aged or (tomorrow.month, tomorrow.day) in birthdays


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-01-15T23:59:59+00:00", "2026-01-15"),
        ("2026-01-16T00:00:00+00:00", "2026-01-16"),
        ("2026-07-15T22:59:59+00:00", "2026-07-15"),
        ("2026-07-15T23:00:00+00:00", "2026-07-16"),
        ("2026-03-29T00:59:59+00:00", "2026-03-29"),
        ("2026-03-29T22:59:59+00:00", "2026-03-29"),
        ("2026-03-29T23:00:00+00:00", "2026-03-30"),
        ("2026-10-24T22:59:59+00:00", "2026-10-24"),
        ("2026-10-24T23:00:00+00:00", "2026-10-25"),
        ("2026-10-25T23:59:59+00:00", "2026-10-25"),
        ("2026-10-26T00:00:00+00:00", "2026-10-26"),
        ("1968-06-01T23:00:00+00:00", "1968-06-02"),
    ],
)
def test_the_day_is_the_one_in_london_around_midnight_in_winter_summer_and_when_clocks_change(
    instant: str, day: str
) -> None:
    assert london_date(datetime.fromisoformat(instant)) == date.fromisoformat(day)


def test_a_birthday_in_summer_begins_at_midnight_in_london_not_in_utc() -> None:
    born_on = date(2010, 7, 16)
    just_after_midnight = datetime(2026, 7, 16, 0, 0, 1, tzinfo=LONDON).astimezone(UTC)
    assert just_after_midnight.date() == date(2026, 7, 15)
    assert whole_years(born_on, london_date(just_after_midnight)) == 16


@given(
    st.datetimes(timezones=st.just(UTC)).filter(lambda at: at.year < 9999), st.timedeltas(timedelta(-9), timedelta(9))
)
def test_a_consequence_is_dated_after_its_cause_whatever_this_machines_clock_says(
    cause: datetime, ahead: timedelta
) -> None:
    now = cause + ahead if cause.year > 1 else cause
    assert later_than(cause, now) > cause
    assert later_than(cause, now) == now or now <= cause


MUCH_TOLD: dict[str, Any] = {
    "risks": "A dog that bites.",
    "no_known_risks": False,
    "what_matters": "My garden.",
    "cohorts": ["carer"],
    "urgency": "soon",
    "urgency_reason": "Alone since Monday.",
    "safe_contact": {"contacting_prohibited": True},
    "requested_scheme": "riverside",
    "referrer": {"channel": "hospital", "name": "Sister Obi", "ods_code": "rx1", "source": "The stall at the library"},
    "person": {"gp_practice": "L81087", "gender": "female", "preferred_language": "cy", "interpreter_needed": True},
}


def test_the_facts_tell_codes_and_whole_years_and_leave_everything_else_at_home() -> None:
    assert facts_of(referral(**MUCH_TOLD), "K7MD3QXP", "p1", ("E01014370",), date(2026, 2, 2)) == Facts(
        reference="K7MD3QXP",
        person_id="p1",
        needs=("befriending",),
        cohorts=("carer",),
        age=75,
        gender="female",
        areas=("E01014370",),
        practice="L81087",
        channel="hospital",
        urgency="soon",
        language="cy",
        interpreter_needed=True,
        risks_known=True,
        contacting_prohibited=True,
        what_matters_told=True,
        sharing=("direct_support:direct_care",),
        requested_scheme="riverside",
        sender="RX1",
    )


def test_nothing_told_is_no_risk_known_and_no_contact_prohibited() -> None:
    facts = facts_of(referral(), "K7MD3QXP", "p1", (), date(2026, 2, 3))
    assert (facts.risks_known, facts.contacting_prohibited, facts.what_matters_told) == (False, False, False)
    assert (facts.age, facts.interpreter_needed, facts.gender, facts.sender) == (76, False, None, None)
