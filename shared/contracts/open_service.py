"""One entry of the directory as it is published: a scheme or an activity in the same shape."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache

import msgspec

from shared.contracts.listing import Category, Listing, Venue
from shared.contracts.published_ids import published_id
from shared.contracts.vocabulary import COHORTS, NEEDS, SUPPORT_KINDS

OUR_TAXONOMIES: Mapping[str, Mapping[str, str]] = {
    "Onward needs": NEEDS,
    "Onward cohorts": COHORTS,
    "Onward kinds of support": SUPPORT_KINDS,
}
"""The code lists of our vocabulary that entries are sorted by, under the names they are published by."""


class OpenTerm(msgspec.Struct, frozen=True, kw_only=True):
    """A term an entry is sorted under. Shape: both ids are UUIDs."""

    id: str
    taxonomy_id: str
    taxonomy: str
    code: str
    name: str


class OpenService(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A scheme or an activity, as anybody may read it.

    Shape: `id` is a UUID made of our own id; `kind` is scheme or activity, and `entry_id` our id of it.
    """

    id: str
    kind: str
    entry_id: str
    listing: Listing
    modified_at: datetime
    terms: tuple[OpenTerm, ...] = ()
    areas: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()
    everywhere: bool = False
    funder: str | None = None


def open_id(kind: str, entry_id: str) -> str:
    """Return the UUID under which a scheme or an activity is published."""
    return published_id("service", kind, entry_id)


def organisation_id(name: str) -> str:
    """Return the UUID of an organisation: the same wherever it is called by the same name."""
    return published_id("organisation", " ".join(name.casefold().split()))


@lru_cache(maxsize=4_096)  # terms of every list of codes there is, and of a directory's own
def term(taxonomy: str, code: str, name: str) -> OpenTerm:
    """Return a term under its UUID. Why remembered: making the ids was a seventh of entering a scheme."""
    return OpenTerm(
        id=published_id("term", taxonomy, code),
        taxonomy_id=published_id("taxonomy", taxonomy),
        taxonomy=taxonomy,
        code=code,
        name=name,
    )


def our_terms() -> list[OpenTerm]:
    """Return every term of our own vocabulary."""
    return [term(taxonomy, code, name) for taxonomy, codes in OUR_TAXONOMIES.items() for code, name in codes.items()]


def foreign_term(category: Category) -> OpenTerm:
    """Return a term of somebody else's taxonomy."""
    return term(category.taxonomy, category.code or category.name, category.name)


def venue_ids(service_id: str, venues: Sequence[Venue]) -> list[str]:
    """Return the UUID of each venue of a service: the same as long as it is called the same and is at the same address.

    Why not its number in the list: others keep these ids, and a list gets shorter.
    """
    seen: dict[tuple[str | None, ...], int] = {}
    ids = []
    for venue in venues:
        key = (venue.kind, venue.name, venue.address, venue.postcode)
        seen[key] = seen.get(key, 0) + 1
        ids.append(published_id("venue", service_id, *(part or "" for part in key), seen[key]))
    return ids
