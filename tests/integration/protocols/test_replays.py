"""Old decisions decided again, on both stores, however directory and protocols have changed since."""

from typing import Any

import msgspec
import pytest

from shared.contracts.matching import Considered, SchemesShortlisted
from tests.integration.protocols.kinds import KINDS
from tests.integration.walk.accounts import events
from tests.integration.walk.house import HUB, SCHEME, House
from tests.integration.walk.races import engine, raced
from tests.integration.walk.ways import walk_every_way

Answer = dict[str, Any]


def decisions(house: House, service: str, reference: str) -> list[Answer]:
    answer = house.rooms[service].commands.replayed(reference)
    assert answer["status"] == "found", answer
    found: list[Answer] = answer["decisions"]
    return found


def everybody(house: House) -> list[str]:
    streams = {one.stream for one in events(house, "triage") if one.stream.startswith("assessment-")}
    return sorted(stream.removeprefix("assessment-") for stream in streams)


def change_everything(house: House) -> None:
    """Publish other protocols, and another directory."""
    for kind in KINDS.values():
        kind.publish(house, kind.edit())
    house.register({"id": "a", "places": 6, "cohorts": ["carer"]}, {"id": "newcomer", "languages": ["cy"]})


def test_every_decision_of_referrals_that_went_every_way_comes_out_as_recorded(house: House) -> None:
    walk_every_way(house)
    change_everything(house)
    for told in ({"cohorts": ["carer"]}, {"safeguarding_concern": True}, {}, {"requested_scheme": "newcomer"}):
        house.submit(**told)
    house.settle()
    rounds = 0
    for reference in everybody(house):
        found = decisions(house, "triage", reference)
        answer = house.matching.replayed(reference)
        found += answer.get("decisions", [])
        rounds += len(answer.get("decisions", []))
        assert [(one["replayable"], one["differences"]) for one in found] == [(True, [])] * len(found), found
    assert rounds == sum(isinstance(one.event, SchemesShortlisted) for one in events(house, "matching"))


def test_each_round_is_decided_again_by_the_version_and_the_directory_of_its_own_time(house: House) -> None:
    house.register({"id": "a", "places": 3}, {"id": "b", "places": 3})
    reference = house.submit()
    house.settle()
    change_everything(house)
    house.cases.decline_offer(reference, "no_capacity", "by_scheme", SCHEME)
    house.settle()
    first, second = decisions(house, "matching", reference)
    assert [(one["round"], one["protocol_version"]) for one in (first, second)] == [(1, 1), (2, 2)]
    assert first["differences"] == second["differences"] == []
    assert [house.matching.shortlist(reference)["protocol_version"], house.scheme(reference)] == [2, "b"]


def test_who_waited_in_line_and_was_looked_at_again_was_decided_as_recorded_each_time(house: House) -> None:
    house.register({"id": "a", "places": 1})
    first = house.submit()
    house.settle()
    second, third = house.submit(), house.submit()
    house.settle()
    house.cases.accept_offer(first, SCHEME)
    house.settle()
    house.cases.close_case(first, "goals_met", "completed", SCHEME)
    house.settle()
    house.matching.sweep()
    house.settle()
    assert sorted(house.state(one) for one in (first, second, third)) == ["closed", "offered", "parked"]
    rounds = [decisions(house, "matching", one) for one in (first, second, third)]
    assert max(len(found) for found in rounds) >= 2
    assert {(one["replayable"], *one["differences"]) for found in rounds for one in found} == {(True,)}


def test_a_paused_scheme_is_replayed_as_it_stood_when_it_was_looked_at(house: House) -> None:
    house.register({"id": "a"}, {"id": "b", "usual_wait_days": 70})
    before = house.submit()
    house.settle()
    assert house.matching.pause_scheme("a", "staffing", None, HUB)["status"] == "done"
    after = house.submit()
    house.settle()
    house.matching.resume_scheme("a", HUB)
    house.matching.close_scheme("b", "provider_closed", HUB)
    house.settle()
    assert [house.matching.shortlist(one)["schemes"][0]["scheme_id"] for one in (before, after)] == ["a", "a"]
    for reference in (before, after):
        assert [one["differences"] for one in decisions(house, "matching", reference)] in ([[]], [[], []])


OTHER = "2345ABCD"


def copied(house: House, reference: str, **changed: Any) -> None:
    """Record a shortlist once more under another reference, with changes."""
    kept = house.rooms["matching"].store
    whole = next(one.event for one in kept.read(f"match-{reference}") if isinstance(one.event, SchemesShortlisted))
    assert whole.facts is not None
    facts = msgspec.structs.replace(whole.facts, reference=OTHER)
    copy = msgspec.structs.replace(whole, reference=OTHER, facts=facts, **changed)
    kept.append_once(f"match-{OTHER}", 0, [copy], "test")


def test_a_record_that_does_not_follow_from_its_facts_is_told_with_its_schemes(house: House) -> None:
    house.register({"id": "a"}, {"id": "b"})
    reference = house.submit()
    house.settle()
    best, other = (Considered(**one) for one in house.matching.shortlist(reference)["schemes"])
    copied(house, reference, considered=(msgspec.structs.replace(best, score=best.score + 7), other))
    [told] = decisions(house, "matching", OTHER)
    assert told["replayable"] is True
    assert "SchemesShortlisted" in told["differences"]
    assert told["scheme_ids"] == ["a"]


def test_a_version_nobody_published_can_not_be_decided_by_again(house: House) -> None:
    house.register({"id": "a"})
    reference = house.submit()
    house.settle()
    copied(house, reference, protocol_version=9)
    [told] = decisions(house, "matching", OTHER)
    assert (told["replayable"], told["differences"]) == (False, [])


@pytest.mark.parametrize("service", ["triage", "matching"])
def test_a_referral_nobody_knows_has_no_decision_to_replay(service: str, house: House) -> None:
    assert house.rooms[service].commands.replayed("2345ABCD") == {"status": "not_found"}


@pytest.mark.parametrize(
    "change",
    [
        {"id": "a", "places": 5, "cohorts": ["carer"]},
        {"id": "a", "places": 5, "usual_wait_days": 70},
        {"id": "newcomer", "places": 5},
    ],
)
def test_a_decision_that_raced_with_a_change_of_the_directory_comes_out_as_recorded(
    change: Answer, postgresql_house: House, twin_of_postgresql: House
) -> None:
    house, twin = postgresql_house, twin_of_postgresql
    house.register({"id": "a", "places": 5})
    reference = house.submit()
    house.hear("triage", "intake")
    entered = {"name": "Changed", "approved": True, **change}
    with raced(engine(house, "matching"), lambda: twin.matching.register_schemes([entered], HUB)) as rival:
        house.hear("matching", "triage")
    assert rival.answer[0]["status"] in ("changed", "registered")
    [told] = decisions(house, "matching", reference)
    assert (told["replayable"], told["differences"], told["scheme_ids"]) == (True, [], [])
