"""New identifiers, made in one place, so that decisions never mint their own."""

import secrets
import uuid
from collections.abc import Callable

NewId = Callable[[], str]
"""Gives an identifier nobody has been given before."""

RandomBelow = Callable[[int], int]
"""Gives a whole number from 0 up to, not including, its argument."""


def random_id() -> str:
    """Return 32 random hexadecimal characters (a version 4 UUID without its hyphens)."""
    return uuid.uuid4().hex


def random_below(bound: int) -> int:
    """Return an unguessable number below `bound`."""
    return secrets.randbelow(bound)
