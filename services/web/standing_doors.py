"""The doors of what the hub tells of a scheme: how its entry stands, what comes next, and its end."""

from shared.config.limits import PLACES_MAX
from shared.contracts.directory_codes import PAUSE_REASONS, SCHEME_CLOSURE_REASONS
from shared.doors.door import Door
from shared.doors.fields import Code, Day, Flag, WholeNumber


class AssuranceDoor(Door):
    """Until when somebody vouches for a scheme's entry."""

    assured_until = Day("Give the last day on which the entry counts as checked, such as 2027-03-31.", required=True)


class PauseDoor(Door):
    """Why a scheme takes nobody new for now, and until when, where that is known."""

    reason = Code(PAUSE_REASONS, f"Choose one of: {', '.join(PAUSE_REASONS)}.", required=True)
    until = Day("Give the last day of the pause, such as 2027-01-04, or leave it out.")


class SchemeClosureDoor(Door):
    """Why a scheme ends for good."""

    reason = Code(SCHEME_CLOSURE_REASONS, f"Choose one of: {', '.join(SCHEME_CLOSURE_REASONS)}.", required=True)


class PlacesDoor(Door):
    """How many people a scheme can hold at once. `move_people`: whether those it can not keep are moved on."""

    places = WholeNumber(0, PLACES_MAX, required=True)
    move_people = Flag("Say true or false: whether people are moved on to other schemes.")
