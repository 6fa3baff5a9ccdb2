"""The references this process gave out last, for senders who ask at once.

Why: journeys hears of a referral a moment after its sender was answered. To say meanwhile that nothing is kept under
a reference just given out would look like a loss.
"""

from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Any, cast

from flask import current_app

from services.web.answers import found
from services.web.asking import ask
from shared.config.limits import ACKNOWLEDGED_REFERENCES_MAX

_ACKNOWLEDGED = "onward.acknowledged"


class Acknowledged:
    """The newest references; older ones are forgotten, journeys knows them by then."""

    def __init__(self) -> None:
        self._references: dict[str, None] = {}
        self._lock = Lock()

    def add(self, references: Iterable[str]) -> None:
        """Remember references that senders are about to be given."""
        with self._lock:
            self._references |= dict.fromkeys(references)
            while len(self._references) > ACKNOWLEDGED_REFERENCES_MAX:
                del self._references[next(iter(self._references))]

    def __contains__(self, reference: str) -> bool:
        return reference in self._references


def remember_acknowledged(extensions: dict[str, Any]) -> None:
    """Let an app remember what it acknowledges."""
    extensions[_ACKNOWLEDGED] = Acknowledged()


def acknowledged() -> Acknowledged:
    """Return what the present app has acknowledged."""
    return cast(Acknowledged, current_app.extensions[_ACKNOWLEDGED])


def journey_of(reference: str) -> Mapping[str, Any]:
    """Return a referral's journey; without any step yet when it was only just received.

    Raises: Problem when nobody knows the reference; ServiceAway.
    """
    answer: Mapping[str, Any] = ask("journeys", "journey", reference=reference)
    if answer["status"] == "not_found" and reference in acknowledged():
        return {"reference": reference, "state": "received", "scheme": None, "review_on": None, "steps": []}
    return found(answer)
