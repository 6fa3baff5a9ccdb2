"""Closing and shrinking a scheme: first what would happen to the people it holds, then moving them on."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from services.matching.domain.match import match_of
from services.matching.domain.moving import CLOSED, REDUCED, Leaving, leaving, most_urgent_first, those_who_must_go
from services.matching.domain.registering import set_places
from services.matching.domain.standing import close
from services.matching.handlers.changing import NOT_FOUND, TOO_FEW, Answer, change_scheme, held_scheme
from services.matching.handlers.forecasting import forecast
from services.matching.handlers.matching import Matching
from services.matching.handlers.settling import Freed, Wanted, scheme_stream, settle, stream_of, waiting_again
from services.matching.queries.holding import people_held
from services.matching.queries.standing import scheme_in_full
from services.matching.queries.waiting import waiting_list
from shared.config.limits import MOVED_AT_ONCE_MAX
from shared.event_store.races import decided
from shared.event_store.recorded import Recorded
from shared.event_store.store import Store
from shared.event_store.streams import histories
from shared.event_store.transaction import Transaction

TOO_MANY: Answer = {"status": "refused", "reason": "too_many_to_move"}


@dataclass(frozen=True)
class SchemeClosing:
    """Matching's commands about the end of a scheme, or of some of its places."""

    store: Store
    matching: Matching = field(default_factory=Matching)

    def what_if(self, scheme_id: str, places: int) -> Answer:
        """Return where everybody would go whom the scheme could not keep with so many places; closing it is none.

        Answers: found with `moves`, `nowhere` and the load of each neighbour, or not_found. Nothing is recorded.
        """
        with self.store.reading() as connection:
            scheme = scheme_in_full(connection, scheme_id)
            if scheme is None:
                return NOT_FOUND
            held = people_held(connection, scheme_id, MOVED_AT_ONCE_MAX)
            streams = histories(connection, [stream_of(reference) for reference in held])
            going = _those_who_go(_all_leaving(scheme_id, streams, CLOSED), places)
            told = forecast(connection, self.matching.directories, scheme_id, going, self.store.now())
        stands = {"held": scheme["held"], "waiting": scheme["waiting"], "places": places}
        return {"status": "found", "scheme_id": scheme_id, **stands, **told}

    def close_scheme(self, scheme_id: str, reason: str, by: str) -> Answer:
        """End a scheme, and move whoever is with it. What is not moved at once, the sweep moves."""
        answer = change_scheme(
            self.store, scheme_id, "close_scheme", by, lambda entry: close(entry.standing, scheme_id, reason)
        )
        return answer if answer["status"] != "done" else {**answer, "moved": self.move_on(scheme_id)}

    def shrink_scheme(self, scheme_id: str, places: int, by: str) -> Answer:
        """Set fewer places than a scheme holds people, and move those it can not keep, all at once or not at all."""

        def shrink(work: Transaction) -> Answer:
            found = held_scheme(work, scheme_id)
            if found is None:
                return NOT_FOUND
            entry, now = found
            if entry.standing.phase == "closed":
                return {"status": "refused", "reason": "scheme_is_closed"}
            if now.held > MOVED_AT_ONCE_MAX:
                return TOO_MANY
            moved = self._move(work, scheme_id, REDUCED, places)
            held, version = now.held - moved, now.version + moved
            if held > places:
                return TOO_FEW
            work.append(scheme_stream(scheme_id), version, set_places(scheme_id, places, held), "shrink_scheme", by=by)
            return {"status": "done", "moved": moved}

        return decided(self.store, shrink)

    def move_on(self, scheme_id: str) -> int:
        """Move people on from a scheme that has closed, as many as fit into one transaction; return how many."""
        return decided(self.store, lambda work: self._move(work, scheme_id, CLOSED, 0))

    def _move(self, work: Transaction, scheme_id: str, reason: str, places: int) -> int:
        held = people_held(work.connection, scheme_id, MOVED_AT_ONCE_MAX)
        streams = work.histories([stream_of(reference) for reference in held])
        going = [_moving(one, reason) for one in _those_who_go(_all_leaving(scheme_id, streams, reason), places)]
        if reason == CLOSED:
            settle(work, self.matching.directories, [*going, *_waiting_in_vain(work, scheme_id)], [])
        else:
            settle(work, self.matching.directories, going, [], shrinking={scheme_id: places})
        return len(going)


def _waiting_in_vain(work: Transaction, scheme_id: str) -> list[Wanted]:
    """Return who waits for a scheme that has closed: they are matched again, and wait elsewhere if they must."""
    waiting = waiting_list(work.connection, scheme_id, MOVED_AT_ONCE_MAX)
    return [one._replace(only_if_placed=False) for one in waiting_again(work, waiting, "close_scheme")]


def _all_leaving(scheme_id: str, streams: dict[str, list[Recorded]], reason: str) -> list[Leaving]:
    found = [
        leaving(scheme_id, match_of(past.event for past in history), len(history), reason)
        for history in streams.values()
    ]
    return [one for one in found if one]


def _those_who_go(leaving: Sequence[Leaving], places: int) -> list[Leaving]:
    return those_who_must_go(leaving, places) if places else most_urgent_first(leaving)


def _moving(one: Leaving, reason: str) -> Wanted:
    because = "close_scheme" if reason == CLOSED else "shrink_scheme"
    return Wanted(one.request, one.version, because, first=(one.moved,), leaves=Freed(one.released, because))
