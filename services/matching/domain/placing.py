"""How far the placing of a referral has come, as a report counts it."""

from collections.abc import Iterable
from typing import NamedTuple

from shared.contracts.event import Event
from shared.contracts.matching import (
    MatchWithdrawn,
    NoSchemeFound,
    PlaceReleased,
    SchemeOffered,
    SchemesShortlisted,
)

NEAREST_MISS_FIRST = (
    "no_place_free",
    "wait_too_long",
    "scheme_paused",
    "entry_lapsed",
    "already_with_scheme",
    "offered_before",
    "channel_not_accepted",
    "referrer_not_accepted",
    "complexity_too_high",
    "age_not_known",
    "too_young",
    "too_old",
    "sex_not_served",
    "need_not_served",
    "cohort_not_served",
    "not_approved",
    "signposting_only",
    "no_scheme_in_area",
)
"""Why nobody could take a referral, the reason first that the least would mend: a place, then a wider remit, then a
scheme. A gap has all reasons of all schemes in reach; the first of them in this order leads."""


class Placing(NamedTuple):
    """How often a referral was offered, and how often the place was freed without support having come to its end.

    `reason`: the leading one, while nobody can take it. Why counts: those of a scheme's events may be read before or
    after those of the referral that led to them, and must come to the same.
    """

    offers: int = 0
    freed: int = 0
    reason: str | None = None
    withdrawn: bool = False

    @property
    def placed(self) -> bool:
        """Whether a place is held for it, or was until support came to its end."""
        return self.offers > self.freed and not self.withdrawn

    @property
    def not_placed(self) -> bool:
        """Whether nobody can take it."""
        return self.reason is not None and not self.withdrawn


def after(placing: Placing, event: Event) -> Placing:
    """Return how far a referral has come after one more of its events."""
    offers, freed, reason, withdrawn = placing
    match event:
        case SchemesShortlisted():
            return Placing(offers, freed, None, withdrawn)
        case SchemeOffered():
            return Placing(offers + 1, freed, reason, withdrawn)
        case NoSchemeFound():
            return Placing(offers, freed, leading(event.reasons), withdrawn)
        case PlaceReleased():
            return Placing(offers, freed + (event.reason != "closed"), reason, withdrawn)
        case MatchWithdrawn():
            return Placing(offers, freed, reason, withdrawn=True)
        case _:
            return placing


def leading(reasons: Iterable[str]) -> str:
    """Return the reason that the least would mend; of those nobody has put in order, the first by its code."""
    known = {reason: place for place, reason in enumerate(NEAREST_MISS_FIRST)}
    return min(reasons, key=lambda reason: (known.get(reason, len(known)), reason), default="no_scheme_in_area")
