"""What matching answers to anybody: approved schemes and activities, as open data; and to the hub, all there is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from services.matching.handlers.changing import Answer
from services.matching.queries import open_data
from services.matching.queries.asking import Asking
from services.matching.queries.exporting import activities_after, imported_after, specifications_after
from shared.event_store.store import Store

NOT_FOUND = {"status": "not_found"}


@dataclass(frozen=True)
class OpenData:
    """Matching's questions about the directory as a whole. Why dicts: every answer goes over a remote call."""

    store: Store

    def open_services(self, asking: Mapping[str, Any], page: int, per_page: int) -> Answer:
        """Return one page of services, and how many there are."""
        with self.store.reading() as connection:
            found = open_data.services(connection, _asked(asking), page, per_page)
        return {"status": "found", "total": found.total, "services": [_plain(one) for one in found.found]}

    def open_service(self, service_id: str) -> Answer:
        """Return one service by its UUID."""
        with self.store.reading() as connection:
            found = open_data.service(connection, service_id)
        return {"status": "found", "service": _plain(found)} if found else NOT_FOUND

    def open_places(self, asking: Mapping[str, Any], page: int, per_page: int) -> Answer:
        """Return one page of services at their venues, and how many there are."""
        with self.store.reading() as connection:
            found = open_data.places(connection, _asked(asking), page, per_page)
        return {"status": "found", "total": found.total, "places": [_place(one) for one in found.found]}

    def open_place(self, place_id: str) -> Answer:
        """Return one service at one venue by its UUID."""
        with self.store.reading() as connection:
            found = open_data.place(connection, place_id)
        return {"status": "found", "place": _place(found)} if found else NOT_FOUND

    def open_terms(self) -> Answer:
        """Return every term that entries are sorted under."""
        with self.store.reading() as connection:
            return {"status": "found", "terms": open_data.terms_in_use(connection)}

    def export(self, what: str, after: str, limit: int) -> Answer:
        """Return the entries that come after an id, in the order of ids, as an import takes them.

        `what`: schemes, drafts or activities.
        """
        read = {"schemes": specifications_after, "drafts": imported_after, "activities": activities_after}[what]
        with self.store.reading() as connection:
            return {"status": "found", "entries": read(connection, after, limit)}


def _asked(asking: Mapping[str, Any]) -> Asking:
    return msgspec.convert(asking, Asking)


def _place(found: open_data.OpenPlace) -> Answer:
    return {"id": found.id, "service": _plain(found.service), "distance_metres": found.distance_metres}


def _plain(service: Any) -> Any:
    """Return a service as plain JSON values."""
    return msgspec.json.decode(msgspec.json.encode(service))
