"""Each rule of the walk is broken in a real store, and the auditor names exactly that rule."""

from deploy.audit.sentences import sentence
from deploy.audit.walk_rules import (
    a_place_is_held_exactly_while_its_offer_or_case_is_open,
    a_withdrawal_ends_whatever_was_open_where_it_was_heard,
    every_case_goes_only_where_its_state_allows,
    every_offer_that_cases_heard_of_is_a_case_and_every_case_was_offered,
    every_received_referral_is_in_exactly_one_place,
    every_referral_is_about_one_person_who_was_met_when_it_came,
    every_referral_is_received_once_and_taken_back_at_most_once,
    every_referral_that_matching_heard_was_triaged_is_matched,
    every_referral_that_triage_heard_of_is_assessed,
    everything_recorded_under_a_referral_is_about_it,
    no_referral_is_offered_twice_to_one_scheme,
    rounds_are_counted_from_one_and_each_follows_the_end_of_the_last,
)
from shared.contracts.cases import OfferAccepted
from shared.contracts.intake import ReferralWithdrawn
from shared.contracts.matching import PlaceReleased, SchemeOffered
from shared.contracts.triage import ReferralHeldForReview, ReferralTriaged
from tests.unit.audit.spoiled import Spoiled


def test_a_referral_taken_back_twice_breaks_the_rule_of_receipt(spoiled: Spoiled) -> None:
    reference = spoiled.went["taken_back"][0]
    again = ReferralWithdrawn(reference=reference, person_id=person_of(spoiled, reference), reason="other")
    spoiled.record("intake", f"referral-{reference}", [again])
    spoiled.walked.pump()
    assert spoiled.broken() == {sentence(every_referral_is_received_once_and_taken_back_at_most_once)}


def test_an_event_about_another_referral_breaks_the_rule_of_one_referral_per_stream(spoiled: Spoiled) -> None:
    reference, other = spoiled.went["in_review"][:2]
    spoiled.do(
        "triage",
        "update events set public = replace(public, ?, ?) where stream = ? and type like '%held%'",
        *(reference, other, f"assessment-{reference}"),
    )
    told_too = "every journey tells exactly what was recorded"
    assert spoiled.broken() == {sentence(everything_recorded_under_a_referral_is_about_it), told_too}


def test_another_person_in_the_middle_of_the_walk_breaks_the_rule_of_one_person(spoiled: Spoiled) -> None:
    reference = spoiled.went["offered"][0]
    spoiled.do(
        "triage",
        "update events set public = replace(public, ?, 'somebody-else') where stream = ?",
        *(person_of(spoiled, reference), f"assessment-{reference}"),
    )
    assert spoiled.broken() == {sentence(every_referral_is_about_one_person_who_was_met_when_it_came)}


def test_a_referral_lost_in_triage_is_named(spoiled: Spoiled) -> None:
    (reference,) = spoiled.walked.submit()
    spoiled.pretend_heard("triage", f"referral-{reference}", 1)
    spoiled.walked.pump()
    verdict = spoiled.audited().verdict(sentence(every_referral_that_triage_heard_of_is_assessed))
    assert verdict.examples == (f"{reference}: triage heard of it and did not assess it",)
    assert spoiled.broken() == {verdict.rule}


def test_a_referral_lost_in_matching_is_named(spoiled: Spoiled) -> None:
    (reference,) = spoiled.walked.submit()
    spoiled.pretend_heard("matching", f"assessment-{reference}", 1)
    spoiled.walked.pump()
    assert spoiled.broken() == {sentence(every_referral_that_matching_heard_was_triaged_is_matched)}


def test_a_decline_without_a_next_round_is_named(spoiled: Spoiled) -> None:
    reference = spoiled.went["offered"][0]
    spoiled.walked.rooms["cases"].commands.decline_offer(reference, "too_far", "by_person", "scheme:test")
    spoiled.pretend_heard("matching", f"case-{reference}-1", 2)
    spoiled.walked.pump()
    assert spoiled.broken() == {sentence(rounds_are_counted_from_one_and_each_follows_the_end_of_the_last)}


