"""The facts about the public directory: activities people can be connected to, and what stood behind a scheme's draft.

Why everything an entry says is kept and not published: it may hold a group's telephone number or somebody's name, and
no other service needs it.
"""

from typing import Annotated

import msgspec

from shared.contracts.event import Event, Kept, recorded
from shared.contracts.listing import Listing
from shared.contracts.scheme import Scheme


class Activity(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A place or a group people can be connected to; nobody is routed to it, and it holds no places.

    Shape: `areas` are the GSS codes its venues lie in, where they are known.
    """

    id: str
    listing: Listing
    needs: tuple[str, ...] = ()
    cohorts: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


@recorded("matching.activity_listed")
class ActivityListed(Event):
    """An activity came into the directory, or came back into it."""

    activity_id: str
    activity: Annotated[Activity | None, Kept] = None


@recorded("matching.activity_relisted")
class ActivityRelisted(Event):
    """What an activity now is. `changed`: the fields that are not as they were."""

    activity_id: str
    changed: tuple[str, ...]
    activity: Annotated[Activity | None, Kept] = None


@recorded("matching.activity_taken_off")
class ActivityTakenOff(Event):
    """An activity is no longer in the directory. `reason`: a code of `TAKEN_OFF_REASONS`."""

    activity_id: str
    reason: str


@recorded("matching.scheme_imported")
class SchemeImported(Event):
    """A public directory told of a scheme: the draft that was made of it, and what else it said.

    Why the draft is kept beside the specification in force: the next import changes only what the directory changed,
    and leaves alone what the hub has mended.
    """

    scheme_id: str
    changed: tuple[str, ...] = ()
    draft: Annotated[Scheme | None, Kept] = None
    listing: Annotated[Listing | None, Kept] = None
