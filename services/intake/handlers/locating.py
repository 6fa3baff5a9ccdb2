"""Where postcodes are, for whoever keeps no table of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.intake.areas.area import Area
from services.intake.areas.lookup import areas_of
from services.intake.handlers.arrivals import Answer
from shared.event_store.store import Store


@dataclass(frozen=True)
class Locating:
    """Questions about places."""

    store: Store

    def locate(self, postcodes: Sequence[str]) -> Answer:
        """Return where postcodes are, those that are known: latitude, longitude, and the codes of their areas."""
        with self.store.reading() as connection:
            found = areas_of(connection, postcodes)
        return {"status": "found", "postcodes": {text: _place(area) for text, area in found.items()}}


def _place(area: Area) -> Answer:
    return {"latitude": area.lat, "longitude": area.long, "areas": [*area.codes()]}
