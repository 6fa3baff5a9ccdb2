"""What the hub asks about one scheme."""

from dataclasses import dataclass

from services.matching.handlers.changing import NOT_FOUND, Answer
from services.matching.queries.standing import scheme_in_full
from services.matching.queries.waiting import waiting_list
from shared.config.limits import WAITING_LIST_SHOWN_MAX
from shared.event_store.store import Store


@dataclass(frozen=True)
class SchemeQuestions:
    """Matching's questions about one scheme."""

    store: Store

    def scheme(self, scheme_id: str) -> Answer:
        """Return all that is known of one scheme: how it stands, what is due, and every specification it had."""
        with self.store.reading() as connection:
            found = scheme_in_full(connection, scheme_id)
        return {"status": "found", **found} if found else NOT_FOUND

    def waiting_list(self, scheme_id: str) -> Answer:
        """Return who waits for a scheme: references, the one who is next first."""
        with self.store.reading() as connection:
            if scheme_in_full(connection, scheme_id) is None:
                return NOT_FOUND
            line = waiting_list(connection, scheme_id, WAITING_LIST_SHOWN_MAX)
        waiting = [{"position": position, "reference": one} for position, one in enumerate(line, start=1)]
        return {"status": "found", "scheme_id": scheme_id, "waiting": waiting}
