"""How a scheme's entry stands: its states, what may happen in each, and the decisions about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from shared.config.limits import REVIEW_GRACE_DAYS
from shared.contracts.directory import (
    ReviewFellDue,
    SchemeApproved,
    SchemeAssured,
    SchemeClosed,
    SchemeLapsed,
    SchemePaused,
    SchemeResumed,
)
from shared.contracts.event import Event

Kind = type[Event]

PHASE_AFTER: Mapping[Kind, str] = {
    SchemeApproved: "open",
    SchemePaused: "paused",
    SchemeResumed: "open",
    SchemeClosed: "closed",
}
"""The phase each event leads to; a scheme that is registered begins as a draft."""

REVIEW_AFTER: Mapping[Kind, str] = {SchemeAssured: "assured", ReviewFellDue: "due", SchemeLapsed: "lapsed"}
"""How the review of its entry stands after each event."""

MAY: Mapping[str, frozenset[Kind]] = {
    "draft": frozenset({SchemeApproved, SchemeAssured, SchemeClosed}),
    "open": frozenset({SchemeAssured, ReviewFellDue, SchemePaused, SchemeClosed}),
    "review_due": frozenset({SchemeAssured, SchemeLapsed, SchemePaused, SchemeClosed}),
    "lapsed": frozenset({SchemeAssured, SchemePaused, SchemeClosed}),
    "paused": frozenset({SchemeAssured, ReviewFellDue, SchemeLapsed, SchemePaused, SchemeResumed, SchemeClosed}),
    "closed": frozenset(),
}
"""What may happen in each state. Source: DESIGN section 6; hidden until approved, as Dewis Cymru does."""

ROUTED = frozenset({"open", "review_due"})
"""The states in which referrals are routed to a scheme."""

SHOWN = frozenset({"open", "review_due", "paused"})
"""The states in which anybody may see its entry."""


class NotAsItStands(Exception):
    """The scheme is in a state in which this can not happen; the argument is the state."""


@dataclass(frozen=True)
class SchemeStanding:
    """Where a scheme's entry stands. `phase`: draft, open, paused or closed; `review`: assured, due or lapsed."""

    phase: str = "draft"
    review: str = "assured"

    @property
    def state(self) -> str:
        """Return the one word for it: an open scheme whose review is overdue is `review_due`, later `lapsed`."""
        overdue = {"due": "review_due", "lapsed": "lapsed"}
        return overdue.get(self.review, "open") if self.phase == "open" else self.phase

    def after(self, kind: Kind) -> "SchemeStanding":
        """Return where it stands after an event."""
        return SchemeStanding(PHASE_AFTER.get(kind, self.phase), REVIEW_AFTER.get(kind, self.review))


def approve(standing: SchemeStanding, scheme_id: str) -> list[Event]:
    """Let referrals be routed to it; nothing when they are. Raises: NotAsItStands."""
    return [] if standing.phase in ("open", "paused") else _if_allowed(standing, SchemeApproved(scheme_id=scheme_id))


def assure(standing: SchemeStanding, scheme_id: str, known_until: date | None, until: date) -> list[Event]:
    """Note that its entry was checked; nothing when it is assured until that day already. Raises: NotAsItStands."""
    if standing.review == "assured" and known_until == until:
        return []
    return _if_allowed(standing, SchemeAssured(scheme_id=scheme_id, assured_until=until))


def pause(
    standing: SchemeStanding, scheme_id: str, reason: str, until: date | None, known_until: date | None = None
) -> list[Event]:
    """Take nobody new for now; nothing when it is paused until just that day. Raises: NotAsItStands."""
    if standing.phase == "paused" and known_until == until:
        return []
    return _if_allowed(standing, SchemePaused(scheme_id=scheme_id, reason=reason, until=until))


def resume(standing: SchemeStanding, scheme_id: str, reason: str) -> list[Event]:
    """Take people again; nothing when it does. Raises: NotAsItStands."""
    return [] if standing.phase == "open" else _if_allowed(standing, SchemeResumed(scheme_id=scheme_id, reason=reason))


def close(standing: SchemeStanding, scheme_id: str, reason: str) -> list[Event]:
    """End it for good; nothing when it has ended."""
    return [] if standing.phase == "closed" else _if_allowed(standing, SchemeClosed(scheme_id=scheme_id, reason=reason))


def fall_due(standing: SchemeStanding, scheme_id: str, due_on: date, today: date) -> list[Event]:
    """Say that the review is overdue, and when the entry lapses; nothing when that was said."""
    lapses_on = today + timedelta(days=REVIEW_GRACE_DAYS)
    return _if_it_may(standing, ReviewFellDue(scheme_id=scheme_id, due_on=due_on, lapses_on=lapses_on))


def lapse(standing: SchemeStanding, scheme_id: str) -> list[Event]:
    """Let an entry lapse that nobody has checked; nothing when it has, or was checked meanwhile."""
    return _if_it_may(standing, SchemeLapsed(scheme_id=scheme_id)) if standing.review == "due" else []


def _if_allowed(standing: SchemeStanding, event: Event) -> list[Event]:
    if type(event) not in MAY[standing.state]:
        raise NotAsItStands(standing.state)
    return [event]


def _if_it_may(standing: SchemeStanding, event: Event) -> list[Event]:
    return [event] if type(event) in MAY[standing.state] and standing.after(type(event)) != standing else []
