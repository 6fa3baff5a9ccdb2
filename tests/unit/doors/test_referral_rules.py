from datetime import date
from typing import Any

import pytest

from shared.doors.malformed import Malformed
from shared.doors.referral import load_referral
from tests.unit.doors.referrals import smallest_referral

TODAY = date(2026, 11, 22)


def wrong(**replaced: Any) -> set[str]:
    """Return the fields a small referral is refused for once `replaced` stand in it; none when it is let in."""
    try:
        load_referral({**smallest_referral(), **replaced}, TODAY)
    except Malformed as refused:
        return set(refused.errors)
    return set()


def person(**replaced: Any) -> dict[str, Any]:
    return {**smallest_referral()["person"], **replaced}


@pytest.mark.parametrize(
    ("born_on", "fields"),
    [
        ("2026-11-22", set()),
        ("2026-11-23", {"person.born_on"}),
        ("1896-11-22", set()),
        ("1896-11-21", {"person.born_on"}),
        ("1924-02-29", set()),
    ],
)
def test_the_date_of_birth_lies_between_130_years_ago_and_today(born_on: str, fields: set[str]) -> None:
    assert wrong(person=person(born_on=born_on)) == fields


@pytest.mark.parametrize(
    ("known", "fields"),
    [
        ({"postcode": None, "nhs_number": "999 000 0018"}, set()),
        ({"postcode": "ZZ99"}, set()),
        ({"postcode": None}, {"person.postcode"}),
        ({"postcode": "nowhere"}, {"person.postcode"}),
        ({"postcode": None, "nhs_number": "999"}, {"person.nhs_number"}),
    ],
)
def test_a_postcode_or_an_nhs_number_is_enough_to_find_the_person(known: dict[str, Any], fields: set[str]) -> None:
    assert wrong(person=person(**known)) == fields


@pytest.mark.parametrize(
    ("asked", "fields"),
    [
        ({"needs": ["debt"]}, set()),
        ({"needs": [], "what_matters": "To sing again."}, set()),
        ({"needs": []}, {"needs"}),
        ({"needs": None, "what_matters": ""}, {"what_matters"}),
        ({"needs": ["dept"]}, {"needs.0"}),
    ],
)
def test_a_need_or_what_matters_is_enough_to_be_asked(asked: dict[str, Any], fields: set[str]) -> None:
    assert wrong(**asked) == fields


@pytest.mark.parametrize(
    ("referrer", "fields"),
    [
        ({"channel": "self"}, set()),
        ({"channel": "family", "name": "Ines"}, set()),
        ({"channel": "family"}, {"referrer.name"}),
        ({"channel": "outreach", "name": "Ines", "source": "market stall"}, set()),
        ({"channel": "outreach", "name": "Ines"}, {"referrer.source"}),
        ({"channel": "gp", "name": "Dr Ines", "ods_code": "L81087"}, set()),
        ({"channel": "police", "name": "PC Ines"}, {"referrer.organisation"}),
        ({"channel": "housing"}, {"referrer.name", "referrer.organisation"}),
        ({"channel": "pigeon"}, {"referrer.channel"}),
        ({}, {"referrer.channel"}),
    ],
)
def test_who_must_be_named_depends_on_the_channel(referrer: dict[str, Any], fields: set[str]) -> None:
    assert wrong(referrer=referrer) == fields


def entry(purpose: str = "direct_support", lawful_basis: str = "explicit_consent", **more: Any) -> dict[str, Any]:
    return {"purpose": purpose, "lawful_basis": lawful_basis, **more}


@pytest.mark.parametrize(
    ("sharing", "fields"),
    [
        ([entry(lawful_basis="public_task")], set()),
        ([entry(agreed_on="2026-11-22")], set()),
        ([entry(agreed_on="2026-11-23")], {"sharing.0.agreed_on"}),
        ([entry()], {"sharing.0.agreed_on"}),
        ([entry(agreed_on="yesterday")], {"sharing.0.agreed_on"}),
        ([entry("research", "public_task")], {"sharing"}),
        ([entry("reserch", "public_task")], {"sharing.0.purpose"}),
        ([entry(agreed_on="2026-01-01"), entry("research")], {"sharing.1.agreed_on"}),
        ([entry(agreed_on="2026-01-01"), entry(agreed_on="2026-01-01")], {"sharing.1.purpose"}),
        ([entry(), 7], {"sharing.0.agreed_on", "sharing.1"}),
        ([], {"sharing"}),
        ({}, {"sharing"}),
    ],
)
def test_sharing_covers_direct_support_with_consent_dated_in_the_past(sharing: Any, fields: set[str]) -> None:
    assert wrong(sharing=sharing) == fields


@pytest.mark.parametrize(
    ("urgency", "fields"),
    [
        ({"urgency": "routine"}, set()),
        ({"urgency": "routine", "urgency_reason": "None."}, set()),
        ({"urgency": "soon"}, {"urgency_reason"}),
        ({"urgency": "urgent", "urgency_reason": "Leaves hospital on Friday."}, set()),
        ({"urgency": "asap"}, {"urgency"}),
    ],
)
def test_what_cannot_wait_has_its_reason(urgency: dict[str, Any], fields: set[str]) -> None:
    assert wrong(**urgency) == fields


@pytest.mark.parametrize(
    ("contact", "fields"),
    [
        ({}, set()),
        ({"call": False, "text": False}, set()),
        ({"call": False, "text": False, "write": False}, {"safe_contact.notes"}),
        ({"call": False, "text": False, "write": False, "notes": "Through her sister."}, set()),
        ({"contacting_prohibited": True}, set()),
        ({"contacting_prohibited": True, "call": False, "text": False, "write": False}, set()),
        ({"contacting_prohibited": True, "text": True}, {"safe_contact.contacting_prohibited"}),
        ({"leave_message": True, "call": False}, {"safe_contact.leave_message"}),
        ({"leave_message": True}, set()),
    ],
)
def test_safe_contact_does_not_contradict_itself(contact: dict[str, Any], fields: set[str]) -> None:
    assert wrong(safe_contact=contact) == fields


def test_risks_are_told_or_known_not_to_be_there_but_not_both() -> None:
    assert wrong(risks="A dog that bites.", no_known_risks=False) == set()
    assert wrong(no_known_risks=True) == set()
    assert wrong(risks="A dog that bites.", no_known_risks=True) == {"no_known_risks"}
