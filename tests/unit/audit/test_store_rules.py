"""Each rule about the stores themselves is broken, and the auditor names exactly that rule."""

import json

import pytest

from deploy.audit.people import every_person_is_registered_first_and_only_recognised_afterwards
from deploy.audit.schemes import (
    no_person_has_two_places_with_one_scheme,
    no_scheme_ever_held_more_people_than_it_has_places,
)
from deploy.audit.sentences import (
    DELIVERED,
    KEYS_ONCE,
    NO_GAP,
    NONE_DEAD,
    NONE_STUCK,
    NOT_AHEAD,
    PASSED_ON,
    READABLE,
    sentence,
    tables_rule,
)
from shared.contracts.directory import PlacesSet
from shared.contracts.matching import PlaceReleased, PlaceReserved
from tests.unit.audit.spoiled import Spoiled
from tests.unit.audit.test_walk_rules import offers, person_of


def test_a_walk_in_which_nothing_went_wrong_is_clean(spoiled: Spoiled) -> None:
    found = spoiled.audited()
    assert found.clean, found
    assert found.at_rest
    assert found.looks == 1
    assert all(verdict.looked_at and verdict.judged for verdict in found.verdicts)


def test_a_missing_version_breaks_the_rule_of_versions(spoiled: Spoiled) -> None:
    spoiled.do("triage", "update events set version = 2 where stream = 'protocol-triage'")
    assert spoiled.broken() == {NO_GAP}


def test_an_event_of_an_unknown_type_breaks_the_rule_of_reading(spoiled: Spoiled) -> None:
    spoiled.do("triage", "update events set type = 'triage.something_else.v1' where stream = 'protocol-triage'")
    assert spoiled.broken() == {READABLE}


def test_a_tampered_seal_breaks_the_rule_of_reading(spoiled: Spoiled) -> None:
    stream = f"referral-{spoiled.went['offered'][0]}"
    ((private,),) = spoiled.ask("intake", "select private from events where stream = ?", stream)
    parts = json.loads(private)
    parts["sealed"]["referral"] = "A" * len(parts["sealed"]["referral"])
    spoiled.do("intake", "update events set private = ? where stream = ?", json.dumps(parts), stream)
    found = spoiled.audited()
    assert found.broken == (READABLE,)
    assert not found.verdict(tables_rule("intake")).judged


def test_one_senders_key_in_two_referrals_breaks_the_rule_of_keys(spoiled: Spoiled) -> None:
    first, second = (f"referral-{reference}" for reference in spoiled.went["offered"][:2])
    ((private,),) = spoiled.ask("intake", "select private from events where stream = ?", first)
    key = json.loads(private)["kept"]["submission"]
    ((private,),) = spoiled.ask("intake", "select private from events where stream = ?", second)
    changed = private.replace(json.loads(private)["kept"]["submission"], key)
    spoiled.do("intake", "update events set private = ? where stream = ?", changed, second)
    assert spoiled.broken() == {KEYS_ONCE}


def test_a_person_never_registered_breaks_the_rule_of_people(spoiled: Spoiled) -> None:
    reference = spoiled.went["offered"][0]
    person = person_of(spoiled, reference)
    told = json.dumps({"person_id": person, "reference": reference, "on": "nhs_number"}, separators=(",", ":"))
    spoiled.do(
        "intake",
        "update events set type = 'intake.person_recognised.v1', public = ?, private = null where stream = ?",
        *(told, f"person-{person}"),
    )
    assert spoiled.broken() == {sentence(every_person_is_registered_first_and_only_recognised_afterwards)}


def test_more_people_than_places_break_the_rule_of_places(spoiled: Spoiled) -> None:
    spoiled.record("matching", "scheme-small", [PlacesSet(scheme_id="small", places=1)])
    spoiled.walked.pump()
    assert spoiled.broken() == {sentence(no_scheme_ever_held_more_people_than_it_has_places)}


def test_one_person_twice_with_a_scheme_breaks_the_rule_of_one_place_each(spoiled: Spoiled) -> None:
    reference = spoiled.went["offered"][0]
    (scheme_id,) = offers(spoiled, reference)
    who = {"scheme_id": scheme_id, "reference": reference, "person_id": person_of(spoiled, reference)}
    spoiled.record("matching", f"scheme-{scheme_id}", [PlaceReserved(**who), PlaceReleased(**who, reason="closed")])
    spoiled.walked.pump()
    assert spoiled.broken() == {sentence(no_person_has_two_places_with_one_scheme)}


