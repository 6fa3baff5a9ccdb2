"""Matching as a nameko service: entrypoints only."""

from collections.abc import Sequence
from typing import Any

from services.matching.wiring import wire
from shared.messaging.heard import Heard
from shared.messaging.hearing import hear
from shared.messaging.inbox import Mark
from shared.messaging.readiness import readiness
from shared.messaging.relaying import Relaying
from shared.messaging.rpc_entrypoint import rpc
from shared.messaging.wired import Wired


class MatchingService:
    """The RPC door and the ear of matching; see `services.matching.handlers`."""

    name = "matching"
    room = Wired(wire)
    relaying = Relaying()

    @hear
    def hear(self, heard: Sequence[Heard], mark: Mark | None) -> None:
        """Take in what intake, triage and cases recorded."""
        self.room.inbox.take(heard, mark)

    @rpc
    def shortlist(self, reference: str) -> dict[str, Any]:
        """Return why a referral was sent where it was."""
        return self.room.commands.shortlist(reference)

    @rpc
    def register_schemes(self, schemes: list[Any], by: str) -> list[dict[str, Any]]:
        """Enter specifications into the directory."""
        return self.room.commands.register_schemes(schemes, by)

    @rpc
    def approve_scheme(self, scheme_id: str, by: str) -> dict[str, Any]:
        """Let referrals be routed to a scheme."""
        return self.room.commands.approve_scheme(scheme_id, by)

    @rpc
    def set_places(self, scheme_id: str, places: int, by: str) -> dict[str, Any]:
        """Say how many people a scheme can hold at once."""
        return self.room.commands.set_places(scheme_id, places, by)

    @rpc
    def schemes(self) -> dict[str, Any]:
        """Return the directory in short."""
        return self.room.commands.schemes()

    @rpc
    def ready(self) -> dict[str, Any]:
        """Say whether matching can work now."""
        return readiness(self.room, self.relaying)
