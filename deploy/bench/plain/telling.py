"""The plain service that tells the story: one handler, and one queue, for each kind of event of the walk."""

from typing import Any

from deploy.bench.plain.hearing import hears, reacted
from services.journeys.handlers import on_anything_recorded
from services.journeys.wiring import wire
from shared.messaging.rpc.entrypoint import rpc
from shared.messaging.wired import Wired


class PlainJourneys:
    """Adds one event at a time to the story it belongs to."""

    name = "journeys"
    room = Wired(wire)

    @hears("intake", "intake.referral_received.v1")
    def on_referral_received(self, payload: dict[str, Any]) -> None:
        """Tell it."""
        self._tell(payload)

    @hears("triage", "triage.referral_triaged.v1")
    def on_referral_triaged(self, payload: dict[str, Any]) -> None:
        """Tell it."""
        self._tell(payload)

    @hears("matching", "matching.schemes_shortlisted.v1")
    def on_schemes_shortlisted(self, payload: dict[str, Any]) -> None:
        """Tell it."""
        self._tell(payload)

    @hears("matching", "matching.overlap_found.v1")
    def on_overlap_found(self, payload: dict[str, Any]) -> None:
        """Tell it."""
        self._tell(payload)

    @hears("matching", "matching.scheme_offered.v1")
    def on_scheme_offered(self, payload: dict[str, Any]) -> None:
        """Tell it."""
        self._tell(payload)

    @hears("cases", "cases.case_opened.v1")
    def on_case_opened(self, payload: dict[str, Any]) -> None:
        """Tell it."""
        self._tell(payload)

    @rpc
    def ready(self) -> dict[str, Any]:
        """Say that the service is there."""
        return {"ready": True, "problems": [], "dead": 0}

    def _tell(self, payload: dict[str, Any]) -> None:
        reacted(self.room.store, on_anything_recorded, payload)
