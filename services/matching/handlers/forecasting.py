"""Where people would go if a scheme could keep them no more: decided as it would be, and not recorded."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from services.matching.domain.capacity import Places
from services.matching.domain.directory import Directory
from services.matching.domain.moving import Leaving
from services.matching.domain.offering import Decision, decide
from services.matching.domain.shortlist import shortlist, suitable_ids
from services.matching.queries import Directories, capacity_now, held_now
from shared.clock import london_date
from shared.contracts.matching import NoSchemeFound


def forecast(
    connection: Connection, directories: Directories, scheme_id: str, going: Sequence[Leaving], now: datetime
) -> dict[str, Any]:
    """Return each referral's next scheme, those that would find none with the reasons, and what neighbours would hold.

    Shape: `moves` of reference and scheme_id or null, `neighbours` of id, name, places, held and would_hold.
    """
    directory, ranking = directories.current(connection), directories.ranking(connection)
    near = [
        [listed for listed in directory.reaching(one.request.facts) if listed.scheme.id != scheme_id] for one in going
    ]
    lists = [shortlist(one.request, reaching, ranking) for one, reaching in zip(going, near, strict=True)]
    schemes = {found for considered in lists for found in suitable_ids(considered)}
    capacity = capacity_now(connection, schemes, [one.request.facts.person_id for one in going])
    before = held_now(connection, schemes)
    moves, reasons = [], Counter[str]()
    for one, considered in zip(going, lists, strict=True):
        decision = decide(one.request, considered, directory.schemes, capacity, ranking, london_date(now))
        capacity.follow(decision.events)
        moves.append({"reference": one.request.facts.reference, "scheme_id": decision.scheme_id})
        reasons.update(_reasons(decision))
    return {
        "moves": moves,
        "nowhere": sum(move["scheme_id"] is None for move in moves),
        "reasons": dict(sorted(reasons.items())),
        "neighbours": _neighbours(directory, before, moves),
    }


def _reasons(decision: Decision) -> Iterator[str]:
    for event in decision.events:
        if isinstance(event, NoSchemeFound):
            yield from event.reasons


def _neighbours(
    directory: Directory, before: Mapping[str, Places], moves: Sequence[Mapping[str, str | None]]
) -> list[dict[str, Any]]:
    taken = Counter(move["scheme_id"] for move in moves if move["scheme_id"])
    return [
        {
            "id": neighbour,
            "name": directory.schemes[neighbour].scheme.name,
            "places": before[neighbour].places,
            "held": before[neighbour].held,
            "would_hold": before[neighbour].held + count,
        }
        for neighbour, count in sorted(taken.items())
    ]
