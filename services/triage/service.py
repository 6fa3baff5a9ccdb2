"""Triage as a nameko service: entrypoints only."""

from collections.abc import Sequence
from typing import Any

from services.triage.wiring import wire
from shared.messaging.heard import Heard
from shared.messaging.hearing import hear
from shared.messaging.inbox import Mark
from shared.messaging.readiness import readiness
from shared.messaging.relaying import Relaying
from shared.messaging.rpc.entrypoint import rpc
from shared.messaging.wired import Wired


class TriageService:
    """The RPC door and the ear of triage; see `services.triage.handlers`."""

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
    def protocol(self, version: int | None = None) -> dict[str, Any]:
        """Return a version of the triage protocol."""
        return self.room.commands.protocol(version)

    @rpc
    def try_protocol(self, edited: Any) -> dict[str, Any]:
        """Return what an edited protocol would change for the newest referrals."""
        return self.room.commands.try_protocol(edited)

    @rpc
    def publish_protocol(self, edited: Any, by: str) -> dict[str, Any]:
        """Publish an edited protocol as the next version."""
        return self.room.commands.publish_protocol(edited, by)

    @rpc
    def replayed(self, reference: str) -> dict[str, Any]:
        """Return whether a recorded assessment comes out the same again."""
        return self.room.commands.replayed(reference)

    @rpc
    def ready(self) -> dict[str, Any]:
        """Say whether triage can work now."""
        return readiness(self.room, self.relaying)
