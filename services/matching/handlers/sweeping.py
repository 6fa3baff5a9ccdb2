"""What falls due by itself: reviews, lapses, ends of pauses, planned specifications, and parked referrals."""

from dataclasses import dataclass, field
from datetime import date

from services.matching.domain.standing import fall_due, lapse, resume
from services.matching.handlers.changing import change_scheme, held_scheme
from services.matching.handlers.closing import SchemeClosing
from services.matching.handlers.directory import enter
from services.matching.handlers.settling import settle, waiting_again
from services.matching.queries import revision
from services.matching.queries.due import Due, Parked, due_by, parked_after, planned_specification
from services.matching.queries.holding import closed_with_people
from services.matching.tables import OF_ROOM
from shared.clock import london_date
from shared.config.limits import LOOKED_AT_AGAIN_MAX, SWEPT_AT_ONCE_MAX
from shared.event_store.races import decided
from shared.event_store.transaction import Transaction

BECAUSE = {"review": "review_fell_due", "lapse": "review_went_unanswered", "resume": "pause_ended"}
PARKED = "parked"
FIRST = Parked(-1, "")


class LookAgain:
    """Where the look at everybody who is parked has come to, since there was last more room.

    Why in memory: a process that starts looks once at everybody, which is right after it was away.
    """

    def __init__(self) -> None:
        self.room = -1
        self.after: Parked | None = FIRST

    def begin(self, room: int) -> None:
        """Begin anew when there is more room than at the last look."""
        if room != self.room:
            self.room, self.after = room, FIRST


@dataclass(frozen=True)
class DueWork(SchemeClosing):
    """What matching does when its timer strikes. Sweeping twice, or in several processes, does nothing twice."""

    looking: LookAgain = field(default_factory=LookAgain)

    def sweep(self) -> int:
        """Do what is due today and was not done, and return how much that was."""
        with self.store.reading() as connection:
            due = due_by(connection, london_date(self.store.now()), SWEPT_AT_ONCE_MAX)
            closed = closed_with_people(connection)
            self.looking.begin(revision(connection, OF_ROOM))
        for one in due:
            if one.kind != PARKED:
                self._scheme_due(one)
        parked = [one.subject for one in due if one.kind == PARKED]
        moved = sum(self.move_on(scheme_id) for scheme_id in closed)
        return len(due) + moved + (self._again(parked) if parked else 0) + self._look()

    def _scheme_due(self, one: Due) -> None:
        if one.kind == "specification":
            decided(self.store, lambda work: _take_effect(work, one))
            return
        today = london_date(self.store.now())
        decisions = {
            "review": lambda entry: fall_due(entry.standing, one.subject, one.due_on, today),
            "lapse": lambda entry: lapse(entry.standing, one.subject),
            "resume": lambda entry: resume(entry.standing, one.subject, "pause_ended"),
        }
        change_scheme(self.store, one.subject, BECAUSE[one.kind], None, decisions[one.kind])

    def _again(self, references: list[str]) -> int:
        """Match again those whose review day has come; whoever finds nothing is parked again, with the reasons."""

        def again(work: Transaction) -> int:
            wanted = waiting_again(work, references, "parked_review_fell_due")
            return settle(work, self.matching.directories, [one._replace(only_if_placed=False) for one in wanted], [])

        return decided(self.store, again)

    def _look(self) -> int:
        """Look whether there is room by now for some of those who are parked."""
        if self.looking.after is None:
            return 0
        with self.store.reading() as connection:
            parked = parked_after(connection, self.looking.after, LOOKED_AT_AGAIN_MAX)
        references = [one.reference for one in parked]
        placed = decided(self.store, lambda work: self._place(work, references)) if parked else 0
        self.looking.after = parked[-1] if len(parked) == LOOKED_AT_AGAIN_MAX else None
        return placed

    def _place(self, work: Transaction, parked: list[str]) -> int:
        return settle(work, self.matching.directories, waiting_again(work, parked, "room_was_made"), [])


def _take_effect(work: Transaction, one: Due) -> None:
    """Let a planned specification come into force; while more people are held than its places, it waits for them."""
    scheme_id, _, day = one.subject.rpartition("@")
    planned_for = date.fromisoformat(day)
    held = held_scheme(work, scheme_id)
    planned = planned_specification(work.connection, scheme_id, planned_for)
    if held and planned:
        enter(work, planned, *held, by=None, planned_for=planned_for)
