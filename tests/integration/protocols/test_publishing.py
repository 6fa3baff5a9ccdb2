"""Publishing what a hub edited, on both stores: it happens, asked twice, based on what is past, raced."""

from typing import Any

import pytest

from shared.contracts.triage import ReferralHeldForReview
from tests.integration.protocols.kinds import CAREFUL, KINDS, Kind
from tests.integration.walk.accounts import events
from tests.integration.walk.house import HUB, House
from tests.integration.walk.races import at_once, engine, raced
from tests.unit.doors.protocols import edited_protocol, edited_ranking, with_rule

BOTH = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


@BOTH
def test_what_onward_ships_with_is_in_force_until_the_hub_publishes(kind: Kind, house: House) -> None:
    shown = kind.show(house)
    assert (shown["version"], shown["in_force"], shown["published_by"]) == (1, 1, "onward:shipped")
    assert shown["protocol"] == kind.as_shipped()["protocol"]
    assert [one["version"] for one in shown["versions"]] == [1]


@BOTH
def test_an_edit_is_published_as_the_next_version_and_the_past_ones_stay(kind: Kind, house: House) -> None:
    assert kind.publish(house, kind.edit()) == {"status": "published", "version": 2}
    shown = kind.show(house)
    assert (shown["version"], shown["in_force"], shown["published_by"]) == (2, 2, HUB)
    assert shown["protocol"] == kind.edit()["protocol"]
    past = kind.show(house, 1)
    assert (past["version"], past["in_force"], past["protocol"]) == (1, 2, kind.as_shipped()["protocol"])
    assert [one["published_by"] for one in past["versions"]] == ["onward:shipped", HUB]
    assert kind.show(house, 3) == {"status": "not_found"}


@BOTH
def test_publishing_what_is_in_force_changes_nothing_and_says_so(kind: Kind, house: House) -> None:
    answers = [kind.publish(house, kind.edit()) for _ in range(2)]
    assert answers == [{"status": "published", "version": 2}, {"status": "unchanged", "version": 2}]
    assert kind.publish(house, kind.edit(based_on=2)) == {"status": "unchanged", "version": 2}
    assert len(kind.recorded(house)) == 2


@BOTH
def test_an_edit_of_a_version_that_is_past_is_a_conflict_and_records_nothing(kind: Kind, house: House) -> None:
    kind.publish(house, kind.edit())
    refused = {"status": "refused", "reason": "published_meanwhile", "version": 2}
    assert kind.publish(house, kind.edit(2)) == refused
    assert kind.attempt(house, kind.edit(2)) == refused
    assert kind.publish(house, kind.edit(2, based_on=9))["reason"] == "version_not_known"
    assert len(kind.recorded(house)) == 2


@BOTH
def test_going_back_is_publishing_the_past_version_as_the_next(kind: Kind, house: House) -> None:
    kind.publish(house, kind.edit())
    assert kind.publish(house, kind.as_shipped(based_on=2)) == {"status": "published", "version": 3}
    assert kind.show(house)["protocol"] == kind.show(house, 1)["protocol"]


@BOTH
def test_a_malformed_edit_is_named_field_by_field_and_records_nothing(kind: Kind, house: House) -> None:
    bad = {**kind.edit(), "based_on": "one", "nickname": 3}
    for answer in (kind.publish(house, bad), kind.attempt(house, bad)):
        assert (answer["status"], set(answer["errors"])) == ("malformed", {"based_on", "nickname"})
    assert len(kind.recorded(house)) == 1


@BOTH
def test_a_later_start_never_overwrites_what_the_hub_published(kind: Kind, house: House) -> None:
    kind.publish(house, kind.edit())
    house.rooms[kind.service].prepare()
    assert (kind.show(house)["version"], len(kind.recorded(house))) == (2, 2)


@BOTH
def test_of_two_edits_of_one_version_in_one_moment_the_first_is_published(
    kind: Kind, postgresql_house: House, twin_of_postgresql: House
) -> None:
    house, twin = postgresql_house, twin_of_postgresql
    with raced(engine(house, kind.service), lambda: kind.publish(twin, kind.edit(1))) as rival:
        answer = kind.publish(house, kind.edit(2))
    assert rival.answer == {"status": "published", "version": 2}
    assert answer == {"status": "refused", "reason": "published_meanwhile", "version": 2}
    assert kind.show(house)["protocol"] == kind.edit(1)["protocol"]


@BOTH
def test_the_same_edit_from_two_processes_at_once_is_published_once(
    kind: Kind, postgresql_house: House, twin_of_postgresql: House
) -> None:
    houses = (postgresql_house, twin_of_postgresql)
    answers = at_once(*((lambda of=of: kind.publish(of, kind.edit())) for of in houses))
    assert sorted(answer["status"] for answer in answers) == ["published", "unchanged"]
    assert len(kind.recorded(postgresql_house)) == 2


def test_triage_decides_by_a_protocol_from_the_moment_it_is_published(house: House) -> None:
    before = house.submit(cohorts=["carer"])
    house.settle()
    KINDS["triage"].publish(house, with_rule(edited_protocol(), CAREFUL))
    after = house.submit(cohorts=["carer"])
    house.settle()
    assert (house.state(before), house.state(after)) == ("parked", "in_review")
    held = [one.event for one in events(house, "triage") if isinstance(one.event, ReferralHeldForReview)]
    assert [(one.reasons, one.protocol_version) for one in held] == [(("carers_first_seen",), 2)]


def test_matching_ranks_by_a_ranking_from_the_moment_it_is_published(house: House) -> None:
    house.register({"id": "quick"}, {"id": "welsh", "languages": ["cy"], "usual_wait_days": 70})
    told: dict[str, Any] = {"person": {"preferred_language": "cy"}}
    first = house.submit(**told)
    house.settle()
    assert KINDS["ranking"].publish(house, edited_ranking(language_spoken=20))["version"] == 2
    second = house.submit(**told)
    house.settle()
    assert (house.scheme(first), house.scheme(second)) == ("welsh", "quick")
    assert [house.matching.shortlist(one)["protocol_version"] for one in (first, second)] == [1, 2]
