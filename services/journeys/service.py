"""Journeys as a nameko service: entrypoints only."""

from collections.abc import Sequence
from typing import Any

from services.journeys.wiring import wire
from shared.messaging.heard import Heard
from shared.messaging.hearing import hear
from shared.messaging.inbox import Mark
from shared.messaging.readiness import readiness
from shared.messaging.relaying import Relaying
from shared.messaging.rpc.entrypoint import rpc
from shared.messaging.wired import Wired


class JourneysService:
    """The RPC door and the ear of journeys; see `services.journeys.queries.Journeys`."""

    name = "journeys"
    room = Wired(wire)
    relaying = Relaying()

    @hear
    def hear(self, heard: Sequence[Heard], mark: Mark | None) -> None:
        """Take in what everybody recorded."""
        self.room.inbox.take(heard, mark)

    @rpc
    def journey(self, reference: str) -> dict[str, Any]:
        """Return the story of one referral."""
        return self.room.commands.journey(reference)

    @rpc
    def recent(self, limit: int) -> dict[str, Any]:
        """Return the newest referrals and the counts by state."""
        return self.room.commands.recent(limit)

    @rpc
    def states(self, references: list[str]) -> dict[str, Any]:
        """Return where some referrals stand."""
        return self.room.commands.states(references)

    @rpc
    def ready(self) -> dict[str, Any]:
        """Say whether journeys can work now."""
        return readiness(self.room, self.relaying)
