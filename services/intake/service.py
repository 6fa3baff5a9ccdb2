"""Intake as a nameko service: entrypoints only."""

from typing import Any

from services.intake.wiring import wire
from shared.messaging.readiness import readiness
from shared.messaging.relaying import Relaying
from shared.messaging.rpc_entrypoint import rpc
from shared.messaging.wired import Wired


class IntakeService:
    """The RPC door of intake; see `services.intake.handlers` for what each call does."""

    name = "intake"
    room = Wired(wire)
    relaying = Relaying()

    @rpc
    def submit_referrals(self, submissions: list[dict[str, Any]], by: str) -> list[dict[str, Any]]:
        """Take referrals in."""
        return self.room.commands.submit_referrals(submissions, by)

    @rpc
    def submit_checklist(self, key: str, checklist: dict[str, Any], by: str) -> dict[str, Any]:
        """Take a checklist in."""
        return self.room.commands.submit_checklist(key, checklist, by)

    @rpc
    def checklist(self, checklist_id: str) -> dict[str, Any]:
        """Return which referrals came on one checklist."""
        return self.room.commands.checklist(checklist_id)

    @rpc
    def withdraw_referral(self, reference: str, reason: str, by: str) -> dict[str, Any]:
        """Take a referral back."""
        return self.room.commands.withdraw_referral(reference, reason, by)

    @rpc
    def receipt(self, reference: str) -> dict[str, Any]:
        """Return when a referral was received."""
        return self.room.commands.receipt(reference)

    @rpc
    def locate(self, postcodes: list[str]) -> dict[str, Any]:
        """Return where postcodes are."""
        return self.room.commands.locate(postcodes)

    @rpc
    def ready(self) -> dict[str, Any]:
        """Say whether intake can work now."""
        return readiness(self.room, self.relaying)
