"""A referral while its rules look at it."""

from collections.abc import Mapping
from datetime import date
from typing import Any


class Told:
    """A referral while it is judged. `sent`: as it came, to ask whether a field was given; `right`: what was readable.

    Why: a field that was given but is wrong has its own message; a rule must not add that it is missing.
    """

    def __init__(self, sent: Mapping[str, Any], right: Mapping[str, Any], today: date) -> None:
        self.sent = sent
        self.today = today
        self.right = right
        self.person: Mapping[str, Any] = right.get("person") or {}
        self.referrer: Mapping[str, Any] = right.get("referrer") or {}
        self.contact: Mapping[str, Any] = right.get("safe_contact") or {}
        self.sharing: list[Mapping[str, Any]] = right.get("sharing") or []

    def given(self, *path: str) -> bool:
        """Tell whether anything was sent under a name, right or wrong."""
        value: Any = self.sent
        for name in path:
            if not isinstance(value, Mapping):
                return False
            value = value.get(name)
        return value is not None and value != []
