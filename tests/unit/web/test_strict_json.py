import json
from contextlib import suppress

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from services.web.strict_json import NotReadable, read_json

SCALARS = st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    SCALARS | TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=8
)


@given(VALUES, st.booleans())
def test_every_shallow_json_value_reads_as_it_was_written(value: object, ascii_only: bool) -> None:
    assert read_json(json.dumps(value, ensure_ascii=ascii_only).encode()) == value


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_read_or_refused_and_nothing_else_happens(raw: bytes) -> None:
    try:
        json.dumps(read_json(raw), ensure_ascii=False, allow_nan=False).encode()
    except NotReadable as refused:
        event(str(refused)[:20])


@given(st.text(st.sampled_from('\\ud8dcF0a"u{}[]:,'), max_size=40))
def test_whatever_escapes_stand_in_a_text_it_can_be_written_in_utf_8_afterwards(text: str) -> None:
    with suppress(NotReadable):
        json.dumps(read_json(f'"{text}"'.encode()), ensure_ascii=False).encode()


@pytest.mark.parametrize("depth", [12, 13])
def test_the_limit_of_depth_is_kept_to_the_level(depth: int) -> None:
    raw = b"[" * depth + b"]" * depth
    if depth == 12:
        assert read_json(raw)
    else:
        with pytest.raises(NotReadable, match="12 deep"):
            read_json(raw)
