"""The facts matching records of referrals: the places they take, and why each went where it went."""

from datetime import date
from typing import Annotated, Any

import msgspec

from shared.contracts.event import Event, Kept, recorded
from shared.contracts.facts import Facts


class FullerScheme(msgspec.Struct, frozen=True, kw_only=True):
    """A scheme that suits somebody better than the one offered, and could not take them in time.

    Units: `usual_wait_days` as its specification says; `waiting`: people on its waiting list then.
    """

    scheme_id: str
    scheme_name: str
    usual_wait_days: int | None = None
    waiting: int = 0


class Considered(msgspec.Struct, frozen=True, kw_only=True):
    """One scheme looked at for one referral: in or out, the reason codes, and the points that make its score."""

    scheme_id: str
    suitable: bool
    reasons: tuple[str, ...] = ()
    score: int = 0
    factors: dict[str, int] = {}


@recorded("matching.place_reserved")
class PlaceReserved(Event):
    """One place of a scheme is held for a referral."""

    scheme_id: str
    reference: str
    person_id: str


@recorded("matching.place_released")
class PlaceReleased(Event):
    """A place is free again. `reason`: declined, lapsed, withdrawn, closed, scheme_closed or places_reduced."""

    scheme_id: str
    reference: str
    person_id: str
    reason: str


@recorded("matching.schemes_shortlisted")
class SchemesShortlisted(Event):
    """Every scheme in the area was considered for a referral, by one version of the protocol."""

    reference: str
    person_id: str
    round: int
    protocol_version: int
    complexity: str
    facts: Annotated[Facts | None, Kept] = None
    considered: Annotated[tuple[Considered, ...] | None, Kept] = None


@recorded("matching.scheme_offered")
class SchemeOffered(Event):
    """A referral is offered to one scheme, with a place held for it.

    `fuller`: the schemes that would have come first and could not take the person in time, best first.
    """

    reference: str
    person_id: str
    round: int
    scheme_id: str
    scheme_name: str
    scheme_kind: str
    score: int
    reasons: tuple[str, ...] = ()
    fuller: tuple[FullerScheme, ...] = ()


@recorded("matching.referral_moved")
class ReferralMoved(Event):
    """A referral leaves a scheme that can hold it no more. `round`: the round of the offer it leaves.

    `reason`: scheme_closed or places_reduced. Where it goes is told by the events that follow in its stream.
    """

    reference: str
    person_id: str
    round: int
    from_scheme_id: str
    reason: str


@recorded("matching.waiting_list_joined")
class WaitingListJoined(Event):
    """Every scheme that suits the person is full, and they wait for the best. `position`: 1 is next."""

    reference: str
    person_id: str
    scheme_id: str
    scheme_name: str
    position: int


@recorded("matching.waiting_list_left")
class WaitingListLeft(Event):
    """Somebody waits for a scheme no more. `reason`: offered, withdrawn, or not_suitable_now."""

    reference: str
    person_id: str
    scheme_id: str
    reason: str


@recorded("matching.overlap_found")
class OverlapFound(Event):
    """The person is already with another scheme: worth knowing, never a bar."""

    reference: str
    person_id: str
    scheme_ids: tuple[str, ...]


@recorded("matching.no_scheme_found")
class NoSchemeFound(Event):
    """A gap: nobody here can take this need, in this area, for this cohort."""

    reference: str
    person_id: str
    needs: tuple[str, ...]
    cohorts: tuple[str, ...]
    areas: tuple[str, ...]
    reasons: tuple[str, ...]


@recorded("matching.referral_parked")
class ReferralParked(Event):
    """A referral nobody can take waits, and is looked at again on a set day."""

    reference: str
    person_id: str
    review_on: date


@recorded("matching.match_withdrawn")
class MatchWithdrawn(Event):
    """Matching stops for a referral its sender took back."""

    reference: str
    person_id: str


@recorded("matching.ranking_published")
class RankingPublished(Event):
    """The hub's ranking rules, as data, under a version that decisions name."""

    version: int
    ranking: Annotated[dict[str, Any] | None, Kept] = None
