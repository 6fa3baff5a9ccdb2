"""Whether what was recorded about a referral has reached every service that hears it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from deploy.audit.trail import Trail
from shared.messaging.topology import LISTENS, category

HEARERS: Mapping[str, tuple[str, ...]] = {
    kind: tuple(service for service, sources in LISTENS.items() if any(kind in kinds for kinds in sources.values()))
    for sources in LISTENS.values()
    for kinds in sources.values()
    for kind in kinds
}
"""For each kind of stream, the services that hear it."""


class Awaited(NamedTuple):
    """A service has heard a stream up to one version, and it stands at another."""

    service: str
    stream: str
    heard: int
    stands_at: int

    @property
    def where(self) -> str:
        """Return it in words that change as soon as the service has heard one more."""
        return f"{self.service} has heard {self.stream} up to {self.heard} of {self.stands_at}"


def behind(trail: Trail) -> Iterator[Awaited]:
    """Give every stream of which a service has not heard everything."""
    return (one for one in _heard(trail) if one.heard < one.stands_at)


def ahead(trail: Trail) -> Iterator[Awaited]:
    """Give every stream of which a service has heard more than is recorded.

    Why it happens: a store was brought back from a backup older than what it had told the others.
    """
    return (one for one in _heard(trail) if one.heard > one.stands_at)


def _heard(trail: Trail) -> Iterator[Awaited]:
    """Give who has heard how much, where that differs from what there is."""
    stands_at = {history[-1].stream: history[-1].version for history in trail.streams() if history}
    for stream in sorted({*stands_at, *(stream for _, stream in trail.heard)}):
        there = stands_at.get(stream, 0)
        for service in HEARERS.get(category(stream), ()):
            heard = trail.heard.get((service, stream), 0)
            if heard != there:
                yield Awaited(service, stream, heard, there)
