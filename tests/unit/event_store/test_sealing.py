"""Sealing: what is sealed opens only with the same key and at the same place, byte for byte."""

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from shared.event_store.keyring import SealBroken, seal, unseal

KEY = AESGCM(bytes(32))


@given(st.binary(max_size=300), st.text(max_size=50))
def test_what_was_sealed_opens_with_the_same_key_at_the_same_place(plain: bytes, place: str) -> None:
    assert unseal(KEY, place, seal(KEY, place, plain)) == plain


@given(st.binary(max_size=50), st.text(max_size=20), st.text(max_size=20))
def test_what_was_sealed_opens_at_no_other_place(plain: bytes, place: str, other: str) -> None:
    sealed = seal(KEY, place, plain)
    if place != other:
        with pytest.raises(SealBroken):
            unseal(KEY, other, sealed)


@given(st.binary(max_size=50), st.integers(min_value=0), st.integers(1, 255))
def test_what_was_changed_by_a_single_byte_does_not_open(plain: bytes, where: int, by: int) -> None:
    sealed = bytearray(seal(KEY, "place", plain))
    sealed[where % len(sealed)] ^= by
    with pytest.raises(SealBroken):
        unseal(KEY, "place", bytes(sealed))


def test_another_key_opens_nothing_and_too_short_a_text_is_no_crash() -> None:
    with pytest.raises(SealBroken):
        unseal(AESGCM(bytes(range(32))), "place", seal(KEY, "place", b"plain"))
    with pytest.raises(SealBroken):
        unseal(KEY, "place", b"short")
