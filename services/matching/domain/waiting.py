"""Waiting for a place: whom a full scheme keeps in line, and which better schemes an offer names."""

from collections.abc import Iterable, Mapping

from services.matching.domain.capacity import Capacity
from services.matching.domain.listed import Listed
from services.matching.domain.shortlist import Request
from shared.contracts.event import Event
from shared.contracts.matching import Considered, FullerScheme, WaitingListJoined, WaitingListLeft
from shared.contracts.scheme import Scheme


def wait(request: Request, full: Scheme | None, capacity: Capacity) -> list[Event]:
    """Return what parking somebody changes about waiting: they wait for the best scheme that suits and is full.

    Whoever waits there already keeps their position.
    """
    if full is not None and full.id == request.waits_for:
        return []
    left = lists_left(request, "not_suitable_now")
    if full is None:
        return left
    position = capacity.waiting(full.id) + 1
    return [
        *left,
        WaitingListJoined(**about(request), scheme_id=full.id, scheme_name=full.name, position=position),
    ]


def lists_left(request: Request, reason: str) -> list[Event]:
    """Return the end of the person's waiting, if they wait."""
    if request.waits_for is None:
        return []
    return [WaitingListLeft(**about(request), scheme_id=request.waits_for, reason=reason)]


def about(request: Request) -> dict[str, str]:
    """Return which referral of which person a request is about, as the fields of an event."""
    return {"reference": request.facts.reference, "person_id": request.facts.person_id}


def fuller_schemes(
    better: Iterable[Considered], schemes: Mapping[str, Listed], capacity: Capacity
) -> tuple[FullerScheme, ...]:
    """Name the schemes that would have come first, with the wait a referrer can expect there."""
    return tuple(
        FullerScheme(
            scheme_id=one.scheme_id,
            scheme_name=schemes[one.scheme_id].scheme.name,
            usual_wait_days=schemes[one.scheme_id].scheme.usual_wait_days,
            waiting=capacity.waiting(one.scheme_id),
        )
        for one in better
    )
