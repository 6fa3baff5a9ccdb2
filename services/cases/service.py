"""Cases as a nameko service: entrypoints only."""

from collections.abc import Sequence
from typing import Any

from services.cases.wiring import wire
from shared.messaging.heard import Heard
from shared.messaging.hearing import hear
from shared.messaging.inbox import Mark
from shared.messaging.readiness import readiness
from shared.messaging.relaying import Relaying
from shared.messaging.rpc.entrypoint import rpc
from shared.messaging.wired import Wired


class CasesService:
    """The RPC door and the ear of cases; see `services.cases.handlers.Cases`."""

    name = "cases"
    room = Wired(wire)
    relaying = Relaying()

    @hear
    def hear(self, heard: Sequence[Heard], mark: Mark | None) -> None:
        """Take in what intake and matching recorded."""
        self.room.inbox.take(heard, mark)

    @rpc
    def accept_offer(self, reference: str, by: str, scheme_id: str | None) -> dict[str, Any]:
        """The scheme takes the person on."""
        return self.room.commands.accept_offer(reference, by, scheme_id)

    @rpc
    def decline_offer(
        self, reference: str, reason: str, attributed_to: str, by: str, scheme_id: str | None
    ) -> dict[str, Any]:
        """The offer is not taken up."""
        return self.room.commands.decline_offer(reference, reason, attributed_to, by, scheme_id)

    @rpc
    def close_case(self, reference: str, outcome: str, reason: str, by: str, scheme_id: str | None) -> dict[str, Any]:
        """The support ends."""
        return self.room.commands.close_case(reference, outcome, reason, by, scheme_id)

    @rpc
    def states(self, references: list[str]) -> dict[str, Any]:
        """Return how the cases of some referrals stand."""
        return self.room.commands.states(references)

    @rpc
    def ready(self) -> dict[str, Any]:
        """Say whether cases can work now."""
        return readiness(self.room, self.relaying)
