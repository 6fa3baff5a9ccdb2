"""Putting entries together into requests: as many as the front door takes at once, and no more bytes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


def packs(
    entries: Iterable[tuple[Thing, bytes]], most: int, bytes_most: int
) -> Iterator[tuple[Sequence[Thing], bytes]]:
    """Yield the things packed together, and their JSON joined by commas. Shape: an entry is a thing and its JSON."""
    things: list[Thing] = []
    parts: list[bytes] = []
    size = 0
    for thing, part in entries:
        if things and (len(things) == most or size + len(part) > bytes_most):
            yield things, b",".join(parts)
            things, parts, size = [], [], 0
        things.append(thing)
        parts.append(part)
        size += len(part) + 1
    if things:
        yield things, b",".join(parts)
