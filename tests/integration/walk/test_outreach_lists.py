"""Lists of people to be reached: nobody is on two at once, nobody comes back after a no, and nothing says who it is."""

import time
from typing import Any

import pytest

from shared.config.limits import SQLITE_BUSY_SECONDS
from shared.config.settings import Settings
from shared.contracts.outreach import OutreachListed
from tests.integration.walk.accounts import events
from tests.integration.walk.doorsteps import AT_THE_DOOR, declined, ended, entry, listed, put, tried
from tests.integration.walk.house import HUB, REFERRER, House

ANN = {"given_name": "Ann", "family_name": "Lee"}


def recorded(house: House) -> list[str]:
    """Return the kinds of events of intake, in order."""
    return [type(one.event).__name__ for one in events(house, "intake")]


def test_whoever_said_no_is_not_listed_again_by_any_list_that_knows_them_in_any_way(house: House) -> None:
    declined(house, listed(house, **ANN, postcode="BS1 4ND"))
    again: list[dict[str, Any]] = [
        {**ANN, "source": "door-knocking-2"},
        {**ANN, "address": None, "phone": None, "postcode": "BS1 4ND"},
        {"given_name": "ann", "family_name": "LEE", "address": "1, quay street", "phone": None},
    ]
    assert put(house, *(entry(**told) for told in again)) == [{"status": "refused", "reason": "declined_before"}] * 3
    assert recorded(house).count("OutreachListed") == 1
    assert put(house, entry(given_name="Bob", family_name="Lee"))[0]["status"] == "listed"


def test_whoever_is_to_be_reached_already_is_not_listed_twice_and_their_id_is_told(house: House) -> None:
    contact_id = listed(house, **ANN)
    assert (
        put(house, entry(**ANN, source="door-knocking-2"), entry(**ANN))
        == [{"status": "listed", "id": contact_id, "repeated": True}] * 2
    )


@pytest.mark.parametrize(("reason", "status"), [("unable_to_contact", "listed"), ("died", "refused")])
def test_somebody_who_could_not_be_reached_may_be_listed_again_and_somebody_who_died_may_not(
    reason: str, status: str, house: House
) -> None:
    contact_id = listed(house, **ANN)
    assert ended(house, contact_id, reason) == {"status": "ended"}
    assert house.intake.outreach(contact_id, AT_THE_DOOR)["contact"] is None
    assert put(house, entry(**ANN))[0]["status"] == status


def test_the_same_list_sent_again_lists_nobody_twice_and_another_entry_under_its_key_is_a_conflict(
    house: House,
) -> None:
    people = [entry(), entry()]
    first = put(house, *people, key="once")
    again = put(house, *people, key="once")
    assert [(one["id"], one["repeated"]) for one in again] == [(one["id"], True) for one in first]
    assert put(house, entry(), key="once") == [{"status": "conflict"}]
    assert recorded(house) == ["OutreachListed"] * 2


def test_of_a_list_the_right_entries_are_taken_and_each_other_one_says_what_is_wrong(house: House) -> None:
    answers = put(house, entry(), entry(lawful_basis="none"), entry(address=None, phone=None), entry())
    assert [answer["status"] for answer in answers] == ["listed", "malformed", "malformed", "listed"]
    assert [set(answer.get("errors", ())) for answer in answers] == [set(), {"lawful_basis"}, {"address"}, set()]


def test_the_worklist_tells_how_it_stands_a_page_at_a_time_and_never_who_it_is(house: House) -> None:
    contacts = [listed(house, source="waste-1") for _ in range(3)] + [listed(house, source="doors-1")]
    tried(house, contacts[0], outcome="call_back", again_on="2099-01-01")
    declined(house, contacts[1])
    pages = [house.intake.outreach_list("to_reach", "waste-1", page, 1) for page in (1, 2, 3)]
    assert [page["total"] for page in pages] == [2, 2, 2]
    found = [row for page in pages for row in page["outreach"]]
    assert {row["contact_id"] for row in found} == {contacts[0], contacts[2]}
    first = next(row for row in found if row["contact_id"] == contacts[0])
    assert (first["tries"], first["last_outcome"], first["again_on"]) == (1, "call_back", "2099-01-01")
    assert house.intake.outreach_list(None, None, 1, 9)["counts"] == {"to_reach": 3, "declined": 1}
    assert set(first) == {
        *("contact_id", "source", "state", "listed_at", "tries", "last_outcome", "again_on", "reference")
    }


def test_the_key_of_an_entry_is_that_of_no_referral_checklist_or_try(house: House) -> None:
    house.submit("once")
    (answer,) = house.intake.list_outreach([{"key": "once", "contact": entry()}], REFERRER)
    assert answer["status"] == "listed"
    assert tried(house, answer["id"], "once") == {"status": "noted"}


def test_the_details_are_sealed_in_the_store_under_a_key_of_their_own(house: House) -> None:
    contact_id = listed(house, **ANN)
    with house.rooms["intake"].store.reading() as connection:
        (row,) = connection.exec_driver_sql("select public, private from events").fetchall()
    assert not [word for word in ("Quay", "Lee", "0900001", "Knock") if word in f"{row[0]}{row[1]}"]
    (one,) = house.rooms["intake"].store.read(f"outreach-{contact_id}")
    assert isinstance(one.event, OutreachListed)
    assert one.event.contact is None
    assert one.meta.by == HUB


def test_a_no_is_taken_at_once_while_somebody_reads_the_store_and_the_log_is_emptied_afterwards(
    sqlite_house_settings: Settings,
) -> None:
    house = House(sqlite_house_settings)
    contacts, log = [listed(house), listed(house)], sqlite_house_settings.data_dir / "intake.sqlite-wal"
    with house.rooms["intake"].store.reading() as backup:
        backup.exec_driver_sql("select count(*) from events").fetchall()
        started = time.monotonic()
        assert declined(house, contacts[0]) == {"status": "declined"}
        assert time.monotonic() - started < SQLITE_BUSY_SECONDS
        assert log.stat().st_size > 0
    declined(house, contacts[1])
    assert log.stat().st_size == 0
    house.close()
