"""Systems that find people rather than wait for them: what comes in, and where it goes."""

from tests.integration.systems.country import Country


def test_what_a_checklist_finds_goes_to_a_scheme_for_each_need(country: Country) -> None:
    person = {"given_name": "Edith", "family_name": "Marlow", "born_on": "1941-02-03"}
    wanted = {
        "energy_costs": "leabrook-warm-homes",
        "practical_help": "leabrook-safe-at-home",
        "befriending": "leabrook-befrienders",
    }
    found = {need: country.refer("QX8 4AA", by="housing", person=person, needs=[need]) for need in wanted}
    assert {need: country.scheme(reference) for need, reference in found.items()} == wanted
    people = {country.rooms["intake"].store.read(f"referral-{one}")[0].event.facts.person_id for one in found.values()}  # type: ignore[attr-defined]
    assert len(people) == 1


def test_somebody_found_by_outreach_is_referred_once_they_agree_and_nobody_else_may_send_them(
    country: Country,
) -> None:
    agreed = country.refer("QX9 1AA", by="outreach")
    by_practice = country.refer("QX9 1AA", by="gp")
    assert country.scheme(agreed) == "brackwater-good-neighbours"
    assert country.why_not(by_practice, "brackwater-good-neighbours") == ["channel_not_accepted"]


def test_little_need_be_known_of_somebody_met_on_the_doorstep(country: Country) -> None:
    reference = country.refer("QX9 2AA", by="outreach", needs=[], what_matters="Somebody to play dominoes with.")
    assert country.scheme(reference) == "camhill-neighbours"


def test_a_daily_round_refers_people_on_and_takes_no_referrals_itself(country: Country) -> None:
    reference = country.refer("QX9 2AA", by="scheme", requested_scheme="dawn-round")
    assert country.why_not(reference, "dawn-round") == ["signposting_only"]
    assert country.scheme(reference) == "camhill-neighbours"
