"""Postcodes as text: the one form in which they are compared, and what counts as one."""

import re

PSEUDO_OUTWARD = "ZZ99"
"""The outward code of the NHS pseudo-postcodes: no fixed abode, unknown, or a country abroad."""

_POSTCODE = re.compile(
    r"GIR0AA|(?:[A-Z][0-9]{1,2}|[A-Z][A-HJ-Y][0-9]{1,2}|[A-Z][0-9][A-Z]|[A-Z][A-HJ-Y][0-9]?[A-Z])[0-9][A-Z]{2}"
)
"""Source: the pattern of the government's bulk data standard, its anchors put right and its space left out."""

_PSEUDO = re.compile(PSEUDO_OUTWARD + r"(?:[0-9][A-Z]{2})?")


def postcode_key(text: str) -> str:
    """Return the form in which postcodes are compared: upper case, no white space. `sw1a 1aa` → `SW1A1AA`."""
    return "".join(text.upper().split())


def is_postcode(key: str) -> bool:
    """Whether a key has the pattern of a postcode; whether it is in use, only the table knows."""
    return _POSTCODE.fullmatch(key) is not None


def is_pseudo_postcode(key: str) -> bool:
    """Whether a key is `ZZ99` alone or one of its full forms, such as `ZZ993VZ` for no fixed abode."""
    return _PSEUDO.fullmatch(key) is not None
