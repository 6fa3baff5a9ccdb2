"""What was asked for where, and what came of it: one narrow row per referral, counted by the report of provision."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, select

from services.matching.domain.placing import Placing, after
from services.matching.domain.suitability import level
from services.matching.tables import REQUESTS
from services.matching.tables.requests import NONE_TOLD
from shared.clock import london_date
from shared.contracts.event import Event, Meta
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
    new = {
        event.reference: _new(event.facts, one.meta)
        for one, event in told
        if isinstance(event, SchemesShortlisted) and event.facts is not None
    }
    rows = new | _known(connection, {event.reference for _, event in told} - new.keys())
    for _, event in told:
        if event.reference in rows:
            _move(rows[event.reference], event)
    insert_rows(connection, REQUESTS, [rows[reference] for reference in new])
    upsert(connection, REQUESTS, [row for reference, row in rows.items() if reference not in new])


def _new(facts: Facts, meta: Meta) -> Row:
    by_level = {level(code): code for code in facts.areas}
    return {
        "reference": facts.reference,
        "person_id": facts.person_id,
        "month": london_date(meta.at).strftime("%Y-%m"),
        "ward": by_level.get("ward"),
        "local_authority": by_level.get("local_authority"),
        "needs": _written(facts.needs),
        "cohorts": _written(facts.cohorts),
        **Placing()._asdict(),
    }


def _written(codes: Collection[str]) -> str:
    return " ".join(sorted(set(codes))) or NONE_TOLD


def _known(connection: Connection, references: Collection[str]) -> dict[str, Row]:
    if not references:
        return {}
    rows = connection.execute(select(REQUESTS).where(among(connection, REQUESTS.c.reference, references)))
    return {row.reference: row._asdict() for row in rows}


def _move(row: dict[str, Any], event: Event) -> None:
    stands = Placing(*(row[name] for name in Placing._fields))
    row.update(after(stands, event)._asdict())
