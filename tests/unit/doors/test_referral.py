import json
from datetime import date
from random import Random
from timeit import repeat
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.referral import PersonDetails, Referral, Referrer, SafeContact, Sharing
from shared.doors.malformed import WHOLE, Malformed
from shared.doors.referral import load_referral
from tests.unit.doors.malformed import NOT_REFERRALS
from tests.unit.doors.referrals import fullest_referral, invented_referral, referrals, smallest_referral

TODAY = date(2026, 11, 22)
LOAD_MICROSECONDS_MAX = 200

any_character = st.characters(exclude_categories=())  # lone surrogates too
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(any_character),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=8), inside, max_size=4),
    max_leaves=12,
)
names = st.sampled_from(
    [*fullest_referral(), *fullest_referral()["person"], *fullest_referral()["referrer"], "purpose"]
)


def test_the_least_a_gp_can_send_is_a_whole_referral() -> None:
    assert load_referral(smallest_referral(), TODAY) == Referral(
        person=PersonDetails(given_name="Amara", family_name="Bevan", born_on=date(1951, 3, 28), postcode="BS1 4ND"),
        referrer=Referrer(channel="gp", name="Dr Robin Wetherby", organisation="Orchard Row Surgery"),
        sharing=(Sharing(purpose="direct_support", lawful_basis="direct_care"),),
        needs=("befriending",),
    )


def test_every_field_that_is_sent_is_kept_in_its_one_form() -> None:
    sent = fullest_referral()
    kept = json.loads(msgspec.json.encode(load_referral(sent, TODAY)))
    sent["person"]["phone"] = "+44" + sent["person"]["phone"].replace(" ", "")[1:]
    sent["referrer"]["phone"] = "+441134960123"
    del sent["no_known_risks"], sent["safeguarding_concern"], sent["safe_contact"]["contacting_prohibited"]
    assert kept == sent


@given(referrals())
def test_any_valid_referral_is_let_in_and_survives_being_written_and_read(sent: dict[str, Any]) -> None:
    referral = load_referral(sent, TODAY)
    assert msgspec.json.decode(msgspec.json.encode(referral), type=Referral) == referral


@given(st.integers())
def test_every_invented_referral_is_valid_and_the_same_for_the_same_seed(seed: int) -> None:
    sent = invented_referral(Random(seed), "M1 1AE")
    assert sent == invented_referral(Random(seed), "M1 1AE")
    assert load_referral(sent, TODAY).person.postcode == "M1 1AE"


@given(junk)
def test_any_junk_is_refused_as_malformed_and_as_nothing_else(sent: Any) -> None:
    with pytest.raises(Malformed) as refused:
        load_referral(sent, TODAY)
    json.dumps(refused.value.errors, ensure_ascii=False).encode()


@given(st.dictionaries(names, junk), st.sampled_from(["", "person", "referrer", "safe_contact", "sharing"]))
def test_junk_in_any_known_field_never_raises_anything_but_malformed(fields: dict[str, Any], place: str) -> None:
    sent = {**fullest_referral(), **(fields if not place else {place: [fields] if place == "sharing" else fields})}
    try:
        load_referral(sent, TODAY)
    except Malformed as refused:
        json.dumps(refused.errors, ensure_ascii=False).encode()


@pytest.mark.parametrize("sent", NOT_REFERRALS[:-1], ids=repr)
def test_what_is_no_object_is_refused_as_a_whole(sent: Any) -> None:
    with pytest.raises(Malformed) as refused:
        load_referral(sent, TODAY)
    assert set(refused.value.errors) == {WHOLE}


def test_an_empty_object_is_told_everything_a_referral_needs() -> None:
    with pytest.raises(Malformed) as refused:
        load_referral({}, TODAY)
    assert set(refused.value.errors) == {"person", "referrer", "needs", "sharing"}


def test_null_stands_for_a_field_that_was_left_out() -> None:
    sent = smallest_referral()
    sent |= dict.fromkeys(["safe_contact", "cohorts", "risks", "urgency", "no_known_risks", "other_services"])
    sent["person"] |= dict.fromkeys(["phone", "email", "nhs_number", "gender", "interpreter_needed"])
    assert load_referral(sent, TODAY) == load_referral(smallest_referral(), TODAY)


def test_age_cohorts_are_worked_out_later_and_not_taken_from_the_sender() -> None:
    sent = {**smallest_referral(), "cohorts": ["over_65", "bereaved", "young_person", "bereaved"]}
    assert load_referral(sent, TODAY).cohorts == ("bereaved",)


@pytest.mark.parametrize("words", ["no known risks", "No known risks.", " NO KNOWN RISKS "])
def test_the_words_no_known_risks_are_the_explicit_answer_not_a_risk(words: str) -> None:
    for said in ({"risks": words}, {"risks": words, "no_known_risks": True}):
        referral = load_referral({**smallest_referral(), **said}, TODAY)
        assert (referral.risks, referral.no_known_risks) == (None, True)


def test_one_bare_text_counts_as_a_list_of_one_where_words_are_listed() -> None:
    sent = {**smallest_referral(), "other_services": "Orchard Row lunch club"}
    sent["person"]["reasonable_adjustments"] = "Large print"
    referral = load_referral(sent, TODAY)
    assert referral.other_services == ("Orchard Row lunch club",)
    assert referral.person.reasonable_adjustments == ("Large print",)


def test_line_breaks_are_kept_in_free_text_in_one_form() -> None:
    sent = {**smallest_referral(), "what_matters": "  Friends.\r\nThe garden.\rMusic.\n"}
    assert load_referral(sent, TODAY).what_matters == "Friends.\nThe garden.\nMusic."


def test_safe_contact_that_nobody_spoke_of_is_never_read_as_yes() -> None:
    sent = {**smallest_referral(), "safe_contact": {"text": True}}
    assert load_referral(sent, TODAY).safe_contact == SafeContact(text=True)
    assert SafeContact().call is None


def test_a_load_leaves_what_was_sent_as_it_was() -> None:
    sent = fullest_referral()
    load_referral(sent, TODAY)
    assert sent == fullest_referral()


def test_one_load_of_a_usual_referral_takes_well_under_200_microseconds() -> None:
    sent = invented_referral(Random(1))
    seconds = min(repeat(lambda: load_referral(sent, TODAY), number=200, repeat=10)) / 200
    assert seconds * 1_000_000 < LOAD_MICROSECONDS_MAX
