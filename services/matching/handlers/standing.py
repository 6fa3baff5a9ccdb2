"""How a scheme's entry stands: approving, assuring, pausing and resuming it."""

from dataclasses import dataclass
from datetime import date

from services.matching.domain.standing import approve, assure, pause, resume
from services.matching.handlers.changing import NOT_AHEAD, Answer, ahead, change_scheme
from shared.config.limits import ASSURED_DAYS_MAX, PLANNED_DAYS_MAX
from shared.event_store.store import Store


@dataclass(frozen=True)
class EntryKeeping:
    """Matching's commands about how an entry stands. Days travel as ISO text."""

    store: Store

    def approve_scheme(self, scheme_id: str, by: str) -> Answer:
        """Let referrals be routed to a scheme."""
        return change_scheme(
            self.store, scheme_id, "approve_scheme", by, lambda entry: approve(entry.standing, scheme_id)
        )

    def assure_scheme(self, scheme_id: str, assured_until: str, by: str) -> Answer:
        """Note that somebody has checked a scheme's entry, and until when that holds."""
        until = date.fromisoformat(assured_until)
        if not ahead(self.store.now(), until, ASSURED_DAYS_MAX):
            return NOT_AHEAD
        return change_scheme(
            self.store,
            scheme_id,
            "assure_scheme",
            by,
            lambda entry: assure(entry.standing, scheme_id, entry.assured_until, until),
        )

    def pause_scheme(self, scheme_id: str, reason: str, until: str | None, by: str) -> Answer:
        """Let a scheme take nobody new; it resumes by itself after `until`, where that is told."""
        last = date.fromisoformat(until) if until else None
        if last and not ahead(self.store.now(), last, PLANNED_DAYS_MAX):
            return NOT_AHEAD
        return change_scheme(
            self.store,
            scheme_id,
            "pause_scheme",
            by,
            lambda entry: pause(entry.standing, scheme_id, reason, last, entry.paused_until),
        )

    def resume_scheme(self, scheme_id: str, by: str) -> Answer:
        """Let a scheme take people again."""
        return change_scheme(
            self.store, scheme_id, "resume_scheme", by, lambda entry: resume(entry.standing, scheme_id, "asked")
        )
