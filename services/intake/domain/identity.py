"""By what a person can be recognised: keyed hashes of what a referral says of them."""

import hashlib
import hmac
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from services.intake.areas.postcode import is_pseudo_postcode, postcode_key
from shared.contracts.referral import PersonDetails

NONE = 0
"""The key of something that was not told."""


class Identity(NamedTuple):
    """What one referral tells of who somebody is. `name_key`: both names, birth date and postcode together."""

    name_key: int
    nhs_key: int


Hash = Callable[[str], int]
"""Gives a keyed 64-bit hash, signed, never 0."""


def keyed_hash(key: bytes) -> Hash:
    """Return the hash under one secret key: HMAC-SHA-256, cut to 64 bits. Source: research on record linkage."""

    def hashed(text: str) -> int:
        digest = hmac.digest(key, text.encode(), hashlib.sha256)
        return int.from_bytes(digest[:8], "big", signed=True) or 1

    return hashed


Digest = Callable[[bytes], str]
"""Gives a keyed hash as text."""


def keyed_digest(key: bytes) -> Digest:
    """Return the digest under one secret key: HMAC-SHA-256 in hexadecimal."""
    return lambda content: hmac.digest(key, content, hashlib.sha256).hex()


def identity(details: PersonDetails, hashed: Hash) -> Identity:
    """Return by what this person can be recognised."""
    return Identity(
        name_key=_name_key(details, hashed),
        nhs_key=hashed("nhs|" + details.nhs_number) if details.nhs_number else NONE,
    )


def _name_key(details: PersonDetails, hashed: Hash) -> int:
    """Why none for a pseudo-postcode: it places nobody, so it can tell no two people apart."""
    postcode = postcode_key(details.postcode or "")
    if not postcode or is_pseudo_postcode(postcode):
        return NONE
    names = (folded(details.given_name), folded(details.family_name))
    return hashed("|".join(("name", *names, details.born_on.isoformat(), postcode)))


def folded(name: str) -> str:
    """Return a name as it is compared: case, accents, spaces and hyphens do not count."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return "".join(letter for letter in plain if letter.isalnum())
