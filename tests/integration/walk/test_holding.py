"""Details of somebody to be reached are held no longer than the list says; sweeping twice ends nobody twice."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.config.settings import Settings
from shared.contracts.outreach import OutreachEnded
from tests.integration.walk.accounts import events
from tests.integration.walk.doorsteps import AT_THE_DOOR, agreed, entry, listed, put
from tests.integration.walk.house import House
from tests.integration.walk.races import at_once

LAST_DAY = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
ANN = {"given_name": "Ann", "family_name": "Lee"}


def ahead(settings: Settings, days: int) -> House:
    """Open the same house so many days later."""
    return House(settings, {"intake": lambda: datetime.now(UTC) + timedelta(days=days)})


@pytest.mark.parametrize(("days", "state"), [(29, "to_reach"), (32, "ended")])
def test_whoever_was_not_reached_by_the_last_day_is_ended_and_not_a_day_before(
    days: int, state: str, house: House, house_settings: Settings
) -> None:
    contact_id = listed(house, **ANN, hold_until=LAST_DAY)
    assert house.intake.outreach(contact_id, AT_THE_DOOR)["hold_until"] == LAST_DAY
    later = ahead(house_settings, days)
    assert later.intake.sweep() == (state == "ended")
    told = later.intake.outreach(contact_id, AT_THE_DOOR)
    assert (told["state"], told["contact"] is None) == (state, state == "ended")
    later.close()


def test_whoever_agreed_or_is_on_a_list_without_a_last_day_is_left_alone(
    house: House, house_settings: Settings
) -> None:
    agreed(house, listed(house, hold_until=LAST_DAY))
    listed(house)
    later = ahead(house_settings, 400)
    assert later.intake.sweep() == 0
    later.close()


def test_whoever_was_held_long_enough_may_be_on_a_later_list(house: House, house_settings: Settings) -> None:
    first = listed(house, **ANN, hold_until=LAST_DAY)
    later = ahead(house_settings, 40)
    later.intake.sweep()
    (answer,) = put(later, entry(**ANN))
    assert (answer["status"], answer["repeated"], answer["id"] == first) == ("listed", False, False)
    later.close()


def test_two_processes_that_sweep_at_once_end_everybody_once(
    postgresql_house: House, postgresql_house_settings: Settings
) -> None:
    for _ in range(5):
        listed(postgresql_house, hold_until=LAST_DAY)
    later = [ahead(postgresql_house_settings, 40) for _ in range(2)]
    at_once(*(one.intake.sweep for one in later))
    recorded = events(postgresql_house, "intake")
    ends = [(one.event.reason, one.meta.by) for one in recorded if isinstance(one.event, OutreachEnded)]
    assert ends == [("held_long_enough", "clock:intake")] * 5
    assert later[0].intake.sweep() == 0
    for one in later:
        one.close()
