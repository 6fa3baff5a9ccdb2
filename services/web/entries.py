"""An entry of the directory as the API shows it to somebody who looks for one."""

from typing import Any

import msgspec

from shared.contracts.open_service import OpenService

_CODES = {"Onward needs": "needs", "Onward cohorts": "cohorts", "Onward kinds of support": "support"}
_PARTS = ("venues", "openings", "contacts")


def entry_told(one: OpenService) -> dict[str, Any]:
    """Return what is known of an entry; what its directory does not say is left out."""
    listing = one.listing
    codes: dict[str, list[str]] = {"needs": [], "cohorts": [], "support": []}
    for sorted_under in one.terms:
        if sorted_under.taxonomy in _CODES:
            codes[_CODES[sorted_under.taxonomy]].append(sorted_under.code)
    told = {
        "id": one.entry_id,
        "kind": one.kind,
        "name": listing.name,
        "description": listing.description,
        "organisation": listing.organisation.name if listing.organisation else None,
        "url": listing.url,
        "email": listing.email,
        "status": listing.status,
        "alert": listing.alert,
        **codes,
        "age_min": listing.age_min,
        "age_max": listing.age_max,
        "languages": list(listing.languages),
        "fees": listing.fees,
        "directory": listing.origin.directory,
    }
    parts = {name: msgspec.to_builtins(getattr(listing, name)) for name in _PARTS}
    return {name: value for name, value in told.items() if value is not None} | parts
