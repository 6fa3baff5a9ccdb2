"""Which directory writes how: a file is recognised by what its records hold, never by its name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from shared.doors.foreign.draft import Draft, Setting, activity_entry, scheme_entry
from shared.doors.foreign.folkestone import read_folkestone_place, read_folkestone_service
from shared.doors.foreign.libraries import read_library
from shared.doors.foreign.open_referral import read_service
from shared.doors.foreign.outpost import read_outpost
from shared.doors.foreign.outpost_table import services_of_table
from shared.doors.foreign.probation import read_contract
from shared.doors.foreign.record import ForeignRecord, Mend, RecordRefused
from shared.doors.foreign.warm_spaces import read_feature
from shared.doors.scheme import SchemeSchema

SCHEMES, DRAFTS, ACTIVITIES = "schemes", "drafts", "activities"
"""What records become: schemes as the hub writes them itself, drafts of schemes to be approved, or activities."""

_ROWS_LOOKED_AT = 20


class Format(NamedTuple):
    """One way of writing a directory. `read` is None where the records are already what the front door takes.

    `holds`: alternatives of names of which a record of this kind has all; `join`: makes records of rows.
    """

    says: str
    becomes: str
    holds: tuple[frozenset[str], ...]
    read: Callable[[ForeignRecord, Setting], Draft] | None = None
    join: Callable[[Iterable[Mapping[str, Any]]], Iterator[Mapping[str, Any]]] | None = None


class Reading(NamedTuple):
    """What was made of one record: the entry for the front door, and what was mended on the way."""

    id: str
    entry: dict[str, Any]
    mends: tuple[Mend, ...] = ()
    own_id: bool = True


def _all_of(*names: str) -> frozenset[str]:
    return frozenset(names)


FORMATS: tuple[Format, ...] = (
    Format("a GeoJSON map of places", ACTIVITIES, (_all_of("geometry", "properties"),), read_feature),
    Format("drafts exported from Onward", DRAFTS, (_all_of("scheme", "listing"),)),
    Format("activities exported from Onward", ACTIVITIES, (_all_of("id", "listing"),)),
    Format("probation contracts", DRAFTS, (_all_of("contract_reference", "intervention_title"),), read_contract),
    Format(
        "Outpost's table for imports",
        DRAFTS,
        (_all_of("import_id", "service_taxonomies"),),
        read_outpost,
        services_of_table,
    ),
    Format("Outpost's API", DRAFTS, (_all_of("name", "organisation", "locations"),), read_outpost),
    Format("libraries of England", ACTIVITIES, (_all_of("authority_id", "statutory2016"),), read_library),
    Format("services of Folkestone", ACTIVITIES, (_all_of("Service ID", "Organisation(s)"),), read_folkestone_service),
    Format("places of Folkestone", ACTIVITIES, (_all_of("Location ID", "Community Space"),), read_folkestone_place),
    Format(
        "Open Referral UK",
        DRAFTS,
        (
            _all_of("name", "organization"),
            _all_of("name", "organization_id"),
            _all_of("name", "status"),
            _all_of("service_at_locations"),
            _all_of("service_taxonomys"),
        ),
        read_service,
    ),
)
_NATIVE = Format("schemes as Onward writes them", SCHEMES, ())


def records_in(value: Any) -> list[Any]:
    """Return the records a JSON value holds: a list, a page, a map, an answer of GraphQL, or one record alone."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return []
    for name in ("contents", "content", "features", "services", "data"):
        if isinstance(value.get(name), list):
            return list(value[name])
        if isinstance(value.get(name), dict) and name in ("data", "services"):
            return records_in(value[name])
    return [value] if value else []


def format_of(records: Iterable[Any]) -> Format | None:
    """Return how these records are written, as the first of them that is readable tells; None when nobody knows."""
    for record, _ in zip(records, range(_ROWS_LOOKED_AT), strict=False):
        if isinstance(record, Mapping):
            return _format_of(frozenset(map(str, record)))
    return None


def _format_of(names: frozenset[str]) -> Format | None:
    for one in FORMATS:
        if any(names >= held for held in one.holds):
            return one
    own = frozenset(SchemeSchema().fields)
    return _NATIVE if "id" in names and (names <= own or "name" in names) else None


def read_record(format_: Format, record: Any, setting: Setting, becomes: str) -> Reading:
    """Return what one record becomes. Raises: RecordRefused, and nothing else, whatever JSON value it is."""
    if format_.read is None:
        return Reading(_own_id(record), record)
    if not isinstance(record, Mapping):
        raise RecordRefused("it is no object with named fields")
    foreign = ForeignRecord(record)
    draft = format_.read(foreign, setting)
    mends = foreign.mends
    entry = scheme_entry(draft, setting, mends) if becomes == DRAFTS else activity_entry(draft, setting)
    return Reading(draft.id, entry, tuple(mends), draft.own_id)


def _own_id(record: Any) -> str:
    inner = record.get("scheme", record) if isinstance(record, dict) else None
    found = inner.get("id") if isinstance(inner, dict) else None
    return found if isinstance(found, str) else ""
