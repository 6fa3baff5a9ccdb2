"""The rules that are not about one referral, one scheme or one person, and how a rule is read aloud."""

from collections.abc import Callable
from functools import cache
from typing import Any

NO_GAP = "every stream counts its versions without a gap"
READABLE = "every recorded event can be read"
KEYS_ONCE = "no sender's key was taken in twice"
NONE_DEAD = "no event lies dead"
DELIVERED = "everything recorded has reached every service that hears it"
NONE_STUCK = "no event waits although nothing before it is missing"
NOT_AHEAD = "no service has heard more than is recorded"
PASSED_ON = "everything recorded has been passed on"


def tables_rule(service: str) -> str:
    """Return the rule about one service's own tables."""
    return f"the tables of {service} are those that its events tell"


@cache
def sentence(rule: Callable[..., Any]) -> str:
    """Return a rule as it is read aloud: its name."""
    return rule.__name__.replace("_", " ")
