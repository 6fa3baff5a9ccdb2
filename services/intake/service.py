"""Intake as a nameko service: entrypoints only."""

from typing import Any

from services.intake.wiring import wire
from shared.messaging.readiness import readiness
from shared.messaging.relaying import Relaying
from shared.messaging.rpc.entrypoint import rpc
from shared.messaging.sweeping import Sweeping
from shared.messaging.wired import Wired


class IntakeService:
    """The RPC door of intake; see `services.intake.handlers` for what each call does."""

    name = "intake"
    room = Wired(wire)
    relaying = Relaying()
    sweeping = Sweeping()

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
    def list_outreach(self, entries: list[dict[str, Any]], by: str) -> list[dict[str, Any]]:
        """Put people on a list of those to be reached."""
        return self.room.commands.list_outreach(entries, by)

    @rpc
    def outreach_list(self, state: str | None, source: str | None, page: int, per_page: int) -> dict[str, Any]:
        """Return who is on lists, without who they are."""
        return self.room.commands.outreach_list(state, source, page, per_page)

    @rpc
    def outreach(self, contact_id: str, by: str) -> dict[str, Any]:
        """Show what is held of somebody to be reached."""
        return self.room.commands.outreach(contact_id, by)

    @rpc
    def try_outreach(self, contact_id: str, key: str, told: Any, by: str) -> dict[str, Any]:
        """Note how a try went."""
        return self.room.commands.try_outreach(contact_id, key, told, by)

    @rpc
    def agree_outreach(self, contact_id: str, told: dict[str, Any], by: str) -> dict[str, Any]:
        """Take a referral in for somebody who said yes."""
        return self.room.commands.agree_outreach(contact_id, told, by)

    @rpc
    def decline_outreach(self, contact_id: str, reason: str, by: str) -> dict[str, Any]:
        """Note that somebody said no."""
        return self.room.commands.decline_outreach(contact_id, reason, by)

    @rpc
    def end_outreach(self, contact_id: str, reason: str, by: str) -> dict[str, Any]:
        """Note that nobody tries any more."""
        return self.room.commands.end_outreach(contact_id, reason, by)

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
    def nested(self, codes: list[str]) -> dict[str, Any]:
        """Return which areas lie in which."""
        return self.room.commands.nested(codes)

    @rpc
    def areas(self, level: str, within: str | None, page: int, per_page: int) -> dict[str, Any]:
        """Return a page of the areas of a level."""
        return self.room.commands.areas(level, within, page, per_page)

    @rpc
    def covered(self, catchment: list[str] | None, others: dict[str, list[str]]) -> dict[str, Any]:
        """Return how much of a catchment lies in others."""
        return self.room.commands.covered(catchment, others)

    @rpc
    def ready(self) -> dict[str, Any]:
        """Say whether intake can work now."""
        return readiness(self.room, self.relaying)
