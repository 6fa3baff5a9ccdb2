"""How an event written in an old format is read today: one pure step per version."""

from collections.abc import Callable
from typing import Any

Step = Callable[[dict[str, Any]], dict[str, Any]]

UPCASTS: dict[str, tuple[str, Step]] = {}
"""For each superseded stored type: the stored type the step leads to, and the step."""


def upcast(name: str, from_version: int) -> Callable[[Step], Step]:
    """Register the step that turns the public fields of `name` at `from_version` into the next version's.

    Raises: ValueError when that version already has a step.
    """
    old = f"{name}.v{from_version}"

    def register(step: Step) -> Step:
        if old in UPCASTS:
            raise ValueError(f"{old} has two upcasts")
        UPCASTS[old] = (f"{name}.v{from_version + 1}", step)
        return step

    return register


def raised(stored_type: str, public: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the newest stored type reachable from this one, and the fields in its format."""
    while stored_type in UPCASTS:
        stored_type, step = UPCASTS[stored_type]
        public = step(public)
    return stored_type, public
