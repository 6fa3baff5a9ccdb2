from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kombu.serialization import dumps, loads

from shared.config.limits import RPC_BODY_BYTES_MAX
from shared.messaging.rpc.sealing import (
    CONTENT_TYPE,
    SERIALIZER,
    BodyTooLarge,
    NotOurSeal,
    Sealing,
    register_sealing,
)

MASTER, FOREIGN = bytes(range(32)), bytes(range(1, 33))

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(plain)
def test_what_was_sealed_is_the_same_when_unsealed_whatever_it_was(value: Any) -> None:
    assert Sealing(MASTER).unseal(Sealing(MASTER).seal(value)) == value


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=8, max_size=40))
def test_nothing_that_was_said_can_be_read_in_a_sealed_body(name: str) -> None:
    assert name.encode() not in Sealing(MASTER).seal({"given_name": name})


def test_the_same_question_looks_different_every_time_it_is_sealed() -> None:
    assert Sealing(MASTER).seal("K7MD3QXP") != Sealing(MASTER).seal("K7MD3QXP")


@given(st.data())
def test_a_body_is_refused_when_any_one_byte_was_changed(data: st.DataObject) -> None:
    sealed = bytearray(Sealing(MASTER).seal({"reference": "K7MD3QXP"}))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(NotOurSeal):
        Sealing(MASTER).unseal(sealed)


@given(st.binary(max_size=64))
def test_a_body_is_refused_when_it_was_never_sealed(body: bytes) -> None:
    with pytest.raises(NotOurSeal):
        Sealing(MASTER).unseal(body)


def test_a_body_is_refused_with_the_reason_when_it_was_sealed_under_another_master_key() -> None:
    with pytest.raises(NotOurSeal, match="not sealed with this Onward's master key"):
        Sealing(MASTER).unseal(Sealing(FOREIGN).seal("anything"))


def test_a_body_larger_than_the_limit_is_neither_sealed_nor_unsealed() -> None:
    with pytest.raises(BodyTooLarge, match="at most 16,777,216"):
        Sealing(MASTER).seal("x" * RPC_BODY_BYTES_MAX)
    with pytest.raises(BodyTooLarge):
        Sealing(MASTER).unseal(bytes(RPC_BODY_BYTES_MAX + 100))


def test_nameko_seals_its_own_messages_too_once_the_serializer_is_registered() -> None:
    register_sealing(MASTER)
    content_type, encoding, body = dumps({"args": ["Amina"]}, SERIALIZER)
    assert (content_type, encoding) == (CONTENT_TYPE, "binary")
    assert b"Amina" not in body
    assert loads(body, content_type, encoding, accept={CONTENT_TYPE}) == {"args": ["Amina"]}
