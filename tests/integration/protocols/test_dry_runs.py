"""Trying an edit on the newest referrals, on both stores: what would change is told, and nothing is recorded."""

import json

import pytest

from shared.config import limits
from shared.contracts.matching import MatchWithdrawn
from shared.contracts.triage import ReferralReturnedWithAdvice
from shared.event_store import dry_run
from tests.integration.protocols.kinds import CAREFUL, KINDS, Kind
from tests.integration.walk.accounts import events
from tests.integration.walk.house import House
from tests.integration.walk.ways import walk_every_way
from tests.unit.doors.protocols import edited_protocol, edited_ranking, with_rule

BOTH = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
BACK = {"code": "housing", "when": {"any_need": ["homelessness"]}, "route": "return", "advice": "housing_options"}


@BOTH
def test_trying_what_is_in_force_changes_nothing_for_referrals_that_went_every_way(kind: Kind, house: House) -> None:
    walk_every_way(house)
    before = {name: list(events(house, name)) for name in house.rooms}
    tried = kind.attempt(house, kind.as_shipped())
    assert (tried["changed"], tried["changes"], tried["complete"]) == (0, [], True)
    assert set(tried["kinds"].values()) == {0}
    assert tried["looked_at"] > 5
    assert {name: list(events(house, name)) for name in house.rooms} == before


def test_a_new_rule_of_triage_is_tried_on_whoever_it_would_speak_of(house: House) -> None:
    carer, other = house.submit(cohorts=["carer"]), house.submit()
    house.settle()
    tried = KINDS["triage"].attempt(house, with_rule(edited_protocol(), CAREFUL))
    assert (tried["version"], tried["looked_at"], tried["changed"]) == (1, 2, 1)
    assert tried["kinds"] == {"route": 1, "advice": 0, "urgent_concern": 0, "complexity": 0, "reasons": 1}
    (change,) = tried["changes"]
    assert (change["reference"], change["changed"]) == (carer, ["route", "reasons"])
    assert (change["before"]["route"], change["after"]["route"]) == ("matching", "review")
    assert tuple(change["after"]["reasons"]) == ("carers_first_seen",)
    assert other not in json.dumps(tried)


def test_a_referral_that_went_back_is_decided_again_from_the_facts_it_went_back_with(house: House) -> None:
    sent = with_rule(edited_protocol(), BACK)
    KINDS["triage"].publish(house, sent)
    reference = house.submit(needs=["homelessness", "food"])
    house.settle()
    assert house.state(reference) == "returned"
    (change,) = KINDS["triage"].attempt(house, edited_protocol(based_on=2))["changes"]
    assert change["changed"] == ["route", "advice", "complexity", "reasons"]
    assert (change["before"]["advice"], change["after"]["advice"]) == ("housing_options", None)


def test_a_referral_whose_facts_were_not_kept_is_left_out_and_counted(house: House) -> None:
    old = ReferralReturnedWithAdvice(
        reference="2345ABCD", person_id="p", advice="see_hub", protocol_version=1, reasons=("x",)
    )
    house.rooms["triage"].store.append_once("assessment-2345ABCD", 0, [old], "test")
    gone = MatchWithdrawn(reference="2345ABCD", person_id="p")
    house.rooms["matching"].store.append_once("match-2345ABCD", 0, [gone], "test")
    for kind in KINDS.values():
        tried = kind.attempt(house, kind.edit())
        assert (tried["looked_at"], tried["left_out"], tried["complete"]) == (0, 1, True)


def test_an_edited_ranking_tells_whose_first_choice_would_be_another_and_by_which_points(house: House) -> None:
    house.register({"id": "quick", "places": 0}, {"id": "welsh", "languages": ["cy"], "usual_wait_days": 70})
    welsh = house.submit(person={"preferred_language": "cy"})
    house.submit(person={"preferred_language": "fr"})
    house.settle()
    tried = KINDS["ranking"].attempt(house, edited_ranking(language_spoken=20))
    assert (tried["looked_at"], tried["changed"], tried["leaves_out"]) == (2, 1, ["capacity"])
    assert tried["kinds"] == {"first_choice": 1, "score": 1, "factors": 1, "review_after_days": 0}
    (change,) = tried["changes"]
    assert change["reference"] == welsh
    assert (change["before"]["first_choice"], change["after"]["first_choice"]) == ("welsh", "quick")
    assert change["before"]["factors"] == {"language_spoken": 50, "wait": -30}
    assert change["before"]["score"] == sum(change["before"]["factors"].values())


def test_a_referral_nobody_could_take_would_be_looked_at_on_another_day(house: House) -> None:
    house.submit()
    house.settle()
    (change,) = KINDS["ranking"].attempt(house, edited_ranking(review_parked_after_days=14))["changes"]
    assert change["changed"] == ["review_after_days"]
    assert (change["before"]["review_after_days"], change["after"]["review_after_days"]) == (28, 14)


@BOTH
def test_the_answer_says_nothing_of_who_anybody_is(kind: Kind, house: House) -> None:
    house.register({"id": "a"})
    house.submit(person={"given_name": "Wilhelmina", "postcode": "ZZ99 3VZ"}, cohorts=["carer"])
    house.settle()
    facts = next(one.event.facts for one in events(house, "intake") if hasattr(one.event, "facts"))
    for edit in (kind.edit(), kind.as_shipped()):
        said = json.dumps(kind.attempt(house, edit))
        assert not [word for word in ("Wilhelmina", "ZZ99", "1960", facts.person_id) if word in said]


@BOTH
def test_only_the_newest_are_looked_at_newest_first(kind: Kind, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dry_run, "DRY_RUN_REFERRALS_MAX", 3)
    monkeypatch.setattr(dry_run, "DRY_RUN_PAGE", 2)
    house.register({"id": "a"})
    sent = []
    for _ in range(5):
        sent.append(house.submit(cohorts=["carer"], requested_scheme="a"))
        house.settle()
    tried = kind.attempt(house, kind.edit())
    assert [change["reference"] for change in tried["changes"]] == sent[:1:-1]
    assert tried["looked_at"] == 3


@BOTH
def test_a_trial_that_takes_too_long_ends_with_what_it_has(
    kind: Kind, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.submit()
    house.settle()
    monkeypatch.setattr(dry_run, "DRY_RUN_SECONDS_MAX", -1)
    tried = kind.attempt(house, kind.edit())
    assert (tried["looked_at"], tried["complete"]) == (0, False)


def test_a_trial_leaves_a_question_time_to_be_answered() -> None:
    assert limits.DRY_RUN_SECONDS_MAX < limits.RPC_SECONDS_MAX
