"""The words an entry of the directory is found by, and what each is worth by the best place it stands in."""

from collections.abc import Iterable, Iterator
from itertools import islice

from services.matching.domain.plain_words import SAY_LITTLE, telling, words_in
from shared.config.search_limits import ENTRY_WORDS_MAX
from shared.contracts.listing import Listing
from shared.contracts.open_service import OUR_TAXONOMIES, OpenService

IN_NAME, IN_NAME_WHOLE = 1_000, 200
HELPS_WITH, WHO_AND_WHERE, IN_DESCRIPTION = 300, 120, 100
"""Points. A word of the name is worth 1,000 and its share of another 200, so that of two names with the same words
asked for, the shorter comes first; no number of other places makes up for it, word by word."""


def found_by(service: OpenService) -> dict[str, int]:
    """Return every word an entry is found by, with its points.

    The terms of our own lists are left out: an entry is found by their codes, whatever word stands for them.
    """
    listing = service.listing
    words = list(dict.fromkeys(words_in(listing.name)))
    tell = telling(words)
    found = dict.fromkeys(tell, IN_NAME + IN_NAME_WHOLE // max(len(tell), 1))
    for word in words:
        found.setdefault(word, IN_NAME + IN_NAME_WHOLE // len(words))
    for points, texts in (
        (HELPS_WITH, (term.name for term in service.terms if term.taxonomy not in OUR_TAXONOMIES)),
        (WHO_AND_WHERE, _who_and_where(listing)),
        (IN_DESCRIPTION, [listing.description]),
    ):
        for word in _words(texts):
            found.setdefault(word, points)
    return dict(islice(found.items(), ENTRY_WORDS_MAX))


def place_of(points: int) -> str:
    """Return where a word with these points stands, as a code."""
    if points >= IN_NAME:
        return "name"
    return {HELPS_WITH: "helps_with", WHO_AND_WHERE: "who_and_where"}.get(points, "description")


def _who_and_where(listing: Listing) -> Iterator[str | None]:
    yield listing.organisation.name if listing.organisation else None
    for venue in listing.venues:
        yield from (venue.name, venue.town, venue.county, venue.postcode)


def _words(texts: Iterable[str | None]) -> Iterator[str]:
    for text in filter(None, texts):
        yield from (word for word in words_in(text) if word not in SAY_LITTLE)
