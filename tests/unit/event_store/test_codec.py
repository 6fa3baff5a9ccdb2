"""Events as text: what is public is written in clear, what is private apart, and both come back as they were."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.codec import UnknownEvent, from_public, from_stored, public_part
from shared.contracts.event import FORGOTTEN, Event, Kept, Personal, recorded
from shared.contracts.private import private_part, read_private
from shared.contracts.upcasting import upcast


class Detail(msgspec.Struct, frozen=True):
    """Something with parts."""

    words: str
    on: date


@recorded("codec.told")
class Told(Event, frozen=True):
    """Everything an event may hold."""

    n: int
    at: datetime
    codes: tuple[str, ...] = ()
    points: dict[str, int] = msgspec.field(default_factory=dict)
    detail: Annotated[Detail | None, Personal] = None
    name: Annotated[str | None, Personal] = None
    why: Annotated[tuple[Detail, ...] | None, Kept] = None


DETAILS = st.builds(Detail, st.text(), st.dates())
EVENTS = st.builds(
    Told,
    n=st.integers(-(2**53), 2**53),
    at=st.datetimes(timezones=st.just(UTC)),
    codes=st.lists(st.text()).map(tuple),
    points=st.dictionaries(st.text(), st.integers(0, 1000)),
    detail=st.none() | DETAILS,
    name=st.none() | st.text(),
    why=st.none() | st.lists(DETAILS).map(tuple),
)


def reversed_at(place: str) -> Callable[[str, bytes], bytes]:
    """Return a toy seal that remembers where it sealed."""
    return lambda bound_to, plain: plain[::-1] + bound_to.encode()


def opened(bound_to: str, sealed: bytes) -> bytes:
    """Undo the toy seal."""
    assert sealed.endswith(bound_to.encode())
    return sealed.removesuffix(bound_to.encode())[::-1]


@given(EVENTS)
def test_an_event_comes_back_whole_from_its_two_parts(event: Told) -> None:
    private = private_part(event, "place", "p1", reversed_at("place"))
    if private is None:
        assert from_public("codec.told.v1", public_part(event)) == event
    else:
        assert from_stored("codec.told.v1", public_part(event), "place", read_private(private), opened) == event


@given(EVENTS)
def test_the_public_part_has_every_public_field_and_no_other(event: Told) -> None:
    assert set(json.loads(public_part(event))) == {"n", "at", "codes", "points"}
    public = msgspec.structs.replace(event, detail=None, name=None, why=None)
    assert from_public("codec.told.v1", public_part(event)) == public


@given(EVENTS)
def test_an_event_whose_key_is_gone_keeps_all_but_its_personal_fields(event: Told) -> None:
    private = private_part(event, "place", "p1", reversed_at("place"))
    if private is None:
        return
    read = from_stored("codec.told.v1", public_part(event), "place", read_private(private), lambda *_: None)
    assert isinstance(read, Told)
    assert (read.n, read.why) == (event.n, event.why)
    assert read.name is (None if event.name is None else FORGOTTEN)


def test_kept_fields_are_stored_in_clear_and_personal_ones_are_not() -> None:
    event = Told(n=1, at=datetime(2026, 1, 2, tzinfo=UTC), name="Ann", why=(Detail("near", date(2026, 1, 2)),))
    private = private_part(event, "place", "p1", reversed_at("place"))
    assert private is not None
    assert json.loads(private)["kept"] == {"why": [{"words": "near", "on": "2026-01-02"}]}
    assert json.loads(private)["person"] == "p1"
    assert "Ann" not in private


def test_nobody_is_named_where_nothing_was_sealed() -> None:
    event = Told(n=1, at=datetime(2026, 1, 2, tzinfo=UTC), why=())
    assert private_part(event, "place", "p1", reversed_at("place")) == '{"kept":{"why":[]}}'
    assert private_part(msgspec.structs.replace(event, why=None), "place", "p1", None) is None


def test_an_event_nobody_knows_is_refused_by_name() -> None:
    with pytest.raises(UnknownEvent, match=r"codec\.told\.v2"):
        from_public("codec.told.v2", "{}")
    with pytest.raises(msgspec.ValidationError):
        from_public("codec.told.v1", "{}")


def test_a_name_can_not_be_recorded_by_two_classes() -> None:
    for version in (1, 2):
        with pytest.raises(ValueError, match="two classes"):
            recorded("codec.told", version)(Told)


def test_a_private_field_must_be_one_that_can_be_left_out() -> None:
    class Unleavable(Event, frozen=True):
        name: Annotated[str, Personal]

    with pytest.raises(ValueError, match="must default to None"):
        recorded("codec.unleavable")(Unleavable)


def test_a_version_can_not_be_raised_in_two_ways() -> None:
    upcast("codec.raised", from_version=1)(lambda fields: fields)
    with pytest.raises(ValueError, match="two upcasts"):
        upcast("codec.raised", from_version=1)(lambda fields: fields)


@recorded("codec.moved", version=3)
class Relocated(Event, frozen=True):
    """An event whose private fields have changed their names and forms."""

    to: str
    mover: Annotated[Detail | None, Personal] = None


@upcast("codec.moved", from_version=1)
def _names_the_mover(fields: dict[str, object]) -> dict[str, object]:
    return {{"who": "mover"}.get(name, name): value for name, value in fields.items()}


@upcast("codec.moved", from_version=2)
def _dates_the_mover(fields: dict[str, object]) -> dict[str, object]:
    dated = {"mover": {"words": fields["mover"], "on": "2026-01-02"}} if isinstance(fields.get("mover"), str) else {}
    return fields | dated


def test_private_fields_are_raised_with_the_public_ones_and_stay_forgotten_when_they_are() -> None:
    bound = "place|codec.moved|who"
    private = read_private(msgspec.json.encode({"person": "p1", "sealed": {"who": _sealed(b'"Ann"', bound)}}))
    stored = ("codec.moved.v1", '{"to":"York"}', "place", private)
    assert from_stored(*stored, opened) == Relocated(to="York", mover=Detail("Ann", date(2026, 1, 2)))
    assert from_stored(*stored, None) == Relocated(to="York")
    assert from_stored(*stored, lambda *_: None) == Relocated(to="York", mover=FORGOTTEN)


def _sealed(plain: bytes, bound_to: str) -> bytes:
    return plain[::-1] + bound_to.encode()
