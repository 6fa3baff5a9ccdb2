"""Foreign records as tests need them: read in one call, with what was mended in words."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from shared.contracts.activities import Activity
from shared.contracts.listing import Listing
from shared.contracts.scheme import Scheme
from shared.doors.foreign.draft import Setting
from shared.doors.foreign.formats import DRAFTS, Format, format_of, read_record, records_in
from shared.doors.foreign.terms import TermTable, read_terms
from shared.doors.listing import load_activity, load_imported_scheme


@cache
def terms() -> TermTable:
    """Return the table that Onward ships with."""
    return read_terms((files("shared.doors.foreign") / "terms.csv").read_text("utf-8"))


def setting(**told: Any) -> Setting:
    """Return what a reader is told beside a record of an invented directory."""
    return Setting(**{"source": "riverside", "directory": "Riverside", "terms": terms(), **told})


class Made(NamedTuple):
    """What became of a record once it is through the door, and what was mended."""

    entry: Scheme | Activity
    listing: Listing
    mended: list[str]


def known_format(records: Iterable[Any]) -> Format:
    """Return how records are written."""
    found = format_of(records)
    assert found is not None
    return found


def made(value: Any, becomes: str | None = None, **told: Any) -> Made:
    """Read the first record of a value and take it through the door. Raises: RecordRefused, Malformed."""
    records: Iterable[Any] = records_in(value)
    found = known_format(records)
    joined = list(found.join(list(records)) if found.join else records)
    reading = read_record(found, joined[0], setting(**told), becomes or found.becomes)
    mended = [str(mend) for mend in reading.mends]
    if (becomes or found.becomes) == DRAFTS:
        scheme, listing = load_imported_scheme(reading.entry)
        return Made(scheme, listing, mended)
    activity = load_activity(reading.entry)
    return Made(activity, activity.listing, mended)


SERVICE: dict[str, Any] = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "name": "Community Counselling",
    "status": "active",
    "description": "Counselling by trained people.",
    "url": "https://example.org/counselling",
    "email": "hello@example.org",
    "minimum_age": 12,
    "maximum_age": 100,
    "assured_date": "2026-01-01",
    "last_modified": "2026-03-15T10:30:45.123Z",
    "organization": {
        "id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610",
        "name": "Riverside Trust",
        "description": "A trust.",
    },
    "schedules": [
        {"id": "x", "freq": "WEEKLY", "byday": "TH,FR", "opens_at": "10:00:00", "closes_at": "18:00:00", "interval": 2}
    ],
    "service_areas": [{"id": "x", "uri": "http://statistics.data.gov.uk/id/statistical-geography/E06000023"}],
    "service_at_locations": [
        {
            "id": "x",
            "location": {
                "id": "x",
                "location_type": "physical",
                "name": "Quay Hall",
                "latitude": 51.45,
                "longitude": -2.6,
                "addresses": [
                    {"address_1": "1 Quay Street", "city": "Bristol", "state_province": "", "postal_code": "bs14nd"}
                ],
                "accessibility": [{"description": "A ramp."}],
            },
        }
    ],
    "languages": [{"name": "Welsh"}, {"code": "pl"}],
    "funding": [{"source": "Riverside Council"}],
    "cost_options": [{"option": "Over 60s", "amount": 3.5, "amount_description": "an hour"}],
    "contacts": [{"name": "Ann Example", "title": "Manager", "phones": [{"number": "0117 496 0000"}]}],
    "attributes": [{"taxonomy_term": {"id": "t1", "name": "Bereavement / Grief", "taxonomy": "Our services"}}],
}
"""A service of Open Referral UK 3.0 with something in every part of it."""