def test_a_second_offer_to_the_same_scheme_is_named(spoiled: Spoiled) -> None:
    spoiled.walked.rooms["matching"].commands.set_places("large", 100, "hub:test")
    (reference,) = spoiled.walked.submit(1, cohorts=["bereaved"])
    spoiled.walked.pump()
    spoiled.walked.rooms["cases"].commands.decline_offer(reference, "too_far", "by_person", "scheme:test")
    spoiled.walked.pump("matching")
    first, second = offers(spoiled, reference)
    spoiled.do(
        "matching",
        "update events set public = replace(public, ?, ?) where stream = ? and type like '%offered%'",
        *(f'"{second}"', f'"{first}"', f"match-{reference}"),
    )
    spoiled.walked.pump()
    assert spoiled.broken() == {sentence(no_referral_is_offered_twice_to_one_scheme)}


def test_an_offer_that_opened_no_case_is_named(spoiled: Spoiled) -> None:
    (reference,) = spoiled.walked.submit(1, cohorts=["bereaved"])
    spoiled.pretend_heard("cases", f"match-{reference}", 2)
    spoiled.walked.pump()
    assert spoiled.broken() == {sentence(every_offer_that_cases_heard_of_is_a_case_and_every_case_was_offered)}


def test_an_acceptance_after_the_end_of_support_is_named(spoiled: Spoiled) -> None:
    reference = spoiled.went["closed"][0]
    again = OfferAccepted(
        case_id=f"{reference}-1",
        reference=reference,
        person_id=person_of(spoiled, reference),
        scheme_id=offers(spoiled, reference)[0],
    )
    spoiled.record("cases", f"case-{reference}-1", [again])
    spoiled.walked.pump()
    assert spoiled.broken() == {sentence(every_case_goes_only_where_its_state_allows)}


def test_a_review_that_goes_on_after_the_withdrawal_is_named(spoiled: Spoiled) -> None:
    reference = spoiled.went["in_review"][0]
    spoiled.walked.rooms["intake"].commands.withdraw_referral(reference, "changed_mind", "referrer:test")
    spoiled.pretend_heard("triage", f"referral-{reference}", 2)
    spoiled.walked.pump()
    assert spoiled.broken() == {sentence(a_withdrawal_ends_whatever_was_open_where_it_was_heard)}


def test_a_place_freed_under_an_open_offer_is_named(spoiled: Spoiled) -> None:
    reference = spoiled.went["offered"][0]
    (scheme_id,) = offers(spoiled, reference)
    freed = PlaceReleased(
        scheme_id=scheme_id, reference=reference, person_id=person_of(spoiled, reference), reason="closed"
    )
    spoiled.record("matching", f"scheme-{scheme_id}", [freed])
    spoiled.walked.pump()
    assert spoiled.broken() == {sentence(a_place_is_held_exactly_while_its_offer_or_case_is_open)}


def test_a_referral_offered_and_in_review_at_once_is_named(spoiled: Spoiled) -> None:
    reference = spoiled.went["offered"][0]
    stream = f"assessment-{reference}"
    (routed,) = (one.event for one in spoiled.walked.rooms["triage"].store.read(stream))
    assert isinstance(routed, ReferralTriaged)
    held = ReferralHeldForReview(facts=routed.facts, complexity="low", protocol_version=1, reasons=("urgent",))
    spoiled.record("triage", stream, [held])
    spoiled.walked.pump()
    verdict = spoiled.audited().verdict(sentence(every_received_referral_is_in_exactly_one_place))
    assert verdict.examples == (f"{reference}: it is in in_review and offered",)
    assert spoiled.broken() == {verdict.rule}


def person_of(spoiled: Spoiled, reference: str) -> str:
    question = "select substr(stream, 8) from events where stream like 'person-%' and public like ?"
    return str(spoiled.ask("intake", question, f"%{reference}%")[0][0])


def offers(spoiled: Spoiled, reference: str) -> list[str]:
    events = [one.event for one in spoiled.walked.rooms["matching"].store.read(f"match-{reference}")]
    return [event.scheme_id for event in events if isinstance(event, SchemeOffered)]
