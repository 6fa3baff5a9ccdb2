import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from shared.doors.phone import phone

DRAMA = ("+447700900", "+441632960")
digits = st.text("0123456789", min_size=6, max_size=12)
starts = st.sampled_from(
    ["07", "01", "02", "03", "08", "0800", "0117", "020", "+44", "+447", "+4420", "0044", "+44 (0)", "+33", ""]
)


def parsed(text: str) -> str | None:
    """Return what phonenumbers makes of a number when asked directly."""
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@pytest.mark.parametrize(
    ("typed", "e164"),
    [
        ("07700 900123", "+447700900123"),
        ("+44 (0)7700 900-123", "+447700900123"),
        ("0117 496 0123", "+441174960123"),
        ("(0117) 496.0123", "+441174960123"),
        ("00447700900123", "+447700900123"),
        ("01632 960123", "+441632960123"),
        ("\u202a+44 7700 900123\u202c", "+447700900123"),
        ("0117 496 0123 ext 4", "+441174960123;ext=4"),
        ("0117 496 0123 x22", "+441174960123;ext=22"),
        ("0800 1111", "+448001111"),
        ("+33 1 23 45 67 89", "+33123456789"),
        ("07911 123456", "+447911123456"),
        ("01534 512345", "+441534512345"),
    ],
)
def test_a_number_is_read_however_it_was_spaced_and_written_as_e164(typed: str, e164: str) -> None:
    assert phone(typed) == e164


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "999",
        "07700",
        "0117 496 0123 / 0117 496 0124",
        "call 07911 123456",
        "07911 123456 (mum)",
        "\u0660\u0667\u0667\u0660\u0660",
        "+447700900\x00123",
    ],
)
def test_what_is_not_one_telephone_number_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        phone(typed)


@given(starts, digits)
def test_the_short_way_gives_what_phonenumbers_gives(start: str, rest: str) -> None:
    typed = start + rest
    try:
        read = phone(typed)
    except ValidationError:
        assert parsed(typed) is None
    else:
        assert read == parsed(typed) or read.startswith(DRAMA)
