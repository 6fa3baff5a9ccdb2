"""The schemes, their places, and who has one or waits for one."""

from sqlalchemy import BigInteger, Column, Index, Integer, PrimaryKeyConstraint, Table, Text

from services.matching.tables.metadata import METADATA

SCHEMES = Table(
    "schemes",
    METADATA,
    Column("scheme_id", Text, primary_key=True),
    Column("specification", Text, nullable=False),
    Column("phase", Text, nullable=False),
    Column("review", Text, nullable=False),
    Column("assured_until", Text),
)
"""Every scheme's specification in force and how its entry stands; `assured_until` is when its review falls due."""

SPECIFICATIONS = Table(
    "specifications",
    METADATA,
    Column("scheme_id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("from_on", Text, nullable=False),
    Column("specification", Text, nullable=False),
    PrimaryKeyConstraint("scheme_id", "version", name="one_specification_per_version"),
)
"""Every specification a scheme ever had; `version` is that of its stream, `from_on` the day it came into force."""

PLANNED = Table(
    "planned_specifications",
    METADATA,
    Column("scheme_id", Text, nullable=False),
    Column("from_on", Text, nullable=False),
    Column("specification", Text, nullable=False),
    PrimaryKeyConstraint("scheme_id", "from_on", name="one_plan_per_scheme_and_day"),
)

DUE = Table(
    "due",
    METADATA,
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("due_on", Text, nullable=False),
    PrimaryKeyConstraint("kind", "subject", name="one_due_date_per_kind_and_subject"),
    Index("due_by_day", "due_on", "kind"),
)
"""What falls due, swept by a timer: review, lapse, resume and specification of schemes, parked of referrals."""

WAITING = Table(
    "waiting",
    METADATA,
    Column("reference", Text, primary_key=True),
    Column("scheme_id", Text, nullable=False),
    Column("person_id", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    Index("waiting_by_scheme", "scheme_id", "since"),
)
"""Who waits for a place, and where. Units: `since` in microseconds since 1970, UTC."""

PLACES = Table(
    "places",
    METADATA,
    Column("scheme_id", Text, primary_key=True),
    Column("places", Integer),
    Column("held", Integer, nullable=False),
    Column("version", Integer, nullable=False),
)
"""Each scheme's places and its stream's version. Locking a row is what keeps places from being given twice."""

PLACEMENTS = Table(
    "placements",
    METADATA,
    Column("person_id", Text, nullable=False),
    Column("scheme_id", Text, nullable=False),
    Column("reference", Text, nullable=False),
    PrimaryKeyConstraint("person_id", "scheme_id", name="one_place_per_person_and_scheme"),
    Index("placements_by_scheme", "scheme_id"),
)

REVISIONS = Table(
    "revisions",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("revision", Integer, nullable=False),
    Index("revisions_in_order", "revision"),
)
"""How often something has changed: the directory, the room in it, or the words of it; and for each scheme, the
directory's last change that was about it. A process looks at the first, and reads only what has changed since."""

OF_DIRECTORY, OF_ROOM, OF_SCHEME, REBUILT = "directory", "room", "scheme:", "rebuilt"
"""The names of the count of the directory's changes, of those that make room, of each scheme's last one, with its id,
and of a mark that only moves when the tables are built anew. No scheme's id has a colon."""

RANKINGS = Table(
    "rankings",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("ranking", Text, nullable=False),
)
