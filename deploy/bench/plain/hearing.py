"""What every plain service does with an event: decide in one transaction, commit, then tell the others."""

from collections.abc import Callable, Iterable
from typing import Any

from nameko.events import EventHandler

from shared.config.settings import Settings
from shared.contracts.codec import encode, public_part
from shared.contracts.event import BY_CLASS
from shared.event_store.races import decided
from shared.event_store.recorded import Recorded
from shared.event_store.store import Store
from shared.event_store.transaction import Transaction
from shared.messaging.heard import Heard
from shared.messaging.inbox import React
from shared.messaging.topology import category, published_categories

Dispatch = Callable[[str, Any], None]


class PlainHandler(EventHandler):
    """nameko's handler, within the run's namespace; its queue goes when the last process of its service has gone."""

    def __init__(self, source: str, event_type: str) -> None:
        self._source = source
        super().__init__(source, event_type, reliable_delivery=False)

    def setup(self) -> None:
        """Hear the source as it is called in this namespace."""
        settings: Settings = self.container.config["ONWARD_SETTINGS"]
        self.source_service = f"{settings.namespace}{self._source}"
        super().setup()


hears = PlainHandler.decorator


def reacted(store: Store, react: React, payload: dict[str, Any]) -> list[Recorded]:
    """Do what a service does about one event, in a transaction of its own, and return what it led to."""

    def decide(work: Transaction) -> list[Recorded]:
        react(work, [Heard(**payload).recorded()])
        return work.finish()

    return decided(store, decide)


def tell(service: str, recorded: Iterable[Recorded], dispatch: Dispatch) -> None:
    """Publish what others hear of a service, one message and one confirm after the other."""
    for one in recorded:
        if category(one.stream) in published_categories(service):
            stored_type = BY_CLASS[type(one.event)].stored_type
            heard = Heard(one.stream, one.version, stored_type, public_part(one.event), encode(one.meta).decode())
            dispatch(stored_type, heard._asdict())
