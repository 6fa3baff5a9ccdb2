import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.areas.postcode import is_postcode, is_pseudo_postcode, postcode_key


@pytest.mark.parametrize(
    "text", ["M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 0AX", "EC1A 1BB", "GIR 0AA", "BT1 5GS", "QX1 1AA"]
)
def test_every_shape_of_postcode_is_one_in_any_case_and_spacing(text: str) -> None:
    for variant in (text, text.lower(), text.replace(" ", ""), f" {text} ", text.replace(" ", "  ")):
        assert is_postcode(postcode_key(variant))


@pytest.mark.parametrize(
    "text", ["", "SW1A", "SW1A 1A", "SW1A 1AAA", "1AA SW1A", "SW1A-1AA", "ZZ99 3VZ", "AI1 1AA", "A٣ 1AA"]
)
def test_what_lacks_the_pattern_is_no_postcode(text: str) -> None:
    assert not is_postcode(postcode_key(text))


@pytest.mark.parametrize(
    ("text", "pseudo"), [("ZZ99 3VZ", True), ("zz99", True), ("ZZ99 3", False), ("ZZ9 3VZ", False)]
)
def test_a_pseudo_postcode_begins_with_zz99_and_is_whole(text: str, pseudo: bool) -> None:
    assert is_pseudo_postcode(postcode_key(text)) is pseudo


@given(st.text())
def test_the_key_of_a_key_is_itself_whatever_was_typed(text: str) -> None:
    key = postcode_key(text)
    assert postcode_key(key) == key
    assert not (is_postcode(key) and is_pseudo_postcode(key))
