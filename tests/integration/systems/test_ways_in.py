"""Systems that find people rather than wait for them: a checklist, a list, a door, a daily round."""

from uuid import uuid4

from tests.integration.systems.country import Country
from tests.integration.walk.doorsteps import AT_THE_DOOR, agreed, declined, listed, put, tried
from tests.integration.walk.doorsteps import entry as one_of_a_list
from tests.integration.walk.house import REFERRER, referral

EDITH = {"given_name": "Edith", "family_name": "Marlow", "born_on": "1941-02-03", "postcode": "QX8 4AA"}


def test_each_thing_a_checklist_finds_goes_to_the_scheme_for_it_and_all_are_followed_together(country: Country) -> None:
    sent = {
        **referral(EDITH),
        "items": [{"needs": [need]} for need in ("energy_costs", "practical_help", "befriending")],
    }
    del sent["needs"]
    answer = country.intake.submit_checklist(uuid4().hex, sent, REFERRER)
    country.settle()
    assert [country.scheme(one) for one in answer["references"]] == [
        "leabrook-warm-homes",
        "leabrook-safe-at-home",
        "leabrook-befrienders",
    ]
    together = country.intake.checklist(answer["checklist"])
    assert set(together["references"]) == set(answer["references"])


def test_people_on_a_councils_list_are_no_referrals_until_they_say_yes(country: Country) -> None:
    before = country.journeys.recent(1)["counts"]
    contact_id = listed(country, source="waste-collections-1", lawful_basis="public_task")
    country.settle()
    assert country.journeys.recent(1)["counts"] == before
    assert country.intake.outreach(contact_id, AT_THE_DOOR)["lawful_basis"] == "public_task"
    yes = agreed(country, contact_id, person={"born_on": "1944-02-03", "postcode": "QX9 1AA"})
    country.settle()
    assert country.scheme(yes["reference"]) == "brackwater-good-neighbours"


def test_the_scheme_behind_the_list_takes_nobody_whom_a_practice_refers(country: Country) -> None:
    reference = country.refer("QX9 1AA", by="gp")
    assert country.why_not(reference, "brackwater-good-neighbours") == ["channel_not_accepted"]


def test_somebody_who_opens_the_door_and_says_no_is_not_asked_again(country: Country) -> None:
    who = {"given_name": "Len", "family_name": "Ashdown", "address": "9 Cam Hill", "phone": None}
    contact_id = listed(country, source="doors-1", **who)
    assert tried(country, contact_id)["status"] != "not_found"
    declined(country, contact_id)
    (again,) = put(country, one_of_a_list(source="doors-2", **who))
    assert again["status"] == "refused"
    assert (country.intake.outreach(contact_id, AT_THE_DOOR).get("contact"), again["reason"]) == (
        None,
        "declined_before",
    )


def test_little_need_be_known_of_somebody_who_opens_the_door_and_says_yes(country: Country) -> None:
    contact_id = listed(country, source="doors-1", family_name=None, phone=None)
    told = {"given_name": "Ada", "family_name": "Quist", "born_on": "1950-02-03", "postcode": "QX9 2AA"}
    yes = agreed(country, contact_id, person=told, needs=[], what_matters="Somebody to play dominoes with.")
    country.settle()
    assert country.scheme(yes["reference"]) == "camhill-neighbours"


def test_a_daily_round_refers_people_on_and_takes_no_referrals_itself(country: Country) -> None:
    reference = country.refer("QX9 2AA", by="scheme", requested_scheme="dawn-round")
    assert country.why_not(reference, "dawn-round") == ["signposting_only"]
    assert country.scheme(reference) == "camhill-neighbours"
