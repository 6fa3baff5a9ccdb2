"""What was asked for where, and what came of it: one narrow row per referral, counted by the report of provision."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, select

from services.matching.domain.placing import Placing, after
from services.matching.domain.suitability import level
from services.matching.tables import REQUESTS
from services.matching.tables.requests import NONE_TOLD
from shared.clock import london_date
from shared.contracts.facts import Facts
from shared.contracts.matching import (
    MatchWithdrawn,
    NoSchemeFound,
    PlaceReleased,
    SchemeOffered,
    SchemesShortlisted,
)
from shared.event_store.recorded import Recorded
from shared.event_store.rows import Row, among, insert_rows, upsert

COUNTED = (SchemesShortlisted, SchemeOffered, NoSchemeFound, PlaceReleased, MatchWithdrawn)


def project_requests(connection: Connection, recorded: Sequence[Recorded]) -> None:
    """Bring the rows up to date: mostly one new row for each referral, written once with all that came of it."""
    told = [(one, one.event) for one in recorded if isinstance(one.event, COUNTED)]
    if not told:
        return
    new = {
        event.reference: (event.facts, _month(one.meta.at.replace(minute=0, second=0, microsecond=0)))
        for one, event in told
        if isinstance(event, SchemesShortlisted) and event.facts is not None
    }
    known = _known(connection, {event.reference for _, event in told} - new.keys())
    placings = dict.fromkeys(new, Placing()) | {reference: _placing(row) for reference, row in known.items()}
    for _, event in told:
        if event.reference in placings:
            placings[event.reference] = after(placings[event.reference], event)
    insert_rows(connection, REQUESTS, [_new(*begun, placings[reference]) for reference, begun in new.items()])
    upsert(connection, REQUESTS, [row | placings[reference]._asdict() for reference, row in known.items()])


@lru_cache(maxsize=16)
def _month(hour: datetime) -> str:
    """Return the month it is in the UK. Why remembered by the hour: asking takes as long as all else about a row."""
    return london_date(hour).strftime("%Y-%m")


def _new(facts: Facts, month: str, placing: Placing) -> Row:
    by_level = {level(code): code for code in facts.areas}
    return {
        "reference": facts.reference,
        "person_id": facts.person_id,
        "month": month,
        "ward": by_level.get("ward"),
        "local_authority": by_level.get("local_authority"),
        "needs": _written(facts.needs),
        "cohorts": _written(facts.cohorts),
        "offers": placing.offers,
        "freed": placing.freed,
        "reason": placing.reason,
        "withdrawn": placing.withdrawn,
    }


def _written(codes: Collection[str]) -> str:
    return " ".join(sorted(set(codes))) or NONE_TOLD


def _known(connection: Connection, references: Collection[str]) -> dict[str, Row]:
    if not references:
        return {}
    rows = connection.execute(select(REQUESTS).where(among(connection, REQUESTS.c.reference, references)))
    return {row.reference: row._asdict() for row in rows}


def _placing(row: Row) -> Placing:
    return Placing(row["offers"], row["freed"], row["reason"], row["withdrawn"])
