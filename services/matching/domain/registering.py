"""The decisions about an entry of the directory."""

from datetime import date

from msgspec.structs import replace

from services.matching.domain.standing import NotAsItStands, SchemeStanding, approve
from shared.contracts.directory import PlacesSet, SchemeRegistered, SpecificationPlanned, SpecificationTookEffect
from shared.contracts.event import Event
from shared.contracts.scheme import Scheme


class TooFewPlaces(Exception):
    """More people are with the scheme than the places it would have."""


def register(
    known: Scheme | None, standing: SchemeStanding, held: int, entered: Scheme, planned_for: date | None = None
) -> list[Event]:
    """Return what entering a specification changes; nothing when it is the one in force.

    Whether it is approved is told by an event of its own, so approval alone makes no other specification.
    Raises: TooFewPlaces; NotAsItStands when the scheme has closed.
    """
    if standing.phase == "closed":
        raise NotAsItStands("closed")
    events: list[Event] = []
    if known is None or not says_the_same(known, entered):
        enough_places(entered.places, held)
        events = [SchemeRegistered(scheme=entered)]
    if planned_for:
        events.append(SpecificationTookEffect(scheme_id=entered.id, from_on=planned_for))
    return events + (approve(standing, entered.id) if entered.approved else [])


def plan_specification(standing: SchemeStanding, planned: Scheme | None, from_on: date, entered: Scheme) -> list[Event]:
    """Return the plan for a day to come; nothing when just that is planned. Raises: NotAsItStands."""
    if standing.phase == "closed":
        raise NotAsItStands("closed")
    if planned == entered:
        return []
    return [SpecificationPlanned(scheme_id=entered.id, from_on=from_on, scheme=entered)]


def says_the_same(known: Scheme, entered: Scheme) -> bool:
    """Whether two specifications say the same of everything but approval."""
    return replace(known, approved=False) == replace(entered, approved=False)


def as_entered(known: Scheme, places: int | None, assured_until: date | None, entered: Scheme) -> Scheme:
    """Return the specification in force as a list may tell it: as first entered, or with what was set since.

    Why both: a list entered again must not undo the places its manager set, nor the day its entry was checked until,
    and a directory that was exported says what was set.
    """
    for told_places in (known.places, places):
        for until in (known.assured_until, assured_until):
            now = replace(known, places=told_places, assured_until=until)
            if says_the_same(now, entered):
                return now
    return known


def set_places(scheme_id: str, places: int, held: int) -> list[Event]:
    """Return the new number of places.

    Raises: TooFewPlaces.
    """
    enough_places(places, held)
    return [PlacesSet(scheme_id=scheme_id, places=places)]


def enough_places(places: int | None, held: int) -> None:
    """Refuse fewer places than are held.

    Raises: TooFewPlaces.
    """
    if places is not None and places < held:
        raise TooFewPlaces
