"""The facts matching records of schemes: what they are for, and how their entries in the directory stand."""

from datetime import date

from shared.contracts.event import Event, recorded
from shared.contracts.scheme import Scheme


@recorded("matching.scheme_registered")
class SchemeRegistered(Event):
    """A scheme's specification was entered; the newest one of a stream is in force."""

    scheme: Scheme


@recorded("matching.specification_planned")
class SpecificationPlanned(Event):
    """A specification that will be in force from a day to come; a later plan for the same day replaces it."""

    scheme_id: str
    from_on: date
    scheme: Scheme


@recorded("matching.specification_took_effect")
class SpecificationTookEffect(Event):
    """The day a specification was planned for has come, and it is the one in force."""

    scheme_id: str
    from_on: date


@recorded("matching.scheme_approved")
class SchemeApproved(Event):
    """The hub lets referrals be routed to a scheme."""

    scheme_id: str


@recorded("matching.scheme_assured")
class SchemeAssured(Event):
    """Somebody has checked that a scheme's entry is true; the next review is due after `assured_until`."""

    scheme_id: str
    assured_until: date


@recorded("matching.review_fell_due")
class ReviewFellDue(Event):
    """Nobody has checked a scheme's entry in time. Referrals are still routed to it until `lapses_on`."""

    scheme_id: str
    due_on: date
    lapses_on: date


@recorded("matching.scheme_lapsed")
class SchemeLapsed(Event):
    """A scheme's entry went unchecked for so long that no referral is routed to it any more."""

    scheme_id: str


@recorded("matching.scheme_paused")
class SchemePaused(Event):
    """A scheme takes nobody new for now. `until`: the last day of the pause where it is known; `reason`: a code."""

    scheme_id: str
    reason: str
    until: date | None = None


@recorded("matching.scheme_resumed")
class SchemeResumed(Event):
    """A scheme takes people again. `reason`: asked, or pause_ended when its day had come."""

    scheme_id: str
    reason: str


@recorded("matching.scheme_closed")
class SchemeClosed(Event):
    """A scheme has ended for good; whoever was with it is moved on. `reason`: a code."""

    scheme_id: str
    reason: str


@recorded("matching.places_set")
class PlacesSet(Event):
    """A scheme can hold this many people at once."""

    scheme_id: str
    places: int
