"""Schemes whose entries are checked, paused and planned ahead, on both stores, with days that pass."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from services.matching.tables import DUE, SCHEMES
from shared.clock import london_date, system_clock
from shared.config.limits import REVIEW_EVERY_DAYS, REVIEW_GRACE_DAYS
from shared.config.settings import Settings
from tests.integration.walk.accounts import check
from tests.integration.walk.house import HUB, House


class Calendar:
    """A clock that a test moves on by days."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return system_clock() + self.ahead

    def pass_days(self, days: int) -> None:
        self.ahead += timedelta(days=days)


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def house(house_settings: Settings, calendar: Calendar) -> Iterator[House]:
    opened = House(house_settings, dict.fromkeys(("intake", "triage", "matching", "cases", "journeys"), calendar))
    yield opened
    opened.close()


def sweep(house: House) -> None:
    """Let everything be done that is due, until nothing is."""
    while house.rooms["matching"].commands.sweep():
        house.settle()
    house.settle()


def day(house: House, days: int) -> str:
    return (london_date(house.rooms["matching"].store.now()) + timedelta(days=days)).isoformat()


def state(house: House, scheme_id: str = "links") -> Any:
    return house.matching.scheme(scheme_id)["state"]


def test_an_entry_nobody_checks_falls_due_then_lapses_and_is_routed_to_again_once_somebody_does(
    house: House, calendar: Calendar
) -> None:
    house.register({"id": "links"})
    for days, expected in ((REVIEW_EVERY_DAYS, "open"), (1, "review_due"), (REVIEW_GRACE_DAYS, "lapsed")):
        calendar.pass_days(days)
        sweep(house)
        assert state(house) == expected
    reference = house.submit()
    house.settle()
    assert house.state(reference) == "parked"
    assert house.matching.assure_scheme("links", day(house, 100), HUB) == {"status": "done"}
    sweep(house)
    assert (state(house), house.state(reference), house.scheme(reference)) == ("open", "offered", "links")
    check(house)


def test_a_draft_is_not_reviewed_before_it_is_approved(house: House, calendar: Calendar) -> None:
    house.register({"id": "links", "approved": False, "assured_until": day(house, 1)})
    calendar.pass_days(400)
    sweep(house)
    assert state(house) == "draft"
    house.matching.approve_scheme("links", HUB)
    sweep(house)
    assert state(house) == "review_due"


def test_a_paused_scheme_takes_nobody_new_and_resumes_by_itself_after_its_last_day(
    house: House, calendar: Calendar
) -> None:
    house.register({"id": "links"})
    assert house.matching.pause_scheme("links", "holiday", day(house, 7), HUB) == {"status": "done"}
    reference = house.submit()
    house.settle()
    assert house.state(reference) == "parked"
    calendar.pass_days(7)
    sweep(house)
    assert state(house) == "paused"
    calendar.pass_days(1)
    sweep(house)
    assert (state(house), house.state(reference)) == ("open", "offered")
    check(house)


def test_a_planned_specification_comes_into_force_on_its_day_and_the_versions_tell_what_changed(
    house: House, calendar: Calendar
) -> None:
    house.register({"id": "links", "age_min": 18})
    planned = {"name": "links", "age_min": 60, "approved": True}
    assert house.matching.plan_specification("links", day(house, 30), planned, HUB) == {"status": "done"}
    assert [one["specification"]["age_min"] for one in house.matching.scheme("links")["planned"]] == [60]
    calendar.pass_days(30)
    sweep(house)
    found = house.matching.scheme("links")
    assert (found["planned"], found["specification"]["age_min"], found["state"]) == ([], 60, "open")
    newest, first = found["specifications"]
    assert (newest["number"], newest["from_on"], newest["changed"]) == (2, day(house, 0), ["age_min"])
    assert first["changed"] == []


def test_a_planned_specification_with_fewer_places_than_people_waits_until_they_have_left(
    house: House, calendar: Calendar
) -> None:
    house.register({"id": "links", "places": 2})
    references = [house.submit(), house.submit()]
    house.settle()
    house.matching.plan_specification("links", day(house, 1), {"name": "links", "places": 1, "approved": True}, HUB)
    calendar.pass_days(1)
    house.rooms["matching"].commands.sweep()
    assert house.matching.scheme("links")["places"] == 2
    house.cases.decline_offer(references[0], "no_capacity", "by_scheme", HUB)
    house.settle()
    house.rooms["matching"].commands.sweep()
    assert house.matching.scheme("links")["places"] == 1
    check(house)


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        (lambda house: house.matching.assure_scheme("links", day(house, 0), HUB), "day_not_ahead"),
        (lambda house: house.matching.assure_scheme("links", day(house, 4_000), HUB), "day_not_ahead"),
        (lambda house: house.matching.pause_scheme("links", "holiday", day(house, -1), HUB), "day_not_ahead"),
        (lambda house: house.matching.pause_scheme("draft", "holiday", None, HUB), "scheme_is_draft"),
        (lambda house: house.matching.resume_scheme("draft", HUB), "scheme_is_draft"),
        (lambda house: house.matching.register_schemes([{"id": "gone", "name": "New"}], HUB)[0], "scheme_is_closed"),
        (lambda house: house.matching.approve_scheme("gone", HUB), "scheme_is_closed"),
        (lambda house: house.matching.shrink_scheme("gone", 1, HUB), "scheme_is_closed"),
    ],
)
def test_what_can_not_be_is_refused_with_its_reason_and_nothing_is_recorded(
    house: House, ask: Any, reason: str
) -> None:
    house.register({"id": "links"}, {"id": "draft", "approved": False}, {"id": "gone"})
    house.matching.close_scheme("gone", "merged", HUB)
    before = [house.matching.scheme(one) for one in ("links", "draft", "gone")]
    answer = ask(house)
    assert (answer["status"], answer["reason"]) == ("refused", reason)
    assert [house.matching.scheme(one) for one in ("links", "draft", "gone")] == before


def test_sweeping_twice_at_once_does_nothing_twice(house: House, calendar: Calendar, house_settings: Settings) -> None:
    house.register({"id": "links", "assured_until": day(house, 1)})
    calendar.pass_days(2)
    twin = House(house_settings, {"matching": calendar})
    due = house.rooms["matching"].commands.sweep() + twin.rooms["matching"].commands.sweep()
    twin.close()
    assert (due, state(house)) == (1, "review_due")
    with house.rooms["matching"].store.reading() as connection:
        assert {row.kind for row in connection.execute(DUE.select())} == {"lapse"}
        assert [row.review for row in connection.execute(SCHEMES.select())] == ["due"]


def test_a_pause_may_be_told_again_with_another_last_day(house: House) -> None:
    house.register({"id": "links"})
    house.matching.pause_scheme("links", "holiday", day(house, 7), HUB)
    house.matching.pause_scheme("links", "staffing", day(house, 40), HUB)
    assert house.matching.scheme("links")["due"]["resume"] == day(house, 41)
    house.matching.pause_scheme("links", "staffing", None, HUB)
    assert "resume" not in house.matching.scheme("links")["due"]
