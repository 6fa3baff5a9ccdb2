"""Activities and drafts in matching's store, on both databases: asked twice, changed, raced, taken off, replayed."""

from threading import Thread
from typing import Any

import pytest

from deploy.audit import audit
from services.matching.projections import PROJECTED
from shared.config.settings import Settings
from shared.event_store.rebuilding import rebuild_own
from tests.integration.directory.entries import activity, draft, statuses
from tests.integration.walk.house import HUB, MASTER, House


def test_activities_are_listed_relisted_with_what_changed_left_or_refused_each_for_itself(house: House) -> None:
    tell = house.matching.list_activities
    assert statuses(tell([activity(1), activity(2)], HUB)) == ["listed", "listed"]
    answers = tell([activity(1), activity(2, url="https://example.org", needs=["food"]), activity(3), {"id": "X"}], HUB)
    assert statuses(answers) == ["unchanged", "relisted", "listed", "malformed"]
    assert answers[1]["changed"] == ["url", "needs"]


def test_what_the_hub_took_off_stays_off_and_what_is_gone_may_come_back(house: House) -> None:
    house.matching.list_activities([activity(1), activity(2)], HUB)
    assert house.matching.take_off_activity("quayside-001", "not_safe", HUB) == {"status": "done"}
    assert house.matching.take_off_activity("quayside-002", "gone", HUB) == {"status": "done"}
    assert house.matching.open_services({}, 1, 10)["total"] == 0
    answers = house.matching.list_activities([activity(1), activity(2)], HUB)
    assert [(one["status"], one.get("reason")) for one in answers] == [("refused", "taken_off"), ("listed", None)]
    assert house.matching.open_services({}, 1, 10)["total"] == 1
    assert house.matching.take_off_activity("nobody", "gone", HUB) == {"status": "not_found"}


def test_two_who_list_the_same_activities_at_once_list_each_once(house: House) -> None:
    answers: list[Any] = []
    entries = [activity(number) for number in range(30)]
    threads = [Thread(target=lambda: answers.extend(house.matching.list_activities(entries, HUB))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses(answers)) == ["listed"] * 30 + ["unchanged"] * 60
    assert house.matching.open_services({}, 1, 100)["total"] == 30


def test_nobody_is_routed_to_what_was_imported_before_the_hub_approves_it(house: House) -> None:
    everywhere = draft(1, catchment={"everywhere": True})
    assert statuses(house.matching.import_schemes([everywhere], HUB)) == ["registered"]
    reference = house.submit()
    house.settle()
    assert house.state(reference) == "parked"
    assert house.matching.open_services({}, 1, 10)["total"] == 0
    house.matching.approve_scheme("oruk-001", HUB)
    assert house.matching.open_services({}, 1, 10)["total"] == 1
    reference = house.submit()
    house.settle()
    assert (house.state(reference), house.scheme(reference)) == ("offered", "oruk-001")


def test_an_import_changes_what_its_directory_changed_and_leaves_what_the_hub_mended(house: House) -> None:
    house.matching.import_schemes([draft(1, age_min=18)], HUB)
    hubs = {**draft(1, age_min=18)["scheme"], "catchment": {"areas": ["E06999002"]}, "approved": True}
    house.matching.register_schemes([hubs], HUB)
    house.matching.set_places("oruk-001", 7, HUB)
    [answer] = house.matching.import_schemes([draft(1, age_min=21, listing={"url": "https://example.org"})], HUB)
    assert (answer["status"], answer["changed"]) == ("changed", ["age_min", "url"])
    [exported] = house.matching.export("schemes", "", 10)["entries"]
    assert exported.pop("assured_until"), "an approved entry is assured until some day"
    assert exported == {**hubs, "age_min": 21, "places": 7}
    assert statuses(
        house.matching.import_schemes([draft(1, age_min=21, listing={"url": "https://example.org"})], HUB)
    ) == ["unchanged"]


def test_what_is_exported_is_entered_again_unchanged(house: House) -> None:
    house.matching.import_schemes([draft(number, needs=["food"]) for number in range(5)], HUB)
    house.matching.list_activities([activity(number) for number in range(5)], HUB)
    house.register(
        {"id": "own", "places": 3, "remit": {"for": "All."}, "measures": [{"instrument": "ucla_3", "at_months": [0]}]}
    )
    house.matching.set_places("own", 5, HUB)
    house.matching.approve_scheme("oruk-002", HUB)
    matching = house.matching
    for what, enter in (
        ("schemes", matching.register_schemes),
        ("drafts", matching.import_schemes),
        ("activities", matching.list_activities),
    ):
        entries = matching.export(what, "", 100)["entries"]
        assert set(statuses(enter(entries, HUB))) == {"unchanged"}, what
    assert [one["id"] for one in matching.export("schemes", "oruk-002", 2)["entries"]] == ["oruk-003", "oruk-004"]


def test_the_tables_of_the_directory_are_what_a_replay_of_its_events_makes(settings: Settings, house: House) -> None:
    tell, take_off = house.matching.list_activities, house.matching.take_off_activity
    categories = [{"taxonomy": "Theirs", "name": "Tea", "code": "1"}]
    tell([activity(1, categories=categories), activity(2)], HUB)
    tell([activity(1, categories=[{**categories[0], "name": "Coffee"}]), activity(2, url="https://example.org")], HUB)
    take_off("quayside-002", "gone", HUB)
    house.matching.import_schemes([draft(1), draft(2, listing={"categories": categories})], HUB)
    house.matching.import_schemes([draft(1, age_min=5)], HUB)
    house.matching.approve_scheme("oruk-001", HUB)
    found = audit(settings, MASTER, wait_seconds=0)
    assert found.clean, found


def test_the_tables_of_the_directory_are_built_anew_as_they_were(settings: Settings, house: House) -> None:
    house.matching.list_activities([activity(number, needs=["food"]) for number in range(20)], HUB)
    house.matching.take_off_activity("quayside-003", "ended", HUB)
    house.matching.import_schemes([draft(1), draft(2)], HUB)
    house.matching.approve_scheme("oruk-001", HUB)
    before = house.matching.open_services({}, 1, 100)
    assert rebuild_own(house.rooms["matching"].store, PROJECTED, lambda _done, _all: None) > 20
    assert house.matching.open_services({}, 1, 100) == before
    assert statuses(house.matching.list_activities([activity(1, needs=["food"])], HUB)) == ["unchanged"]
    assert audit(settings, MASTER, wait_seconds=0).clean


@pytest.mark.parametrize("approved", [True, "yes"])
def test_a_draft_that_approves_itself_is_refused_by_name(house: House, approved: object) -> None:
    [answer] = house.matching.import_schemes([draft(1, approved=approved)], HUB)
    assert answer["status"] == "malformed"
    assert "scheme.approved" in answer["errors"]
