"""The other side of the front door as far as the public directory goes: one activity is published, any is taken."""

from datetime import UTC, datetime
from typing import Any

from shared.contracts.codec import decode, encode
from shared.contracts.listing import Listing, Opening, Organisation, Origin, Venue
from shared.contracts.open_service import OpenService, our_terms, venue_ids
from shared.doors.listing import load_activity, load_imported_scheme
from shared.doors.malformed import Malformed

Answer = dict[str, Any]

CAFE = OpenService(
    id="5a7f6b0e-4a0d-5f0e-9d58-b3f6a1f0c001",
    kind="activity",
    entry_id="quay-cafe",
    listing=Listing(
        name="Quay Café",
        origin=Origin(directory="Quayside"),
        organisation=Organisation(name="Quay Company"),
        venues=(Venue(name="Quay Hall", address="1 Quay Street", postcode="BS1 4ND", latitude=51.45, longitude=-2.6),),
        openings=(Opening(days=("TU",), every="weekly", opens_at="10:00", closes_at="12:00"),),
    ),
    modified_at=datetime(2026, 11, 22, 9, 5, tzinfo=UTC),
    terms=tuple(our_terms()[:2]),
)
CAFE_PLACE = venue_ids(CAFE.id, CAFE.listing.venues)[0]


class AskedDirectory:
    """Answers what the front door asks of the directory. `entries`: what was taken in, by id."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[str, Any] = {}

    def matching_list_activities(self, entries: list[Any], by: str) -> list[Answer]:
        return [self._take(sent, load_activity, "listed") for sent in entries]

    def matching_import_schemes(self, entries: list[Any], by: str) -> list[Answer]:
        return [self._take(sent, load_imported_scheme, "registered") for sent in entries]

    def _take(self, sent: Any, load: Any, status: str) -> Answer:
        try:
            told = load(sent)
        except Malformed as malformed:
            return {"status": "malformed", "errors": malformed.errors}
        entry_id = told.scheme.id if hasattr(told, "scheme") else told.id
        if self.entries.get(entry_id) == sent:
            return {"status": "unchanged", "id": entry_id}
        before = self.entries.setdefault(entry_id, sent)
        self.entries[entry_id] = sent
        return {"status": status, "id": entry_id} if before is sent else self._changed(entry_id)

    def _changed(self, entry_id: str) -> Answer:
        return {"status": "changed", "id": entry_id, "changed": ["name"]}

    def matching_take_off_activity(self, activity_id: str, reason: str, by: str) -> Answer:
        return {"status": "done" if activity_id in self.entries else "not_found"}

    def matching_open_services(self, asking: Answer, page: int, per_page: int) -> Answer:
        return {"status": "found", "total": 1, "services": [_plain(CAFE)] if page == 1 else []}

    def matching_search_directory(self, looking: Answer, page: int, per_page: int) -> Answer:
        why = [{"word": "quay", "matched": "quay", "found_in": "name"}]
        word = {"word": "quay", "found": True, "corrected": None, "stands_for": []}
        entries = [{"service": _plain(CAFE), "metres": 1_234.5, "why": why}] if page == 1 else []
        return {"status": "found", "total": 1, "words": [word], "entries": entries}

    def matching_open_service(self, service_id: str) -> Answer:
        return {"status": "found", "service": _plain(CAFE)} if service_id == CAFE.id else {"status": "not_found"}

    def matching_open_places(self, asking: Answer, page: int, per_page: int) -> Answer:
        return {"status": "found", "total": 1, "places": [self._place()] if page == 1 else []}

    def matching_open_place(self, place_id: str) -> Answer:
        return {"status": "found", "place": self._place()} if place_id == CAFE_PLACE else {"status": "not_found"}

    def _place(self) -> Answer:
        return {"id": CAFE_PLACE, "service": _plain(CAFE), "distance_metres": None}

    def matching_open_terms(self) -> Answer:
        return {"status": "found", "terms": [_plain(one) for one in our_terms()]}

    def matching_export(self, what: str, after: str, limit: int) -> Answer:
        return {"status": "found", "entries": []}

    def intake_locate(self, postcodes: list[str]) -> Answer:
        place = {"latitude": 51.45, "longitude": -2.6, "areas": ["E06000023"]}
        return {"status": "found", "postcodes": {postcode: place for postcode in postcodes if postcode == "BS1 4ND"}}


def _plain(value: Any) -> Any:
    return decode(encode(value))