def test_a_journey_that_tells_something_else_is_found(spoiled: Spoiled) -> None:
    rule = "every journey tells exactly what was recorded"
    reference = spoiled.went["accepted"][0]
    spoiled.do("journeys", "update journeys set state = 'parked' where reference = ?", reference)
    assert spoiled.audited().verdict(rule).examples == (f"{reference}: its state is not that of its events",)
    spoiled.do("journeys", "delete from steps where stream = ? and version = 2", f"case-{reference}-1")
    wrong = f"{reference}: the step of case-{reference}-1 version 2 is missing or differs"
    assert spoiled.audited().verdict(rule).examples == (wrong,)
    assert spoiled.broken() == {rule}


@pytest.mark.parametrize(
    ("service", "spoiling"),
    [
        ("intake", "delete from identities where rowid = (select min(rowid) from identities)"),
        ("intake", "update submissions set content = 'other' where rowid = (select min(rowid) from submissions)"),
        ("triage", "update protocols set protocol = '{}'"),
        ("matching", "update places set held = held + 1 where scheme_id = 'small'"),
        ("matching", "delete from placements where rowid = (select min(rowid) from placements)"),
        ("matching", "update schemes set phase = 'draft' where scheme_id = 'large'"),
        ("cases", "update cases set state = 'closed' where state = 'offered'"),
        ("cases", "insert into cases values ('XXXX-1', 'XXXX', 1, 'nobody', 'small', 'offered')"),
    ],
)
def test_a_table_that_its_events_do_not_tell_of_is_found(spoiled: Spoiled, service: str, spoiling: str) -> None:
    spoiled.do(service, spoiling)
    assert spoiled.broken() == {tables_rule(service)}


def test_an_event_that_reached_nobody_breaks_the_rule_of_delivery(spoiled: Spoiled) -> None:
    spoiled.walked.rooms["cases"].commands.accept_offer(spoiled.went["offered"][0], "scheme:test")
    for listener in ("matching", "journeys"):
        spoiled.do(listener, "update feed_positions set position = position + 1 where source = 'cases'")
    found = spoiled.audited()
    assert found.broken == (DELIVERED,)
    assert found.verdict(DELIVERED).found == 2
    assert not found.at_rest
    assert found.figures["events not heard yet"] == 2


def test_what_nobody_has_heard_yet_is_only_counted_when_nobody_waits_for_it(spoiled: Spoiled) -> None:
    spoiled.walked.submit(2)
    found = spoiled.audited(wait_seconds=0)
    assert found.clean
    assert not found.at_rest
    assert found.figures["events not heard yet"] == 8
    assert not found.verdict(DELIVERED).judged


def test_a_feed_that_stands_elsewhere_breaks_the_rule_of_passing_on(spoiled: Spoiled) -> None:
    spoiled.do("journeys", "update feed_positions set position = position + 1 where source = 'intake'")
    assert spoiled.broken() == {PASSED_ON}


def test_a_service_that_heard_what_was_never_recorded_is_found(spoiled: Spoiled) -> None:
    spoiled.pretend_heard("journeys", f"match-{spoiled.went['offered'][0]}", 9)
    assert spoiled.broken() == {NOT_AHEAD}


def test_an_event_that_waits_for_nothing_is_found(spoiled: Spoiled) -> None:
    stream = f"referral-{spoiled.went['offered'][0]}"
    spoiled.do("triage", "insert into inbox_waiting values (?, 2, 'a type', '{}', '{}')", stream)
    assert spoiled.broken() == {NONE_STUCK}


def test_a_dead_event_breaks_the_rule_unless_it_is_allowed(spoiled: Spoiled) -> None:
    stream = f"referral-{spoiled.went['offered'][0]}"
    spoiled.do("triage", "insert into dead_events values (?, 7, 'a type', '{}', '{}', 'KeyError')", stream)
    assert spoiled.broken() == {NONE_DEAD}
    allowed = spoiled.audited(allow_dead=True)
    assert allowed.clean
    assert allowed.figures["dead events"] == 1


def test_what_waits_behind_a_dead_event_is_not_called_lost_when_dead_ones_are_allowed(spoiled: Spoiled) -> None:
    (reference,) = spoiled.walked.submit()
    stream = f"referral-{reference}"
    spoiled.walked.pump("matching", "cases", "journeys")
    spoiled.do("triage", "insert into dead_events values (?, 1, 'a type', '{}', '{}', 'KeyError')", stream)
    spoiled.do("triage", "update feed_positions set position = position + 2")
    found = spoiled.audited(allow_dead=True)
    assert found.at_rest
    assert found.clean, found
