from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.domain.listing import Standing, StaysOff, list_activity, take_off
from shared.contracts.activities import Activity, ActivityListed, ActivityRelisted, ActivityTakenOff
from shared.contracts.directory_codes import TAKEN_OFF_REASONS
from shared.contracts.event import Event
from shared.contracts.listing import Listing, Origin


def activity(needs: tuple[str, ...] = (), **told: Any) -> Activity:
    """Return an activity of an invented directory."""
    listing = Listing(**{"name": "Quay Café", "origin": Origin(directory="Quayside"), **told})
    return Activity(id="quay-cafe", listing=listing, needs=needs)


@dataclass
class Directory:
    """One activity's entry, kept from its events as the tables keep it."""

    standing: Standing | None = None

    def take(self, events: list[Event]) -> list[Event]:
        """Note what happened."""
        for event in events:
            version = (self.standing.version if self.standing else 0) + 1
            if isinstance(event, ActivityTakenOff):
                assert self.standing
                self.standing = Standing(self.standing.activity, event.reason, version)
            elif isinstance(event, ActivityListed | ActivityRelisted):
                assert event.activity
                self.standing = Standing(event.activity, None, version)
        return events


def test_an_activity_is_listed_once_however_often_it_is_told() -> None:
    directory = Directory()
    assert directory.take(list_activity(None, activity())) == [
        ActivityListed(activity_id="quay-cafe", activity=activity())
    ]
    assert list_activity(directory.standing, activity()) == []


def test_an_activity_told_otherwise_is_relisted_with_the_fields_that_changed() -> None:
    told = activity(("food",), description="Soup.", name="Quay Café")
    assert list_activity(Standing(activity(), None, 1), told) == [
        ActivityRelisted(activity_id="quay-cafe", changed=("description", "needs"), activity=told)
    ]


def test_what_was_merely_gone_comes_back_with_its_directory() -> None:
    back = list_activity(Standing(activity(), "gone", 2), activity())
    assert back == [ActivityListed(activity_id="quay-cafe", activity=activity())]


@pytest.mark.parametrize("reason", sorted(set(TAKEN_OFF_REASONS) - {"gone"}))
def test_what_somebody_took_off_is_put_back_by_no_import(reason: str) -> None:
    with pytest.raises(StaysOff):
        list_activity(Standing(activity(), reason, 2), activity(description="New"))


def test_an_activity_is_taken_off_once_for_each_reason() -> None:
    off = ActivityTakenOff(activity_id="quay-cafe", reason="gone")
    assert take_off(Standing(activity(), None, 1), "gone") == [off]
    assert take_off(Standing(activity(), "gone", 2), "gone") == []
    assert take_off(Standing(activity(), "gone", 2), "ended") == [
        ActivityTakenOff(activity_id="quay-cafe", reason="ended")
    ]


@given(st.lists(st.sampled_from(["A", "B", *TAKEN_OFF_REASONS]), max_size=20))
def test_telling_the_same_twice_never_records_anything_more(steps: list[str]) -> None:
    directory = Directory()
    for step in steps:
        if step in TAKEN_OFF_REASONS:
            if directory.standing:
                directory.take(take_off(directory.standing, step))
                assert take_off(directory.standing, step) == []
        elif not directory.standing or directory.standing.taken_off in (None, "gone"):
            directory.take(list_activity(directory.standing, activity(name=step)))
            assert list_activity(directory.standing, activity(name=step)) == []
