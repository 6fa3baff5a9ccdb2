"""The plain services that decide: the entrypoints of the walk and no others."""

from typing import Any

from nameko.events import EventDispatcher

from deploy.bench.plain.hearing import hears, reacted, tell
from services.cases.wiring import wire as wire_cases
from services.intake.handlers.receiving import read_submission
from services.intake.wiring import wire as wire_intake
from services.matching.handlers.matching import Matching
from services.matching.wiring import wire as wire_matching
from services.triage.wiring import wire as wire_triage
from shared.clock import london_date
from shared.event_store.races import decided
from shared.event_store.recorded import Recorded
from shared.event_store.transaction import Transaction
from shared.messaging.rpc.entrypoint import rpc
from shared.messaging.wired import Wired

Answer = dict[str, Any]
READY: Answer = {"ready": True, "problems": [], "dead": 0}


class PlainIntake:
    """Takes referrals in, one at a time."""

    name = "intake"
    room = Wired(wire_intake)
    dispatch = EventDispatcher()

    @rpc
    def submit_referrals(self, submissions: list[dict[str, Any]], by: str) -> list[Answer]:
        """Take each in, in a transaction of its own."""
        return [self._submit(sent, by) for sent in submissions]

    @rpc
    def ready(self) -> Answer:
        """Say that the service is there."""
        return READY

    def _submit(self, sent: dict[str, Any], by: str) -> Answer:
        intake = self.room.commands
        valid = read_submission(sent, by, london_date(intake.clock()), intake.digest)
        if isinstance(valid, dict):
            return valid

        def decide(work: Transaction) -> tuple[Answer, list[Recorded]]:
            return intake.arrivals(work, [valid], by).receive(valid), work.finish()

        answer, recorded = decided(intake.store, decide)
        tell("intake", recorded, self.dispatch)
        return answer


class PlainTriage:
    """Assesses one referral at a time."""

    name = "triage"
    room = Wired(wire_triage)
    dispatch = EventDispatcher()

    @hears("intake", "intake.referral_received.v1")
    def on_referral_received(self, payload: dict[str, Any]) -> None:
        """Assess it."""
        triage = self.room.commands
        tell("triage", reacted(triage.store, triage.on_referral_received, payload), self.dispatch)

    @rpc
    def ready(self) -> Answer:
        """Say that the service is there."""
        return READY


class PlainMatching:
    """Matches one referral at a time."""

    name = "matching"
    room = Wired(wire_matching)
    dispatch = EventDispatcher()
    matching = Matching()

    @hears("triage", "triage.referral_triaged.v1")
    def on_referral_triaged(self, payload: dict[str, Any]) -> None:
        """Match it."""
        tell("matching", reacted(self.room.store, self.matching.react, payload), self.dispatch)

    @rpc
    def register_schemes(self, schemes: list[Any], by: str) -> list[Answer]:
        """Enter specifications into the directory."""
        answers: list[Answer] = self.room.commands.register_schemes(schemes, by)
        return answers

    @rpc
    def ready(self) -> Answer:
        """Say that the service is there."""
        return READY


class PlainCases:
    """Opens one case at a time."""

    name = "cases"
    room = Wired(wire_cases)
    dispatch = EventDispatcher()

    @hears("matching", "matching.scheme_offered.v1")
    def on_scheme_offered(self, payload: dict[str, Any]) -> None:
        """Open its case."""
        cases = self.room.commands
        tell("cases", reacted(cases.store, cases.on_scheme_offered, payload), self.dispatch)

    @rpc
    def ready(self) -> Answer:
        """Say that the service is there."""
        return READY
