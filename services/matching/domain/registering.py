"""The decisions about an entry of the directory."""

from shared.contracts.event import Event
from shared.contracts.matching import PlacesSet, SchemeApproved, SchemeRegistered
from shared.contracts.scheme import Scheme


class TooFewPlaces(Exception):
    """More people are with the scheme than the places it would have."""


def register(known: Scheme | None, approved: bool, held: int, entered: Scheme) -> list[Event]:
    """Return what entering a specification changes; nothing when it is the one in force.

    Raises: TooFewPlaces.
    """
    enough_places(entered.places, held)
    events: list[Event] = [SchemeRegistered(scheme=entered)] if entered != known else []
    return events + (approve_scheme(entered.id, approved) if entered.approved else [])


def approve_scheme(scheme_id: str, approved: bool) -> list[Event]:
    """Return the approval of a scheme; nothing when it has it."""
    return [] if approved else [SchemeApproved(scheme_id=scheme_id)]


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
