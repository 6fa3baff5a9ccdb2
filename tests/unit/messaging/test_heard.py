import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.config.limits import PACK_BYTES_MAX, PACK_EVENTS_MAX
from shared.event_store.recorded import StoredEvent
from shared.messaging.heard import Heard, packs, unpacked
from shared.messaging.topology import category

WANTED = frozenset({"referral", "match"})

rows = st.lists(
    st.builds(
        StoredEvent,
        position=st.integers(1, 2**40),
        stream=st.sampled_from(["referral-A", "referral-B", "match-A", "person-1", "scheme-x"]),
        version=st.integers(1, 9),
        type=st.just("intake.referral_received.v1"),
        public=st.text(max_size=20),
        meta=st.text(max_size=5),
    ),
    max_size=30,
)


def row(number: int, stream: str = "referral-A", public: str = "{}") -> StoredEvent:
    return StoredEvent(number, stream, number, "intake.referral_received.v1", public, "{}")


@given(rows)
def test_what_is_unpacked_is_what_was_packed_in_the_order_of_the_store(stored: list[StoredEvent]) -> None:
    for kind in WANTED:
        sent = [Heard._make(one[1:]) for one in stored if category(one.stream) == kind]
        got = [event for pack in packs(stored, WANTED) if pack.category == kind for event in unpacked(pack.body)]
        assert got == sent


@given(rows)
def test_a_pack_holds_one_category_and_nothing_that_nobody_asked_for(stored: list[StoredEvent]) -> None:
    for pack in packs(stored, WANTED):
        assert pack.category in WANTED
        assert {category(event.stream) for event in unpacked(pack.body)} == {pack.category}


def test_a_pack_has_at_most_so_many_events_and_an_empty_one_is_never_sent() -> None:
    sizes = [len(unpacked(pack.body)) for pack in packs([row(n) for n in range(2 * PACK_EVENTS_MAX + 1)], WANTED)]
    assert sizes == [PACK_EVENTS_MAX, PACK_EVENTS_MAX, 1]
    assert packs([], WANTED) == packs([row(1, "person-1")], WANTED) == []


def test_large_events_are_spread_over_several_packs_and_one_larger_than_any_travels_alone() -> None:
    half = "x" * (PACK_BYTES_MAX // 2)
    bodies = [half, half, half, "y" * (2 * PACK_BYTES_MAX), "z"]
    found = packs([row(n, public=body) for n, body in enumerate(bodies)], WANTED)
    assert [[event.version for event in unpacked(pack.body)] for pack in found] == [[0, 1], [2], [3], [4]]


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff\xfe", b"{}", b"[1]", b'[["referral-A", 1]]', b'[["referral-A", "1", "t", "{}", "{}"]]', b"[[]]"],
)
def test_a_body_that_is_no_pack_is_refused_as_not_understood(body: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        unpacked(body)


@given(st.binary(max_size=60))
def test_no_bytes_at_all_raise_anything_else_than_not_understood(body: bytes) -> None:
    try:
        unpacked(body)
    except msgspec.DecodeError:
        return
