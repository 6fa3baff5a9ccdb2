"""What a reader makes of one record, and how it goes through the front door: as a scheme's draft, or an activity."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypedDict

from shared.config.limits import CODES_MAX, NAME_CHARACTERS_MAX
from shared.contracts.codec import decode, encode
from shared.contracts.listing import Listing
from shared.doors.foreign.record import ForeignRecord, Mend, RecordRefused
from shared.doors.foreign.terms import Meaning, TermTable

NO_AREA = Mend(
    "area", "is not said in codes we can look up, the draft reaches everywhere until the hub names its areas"
)


class Setting(NamedTuple):
    """What a reader is told beside the record. `source`: the directory's short name, of which ids are made.

    `directory`: its name in words; `areas`: GSS codes of the place it is of, for records that name none; `beside`:
    tables that lie beside the file, by name.
    """

    source: str
    directory: str
    terms: TermTable
    areas: tuple[str, ...] = ()
    beside: Mapping[str, Sequence[Mapping[str, Any]]] = {}


class Ages(TypedDict):
    """For which ages something is. Units: whole years, both included."""

    age_min: int | None
    age_max: int | None


class Draft(NamedTuple):
    """One record, read. `own_id`: whether its directory gave it the id, so that two with the same id are one."""

    id: str
    listing: Listing
    meaning: Meaning
    own_id: bool = True
    areas: tuple[str, ...] = ()
    sexes: tuple[str, ...] = ()
    funder: str | None = None
    for_whom: str | None = None


def named(record: ForeignRecord, *names: str) -> str:
    """Return the record's name. Raises: RecordRefused when it has none with a letter in it."""
    name = record.words(*names)
    if name is None or not any(map(str.isalpha, name)):
        raise RecordRefused("it has no name")
    return name


def with_rising_ages(record: ForeignRecord, low: str, high: str) -> Ages:
    """Return the least and the greatest age, turned round where they were given the wrong way."""
    age_min, age_max = record.age(low), record.age(high)
    if age_min is not None and age_max is not None and age_min > age_max:
        record.mend(low, f"is above {high}, turned round")
        age_min, age_max = age_max, age_min
    return Ages(age_min=age_min, age_max=age_max)


def scheme_entry(draft: Draft, setting: Setting, mends: list[Mend]) -> dict[str, Any]:
    """Return what the front door takes for the draft of a scheme. It is hidden until the hub approves it."""
    listing, meaning = draft.listing, draft.meaning
    areas = draft.areas or setting.areas
    if not areas:
        mends.append(NO_AREA)
    told = {
        "id": draft.id,
        "name": _short(listing.name, "name", mends),
        "provider": _short(listing.organisation.name, "organisation.name", mends) if listing.organisation else None,
        "kind": "specialist" if meaning.cohorts else "generalist",
        "remit": {"for": draft.for_whom} if draft.for_whom else None,
        "cohorts": list(meaning.cohorts),
        "needs": list(meaning.needs),
        "age_min": listing.age_min,
        "age_max": listing.age_max,
        "sexes": list(draft.sexes),
        "catchment": {"areas": list(areas)} if areas else None,
        "languages": list(listing.languages),
        "support": list(meaning.support),
        "funder": _short(draft.funder, "funding", mends) if draft.funder else None,
    }
    return {
        "scheme": {name: value for name, value in told.items() if value not in (None, [])},
        "listing": _told(listing),
    }


def activity_entry(draft: Draft, setting: Setting) -> dict[str, Any]:
    """Return what the front door takes for an activity."""
    areas = draft.areas or setting.areas
    told = {
        "id": draft.id,
        "listing": _told(draft.listing),
        "needs": list(draft.meaning.needs)[:CODES_MAX],
        "cohorts": list(draft.meaning.cohorts)[:CODES_MAX],
        "areas": list(areas),
    }
    return {name: value for name, value in told.items() if value}


def _told(listing: Listing) -> dict[str, Any]:
    told: dict[str, Any] = decode(encode(listing))
    return told


def _short(name: str, field: str, mends: list[Mend]) -> str | None:
    if not any(map(str.isalpha, name)):
        return None
    if len(name) <= NAME_CHARACTERS_MAX:
        return name
    mends.append(Mend(field, f"was longer than {NAME_CHARACTERS_MAX} characters, shortened"))
    return f"{name[: NAME_CHARACTERS_MAX - 1].rstrip()}…"
