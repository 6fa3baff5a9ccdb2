"""What the rows of routing.md stand for: a scheme, a person, and what matching decides about them."""

from datetime import date
from typing import NamedTuple

from services.matching.domain.capacity import Capacity, Placement, Places
from services.matching.domain.directory import Directory
from services.matching.domain.listed import Listed
from services.matching.domain.offering import decide
from services.matching.domain.shortlist import Request, shortlist
from services.matching.wiring import shipped_ranking
from services.triage.domain.cohorts import age_cohorts
from shared.contracts.facts import Facts
from shared.contracts.matching import Considered, NoSchemeFound, SchemeOffered, SchemesShortlisted, WaitingListJoined
from shared.contracts.scheme import Catchment, Scheme
from tests.spec.tables import Row, Theme, codes, table

CITY = "E06000023"
PERSON = "person"
RANKING = shipped_ranking()
PLACES = {row["name"]: row for row in table("routing.md", "Places")}
TODAY = date(2026, 7, 1)
USUAL = {"lives in": "Hillside", "by": "gp", "complexity": "low", "age": "40"}
"""What holds of a person where the table has no column for it."""


class Routed(NamedTuple):
    """What matching decided about a row: what it offered, or why it could not, and every scheme it considered."""

    decision: SchemeOffered | NoSchemeFound
    considered: tuple[Considered, ...]
    waits: WaitingListJoined | None

    @property
    def offered(self) -> str:
        """Return the id of the scheme that gets the offer."""
        return self.decision.scheme_id if isinstance(self.decision, SchemeOffered) else "nobody"


def listed(row: Row) -> Listed:
    """Return a scheme as the table describes it: approved, in the city and for everybody unless the row says more."""
    youngest, _, oldest = row.get("ages", "").partition("-")
    return Listed(
        Scheme(
            id=row["id"],
            name=row["id"],
            kind=row.get("kind") or "generalist",
            cohorts=codes(row.get("cohorts", "")),
            needs=codes(row.get("needs", "")),
            age_min=int(youngest) if youngest else None,
            age_max=int(oldest) if oldest else None,
            sexes=codes(row.get("sexes", "")),
            catchment=_catchment(row),
            channels=codes(row.get("channels", "")),
            accepts_from=codes(row.get("accepts from", "")),
            takes_referrals=row.get("takes referrals") != "no",
            complexity_max=row.get("complexity up to") or "high",
            languages=codes(row.get("languages", "en")),
            support=codes(row.get("support", "")),
            priority_areas=codes(row.get("priority areas", "")),
            usual_wait_days=int(row.get("wait in days") or 0),
        ),
        state="draft" if row.get("approved") == "no" else row.get("state") or "open",
    )


def _catchment(row: Row) -> Catchment:
    areas, practices = codes(row.get("areas", "")), codes(row.get("practices", ""))
    everywhere = row.get("everywhere") == "yes"
    return Catchment(
        areas=areas or (() if practices or everywhere else (CITY,)), practices=practices, everywhere=everywhere
    )


def facts(row: Row) -> Facts:
    """Return what routing knows of the person in a row; the age cohorts are worked out, as triage does."""
    told = USUAL | row
    age = int(told["age"]) if told["age"].isdigit() else None
    place = PLACES[told["lives in"]]
    return Facts(
        reference="K7MD3QXP",
        person_id=PERSON,
        needs=codes(told.get("needs", "")),
        cohorts=(*codes(told.get("cohorts", "")), *age_cohorts(age)),
        age=age,
        gender=told.get("gender") or None,
        areas=codes(place["areas"]),
        practice=place["practice"] or None,
        channel=told["by"],
        sender=told.get("from") or None,
        language=told.get("language") or None,
        interpreter_needed=told.get("interpreter") == "yes",
        requested_scheme=told.get("wish") or None,
        urgency=told.get("urgency") or "routine",
    )


def routed(theme: Theme, row: Row) -> Routed:
    """Return what matching decides about a row."""
    schemes = [listed(one) for one in theme.schemes]
    directory = Directory(schemes)
    request = Request(facts(row), (USUAL | row)["complexity"], 1, frozenset(codes(row.get("tried", ""))))
    full, there, line = (codes(row.get(name, "")) for name in ("full", "with", "in line"))
    capacity = Capacity(
        {one.scheme.id: Places(0 if one.scheme.id in full else None, 0, 0) for one in schemes},
        [Placement(PERSON, scheme_id, "OLDOLD22") for scheme_id in there],
        dict(zip(line[::2], map(int, line[1::2]), strict=True)),
    )
    considered = shortlist(request, directory.reaching(request.facts), RANKING)
    events = decide(request, considered, directory.schemes, capacity, RANKING, TODAY).events
    shortlisted = next(event for event in events if isinstance(event, SchemesShortlisted))
    decision = next(event for event in events if isinstance(event, SchemeOffered | NoSchemeFound))
    waits = next((event for event in events if isinstance(event, WaitingListJoined)), None)
    return Routed(decision, shortlisted.considered or (), waits)
