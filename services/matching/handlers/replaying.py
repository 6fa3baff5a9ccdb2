"""Old decisions decided again, to show that the same facts and version still give the same answer."""

from dataclasses import dataclass
from typing import Any

import msgspec

from services.matching.domain.past import directory_then
from services.matching.domain.replaying import Round, decided_again, differences, rounds, schemes_that_differ
from services.matching.handlers.ranking import RANKINGS
from services.matching.handlers.settling import stream_of
from services.matching.queries.past import positions, schemes_until
from shared.clock import london_date
from shared.event_store.store import Store
from shared.event_store.streams import histories

Answer = dict[str, Any]


@dataclass(frozen=True)
class Replaying:
    """What may be asked about decisions of the past. Records nothing."""

    store: Store

    def replayed(self, reference: str) -> Answer:
        """Return whether each round of a referral comes out as recorded, by its version and the directory of then."""
        stream = stream_of(reference)
        with self.store.reading() as connection:
            recorded = histories(connection, [stream])[stream]
            found = list(rounds([(one.event, one.meta) for one in recorded]))
            if not found:
                return {"status": "not_found"}
            places = positions(connection, stream)
            schemes = schemes_until(connection, places[found[-1].version])
            rankings = {one.version: one.rules for one in RANKINGS.all(connection)}
        decisions = []
        for one in found:
            ranking = rankings.get(one.shortlisted.protocol_version)
            told = _told(one, ranking is not None)
            if ranking is not None:
                directory = directory_then(schemes, places[one.version], one, ranking)
                again = decided_again(one, directory, ranking, london_date(one.meta.at))
                told["differences"] = differences(one.events, again)
                told["scheme_ids"] = schemes_that_differ(one.considered, again)
            decisions.append(told)
        return {"status": "found", "decisions": decisions}


def _told(then: Round, replayable: bool) -> Answer:
    return {
        "decision": "matching",
        "round": then.request.round,
        "decided_at": msgspec.to_builtins(then.meta.at),
        "protocol_version": then.shortlisted.protocol_version,
        "replayable": replayable,
        "differences": [],
        "scheme_ids": [],
    }
