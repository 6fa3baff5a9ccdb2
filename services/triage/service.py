"""Triage as a nameko service: entrypoints only."""

from collections.abc import Sequence
from typing import Any

from services.triage.wiring import wire
from shared.messaging.heard import Heard
from shared.messaging.hearing import hear
from shared.messaging.inbox import Mark
from shared.messaging.readiness import readiness
from shared.messaging.relaying import Relaying
from shared.messaging.rpc_entrypoint import rpc
from shared.messaging.wired import Wired


class TriageService:
    """The RPC door and the ear of triage; see `services.triage.handlers.Triage`."""

    name = "triage"
    room = Wired(wire)
    relaying = Relaying()

    @hear
    def hear(self, heard: Sequence[Heard], mark: Mark | None) -> None:
        """Take in what intake recorded."""
        self.room.inbox.take(heard, mark)

    @rpc
    def decide_review(self, reference: str, decision: str, reason: str, by: str) -> dict[str, Any]:
        """Send a held referral on, or back."""
        return self.room.commands.decide_review(reference, decision, reason, by)

    @rpc
    def ready(self) -> dict[str, Any]:
        """Say whether triage can work now."""
        return readiness(self.room, self.relaying)
