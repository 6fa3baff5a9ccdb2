"""Telephone numbers, checked against the numbering plans and brought into E.164."""

import re

import phonenumbers
from marshmallow import ValidationError
from phonenumbers import NumberParseException, PhoneMetadata, PhoneNumberFormat

_HOME = "GB"
_ASK = "Write a telephone number such as 0117 496 0123 or +44 7911 123456."
_DRAMA = "7700900[0-9]{3}|1632960[0-9]{3}"


def _plain_british() -> re.Pattern[str]:
    plan = PhoneMetadata.metadata_for_region(_HOME)
    assert plan is not None
    patterns = "|".join(str(kind.national_number_pattern) for kind in (plan.mobile, plan.fixed_line) if kind)
    return re.compile(rf"(?:\+440?|00440?|0)((?=[0-9]{{10}}\Z)(?:{patterns})|{_DRAMA})", re.ASCII)


_BRITISH = _plain_british()
_ONE_NUMBER = re.compile(r"[^A-Za-z/,;]*(?:(?:ext|extn|extension|x|#)[.:]? *[0-9]{1,6})?", re.IGNORECASE)
_BETWEEN = str.maketrans("", "", " -().\u00a0\u2011\u2013\u202a\u202c")


def phone(text: str) -> str:
    """Return the number as E.164, with `;ext=` and the extension where there is one.

    Why: an ordinary British number is matched against the same numbering plan directly, some forty times faster than
    parsing it; all else is left to phonenumbers. Ofcom's ranges for drama are in no plan, and kept for examples.
    Raises: ValidationError, never repeating the number; also where words or a second number stand beside it, which
    would be lost.
    """
    plain = _BRITISH.fullmatch(text.translate(_BETWEEN))
    if plain:
        return f"+44{plain[1]}"
    if not _ONE_NUMBER.fullmatch(text):
        raise ValidationError(_ASK)
    try:
        number = phonenumbers.parse(text, _HOME)
    except NumberParseException:
        raise ValidationError(_ASK) from None
    if not phonenumbers.is_valid_number(number):
        raise ValidationError(_ASK)
    written = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return f"{written};ext={number.extension}" if number.extension else written
