from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from shared.clock import system_clock
from shared.contracts.cases import CaseClosed, OfferAccepted, OfferWithdrawn
from shared.contracts.event import Event, Meta
from shared.event_store.recorded import Recorded
from shared.messaging.heard import Heard
from shared.messaging.inbox import React, by_kind, halves, waves

ABOUT = {"case_id": "A-1", "reference": "A", "person_id": "p", "scheme_id": "s"}
META = Meta(at=system_clock(), by="service:cases", because="test")


def heard(stream: str, version: int) -> Heard:
    return Heard(stream, version, "t", "{}", "{}")


@st.composite
def in_stream_order(draw: st.DrawFn) -> list[Heard]:
    """Give events of a few streams as they fall due: each stream by version, the streams mixed."""
    versions: dict[str, int] = {}
    events = []
    for stream in draw(st.lists(st.sampled_from(["a-1", "a-2", "b-1"]), max_size=20)):
        versions[stream] = versions.get(stream, 0) + 1
        events.append(heard(stream, versions[stream]))
    return events


@given(in_stream_order())
def test_each_stream_speaks_once_per_wave_and_in_order_over_the_waves(due: list[Heard]) -> None:
    cut = waves(due)
    assert sorted(event for wave in cut for event in wave) == sorted(due)
    for number, wave in enumerate(cut):
        assert len({event.stream for event in wave}) == len(wave)
        assert {event.version for event in wave} == {number + 1}


@given(in_stream_order())
def test_halves_together_are_the_whole_and_keep_every_stream_in_order(due: list[Heard]) -> None:
    first, second = halves(due)
    assert sorted([*first, *second]) == sorted(due)
    assert abs(len(first) - len(second)) <= 1
    for stream in {event.stream for event in due}:
        versions = [event.version for event in (*first, *second) if event.stream == stream]
        assert versions == sorted(versions)


@given(in_stream_order())
def test_halving_again_and_again_ends_with_single_events(due: list[Heard]) -> None:
    parts: list[Sequence[Heard]] = [due] if due else []
    while any(len(part) > 1 for part in parts):
        parts = [half for part in parts for half in (halves(part) if len(part) > 1 else [part])]
    assert sorted(part[0] for part in parts) == sorted(due)


class Notebook:
    """Stands in for a transaction: notes what was handed to whom, and what was stored in between."""

    def __init__(self) -> None:
        self.written: list[str] = []

    def finish(self) -> None:
        self.written.append("stored")

    def noting(self, name: str) -> React:
        def react(_work: Any, events: Sequence[Recorded]) -> None:
            self.written.append(f"{name} {'+'.join(one.stream for one in events)}")

        return react


def recorded(stream: str, event: Event) -> Recorded:
    return Recorded(stream, 1, event, META)


def test_the_kinds_of_a_wave_come_in_the_order_they_are_wired_each_stored_before_the_next() -> None:
    notes = Notebook()
    react = by_kind({OfferWithdrawn: notes.noting("withdrawn"), OfferAccepted: notes.noting("accepted")})
    work: Any = notes
    react(
        work,
        [
            recorded("case-1", OfferAccepted(**ABOUT)),
            recorded("case-2", OfferWithdrawn(**ABOUT)),
            recorded("case-3", CaseClosed(**ABOUT, outcome="", reason="")),
            recorded("case-4", OfferAccepted(**ABOUT)),
        ],
    )
    assert notes.written == ["withdrawn case-2", "stored", "accepted case-1+case-4", "stored"]


def test_a_kind_that_nobody_reacts_to_is_heard_and_let_pass() -> None:
    notes = Notebook()
    work: Any = notes
    by_kind({})(work, [recorded("case-1", OfferAccepted(**ABOUT))])
    assert notes.written == []
