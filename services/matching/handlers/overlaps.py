"""What is asked before a scheme is approved: who serves the same people already, and has room."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from services.matching.domain.overlapping import SharedPeople, can_be_compared, shared_people, shared_practices
from services.matching.domain.standing import ROUTED
from services.matching.handlers.changing import Answer
from services.matching.queries.overlaps import KeptScheme, kept_scheme, open_schemes
from shared.config.report_limits import OVERLAP_AREAS_MAX, OVERLAP_CODES_SHOWN_MAX, OVERLAP_SCHEMES_MAX
from shared.contracts.scheme import Scheme
from shared.event_store.store import Store


@dataclass(frozen=True)
class OverlapQuestions:
    """Matching's part in the question: the people. Where areas lie in one another, intake knows."""

    store: Store

    def overlap(self, scheme_id: str) -> Answer:
        """Return every other open scheme that serves some of the same people, with its catchment and its room.

        `not_compared`: how many serve the same people, but it cannot be said whether in the same place, or would make
        the answer too long.
        """
        with self.store.reading() as connection:
            own = kept_scheme(connection, scheme_id)
            if own is None:
                return {"status": "not_found"}
            sharing = list(_sharing(own.scheme, open_schemes(connection)))
        comparable = [one for one in sharing if can_be_compared(own.scheme, one[0].scheme)]
        told = [_told(own.scheme, kept, people) for kept, people in _bounded(comparable)]
        return {
            "status": "found",
            "scheme": {"id": own.scheme.id, "name": own.scheme.name, "approved": own.standing.state in ROUTED},
            "catchment": None if own.scheme.catchment.everywhere else list(own.scheme.catchment.areas),
            "others": told,
            "not_compared": len(sharing) - len(told),
        }


def _sharing(own: Scheme, others: Iterable[KeptScheme]) -> Iterator[tuple[KeptScheme, SharedPeople]]:
    for one in others:
        people = shared_people(own, one.scheme) if one.scheme.id != own.id else None
        if people:
            yield one, people


def _bounded(sharing: Iterable[tuple[KeptScheme, SharedPeople]]) -> Iterator[tuple[KeptScheme, SharedPeople]]:
    """Give as many as one answer holds."""
    schemes = areas = 0
    for kept, people in sharing:
        schemes, areas = schemes + 1, areas + len(kept.scheme.catchment.areas)
        if schemes <= OVERLAP_SCHEMES_MAX and areas <= OVERLAP_AREAS_MAX:
            yield kept, people


def _told(own: Scheme, kept: KeptScheme, people: SharedPeople) -> dict[str, Any]:
    scheme, practices = kept.scheme, shared_practices(own, kept.scheme)
    mine = own.catchment.practices
    return {
        "id": scheme.id,
        "name": scheme.name,
        "provider": scheme.provider,
        "kind": scheme.kind,
        "people": people._asdict(),
        "everywhere": scheme.catchment.everywhere,
        "areas": list(scheme.catchment.areas),
        "practices": list(practices[:OVERLAP_CODES_SHOWN_MAX]),
        "practices_total": len(practices),
        "practices_share": len(practices) / len(mine) if mine else 0.0,
        "places": kept.places,
        "free": kept.free,
        "usual_wait_days": scheme.usual_wait_days,
    }
