"""Following a store from the outside: its public events as they may travel."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Engine

from shared.config.limits import READ_PAGE_EVENTS
from shared.event_store.following import Follower
from shared.event_store.recorded import StoredEvent


class Tail:
    """Follows one store; it never skips an event and never gives one twice. It does not read private parts."""

    def __init__(self, engine: Engine, page: int = READ_PAGE_EVENTS) -> None:
        self._follower = Follower(engine, "stream, version, type, public, meta", page)

    def after(self, position: int) -> Sequence[StoredEvent]:
        """Return the next page of events after `position`; an empty one means: nothing that is safe to give yet."""
        return [StoredEvent._make(row) for row in self._follower.after(position)]

    def pages(self, position: int = 0) -> Iterator[Sequence[StoredEvent]]:
        """Give page after page until there is nothing more."""
        while page := self.after(position):
            yield page
            position = page[-1].position
