"""The reference people read out on the phone: seven characters and a check character, written `XXXX-XXXX`."""

from collections.abc import Callable

from stdnum.iso7064 import mod_37_2

ALPHABET = "23456789CDFHJKMNPRTVWXY"
"""Twenty-three characters, none taken for another, no vowel to spell a word with.

Why: 23 is prime, so ISO 7064's pure system of radix 2 catches every single wrong character and every swap of
neighbours.
"""

LENGTH = 8
"""Characters of a reference, its check character included: 23^7, 3.4 thousand million references."""

_BETWEEN = str.maketrans("", "", " -\u00a0\u2010\u2011\u2012\u2013\u2014")


class UnreadableReference(ValueError):
    """What was typed is no reference; the message says what is wrong in plain words."""


def new_reference(random_below: Callable[[int], int]) -> str:
    """Return a fresh reference of eight characters without its hyphen.

    Shape: the randomness comes from outside, `random_below(n)` giving a number from 0 to n - 1.
    """
    body = "".join(ALPHABET[random_below(len(ALPHABET))] for _ in range(LENGTH - 1))
    return body + str(mod_37_2.calc_check_digit(body, ALPHABET))


def written(reference: str) -> str:
    """Return the reference as people see it, `XXXX-XXXX`."""
    return f"{reference[:4]}-{reference[4:]}"


def read_reference(text: str) -> str:
    """Return the eight characters of a reference as somebody typed it: any case, with spaces or hyphens or none.

    Raises: UnreadableReference saying whether the length, a character or the check character is wrong.
    """
    reference = text.translate(_BETWEEN).strip().upper()
    if len(reference) != LENGTH:
        raise UnreadableReference(f"A reference has {LENGTH} characters, such as {written('234567C' + 'F')}.")
    for character in reference:
        if character not in ALPHABET:
            raise UnreadableReference(_never_used(character))
    if mod_37_2.checksum(reference, ALPHABET) != 1:
        raise UnreadableReference("One character is wrong, or two are swapped: the check character does not fit.")
    return reference


def _never_used(character: str) -> str:
    if character.isascii() and character.isalnum():
        return f"A reference never has the character {character}: look for one that resembles it."
    return "A reference has only letters and numbers, and a hyphen in the middle."
