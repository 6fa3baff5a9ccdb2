"""The numbers and codes of the field, each brought into its one form.

Every reader raises ValidationError with what to do, and never repeats the text.
"""

import re

from marshmallow import ValidationError, validate
from stdnum.gb import nhs

from shared.config.limits import EMAIL_CHARACTERS_MAX
from shared.doors.characters import cleared

_TEN_DIGITS = re.compile("[0-9]{10}")
_ISSUED = re.compile("[3467][0-9]{9}|999[0-9]{7}|(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])[0-9]{6}")
_POSTCODE = re.compile(
    "GIR 0AA|ZZ99 [0-9][A-Z]{2}"
    "|(?:[A-Z][0-9]{1,2}|[A-Z][A-HJ-Y][0-9]{1,2}|[A-Z][0-9][A-Z]|[A-Z][A-HJ-Y][0-9]?[A-Z]) [0-9][A-Z]{2}"
)
_PRACTICE = re.compile("[A-Z][0-9]{5}|[A-Z]{3}[0-9]{3}|[0-9]{5}|[A-Z][0-9][A-Z][0-9][A-Z]")
_ORGANISATION = re.compile("(?=.*[0-9])[A-Z0-9]{3,9}|[A-Z]{3,5}")
_LANGUAGE = re.compile("[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}")
_SCHEME = re.compile("[a-z0-9-]{1,80}")
_AREA = re.compile("(?:E0[156789]|W0[156]|S01|S1[23]|N0[89]|N20)[0-9]{6}")
_email = validate.Email(error="Write an email address such as name@example.org.")

NO_FIXED_ABODE = "ZZ99 3VZ"
"""The postcode of somebody of no fixed abode. Source: NHS Data Dictionary, the ZZ99 pseudo-postcodes."""


def nhs_number(text: str) -> str:
    """Return the ten digits of an NHS number in England, Wales or Northern Ireland, or of a CHI number in Scotland.

    Source: field/standards.md section 5. Ranges ever issued: 300 to 499 and 600 to 799 million; a CHI number starts
    with a birth date as DDMM; 999 is never issued, and kept for tests and training.
    """
    digits = "".join(text.split()).replace("-", "")
    if not _TEN_DIGITS.fullmatch(digits):
        raise ValidationError("Write the 10 digits of the NHS number, with spaces or without.")
    if nhs.checksum(digits) != 0:
        raise ValidationError("Check the NHS number: one digit is wrong, or two are swapped.")
    if not _ISSUED.fullmatch(digits):
        raise ValidationError("Check the NHS number: no number in this range has been issued.")
    return digits


def postcode(text: str) -> str:
    """Return a postcode as `AB1 2CD`; `ZZ99` alone stands for no fixed abode.

    Why: only the form is checked here. Whether it exists is a question for the table of areas.
    Source: the government's bulk data standard (field/standards.md section 5), its anchors mended.
    """
    compact = "".join(text.upper().split())
    if compact == "ZZ99":
        return NO_FIXED_ABODE
    spaced = f"{compact[:-3]} {compact[-3:]}"
    if not _POSTCODE.fullmatch(spaced):
        raise ValidationError("Write a full postcode such as BS1 4ND, or ZZ99 3VZ for no fixed abode.")
    return spaced


def practice(text: str) -> str:
    """Return the ODS code of a GP practice, in capitals.

    Shape: a letter and five digits (England, Wales, Northern Ireland), three letters and three digits (Crown
    dependencies), five digits (Scotland), or the newer letter-digit-letter-digit-letter.
    """
    code = text.upper()
    if not _PRACTICE.fullmatch(code):
        raise ValidationError("Write the practice's ODS code, usually a letter and five digits such as L81087.")
    return code


def organisation(text: str) -> str:
    """Return the ODS code of any organisation or site, in capitals.

    Shape: three to nine letters and digits; without a digit at most five letters, so that a name is not taken for one.
    """
    code = text.upper()
    if not _ORGANISATION.fullmatch(code):
        raise ValidationError("Write the organisation's ODS code: three to nine letters and digits such as RX1.")
    return code


def email(text: str) -> str:
    """Return an email address as it was written."""
    if len(text) > EMAIL_CHARACTERS_MAX:
        raise ValidationError(f"Shorten the email address to {EMAIL_CHARACTERS_MAX} characters or fewer.")
    return str(_email(text if text.isprintable() else cleared(text, lines=False)))


def language(text: str) -> str:
    """Return a language's ISO 639 code or BCP 47 tag in small letters: `en`, `cy`, `bfi` for British Sign Language."""
    code = text.lower()
    if not _LANGUAGE.fullmatch(code):
        raise ValidationError("Write the language's short code: en, cy, pl, or bfi for British Sign Language.")
    return code


def scheme_id(text: str) -> str:
    """Return the id of a scheme."""
    if not _SCHEME.fullmatch(text):
        raise ValidationError("Write the scheme's id: small letters, digits and hyphens, at most 80.")
    return text


def area(text: str) -> str:
    """Return the GSS code of a local authority, ward, LSOA or data zone.

    Source: field/standards.md section 5. Regions, counties and countries are refused: no postcode is looked up to them.
    """
    if not _AREA.fullmatch(text):
        raise ValidationError(
            "Write the nine-character GSS code of a local authority, ward or LSOA, such as E06000023."
        )
    return text
