"""What has changed between two ways of saying the same thing."""

from collections.abc import Mapping


def changed_fields(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[str, ...]:
    """Return the names of the fields that are not as they were."""
    return tuple(name for name, value in after.items() if before.get(name) != value)
