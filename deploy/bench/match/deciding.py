"""How long single decisions take in memory: with the directory's index, and by a plain loop over every scheme."""

import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from deploy.bench.match.county import County, requests, schemes
from services.matching.domain.capacity import Capacity, Places
from services.matching.domain.directory import Directory
from services.matching.domain.listed import Listed
from services.matching.domain.offering import decide
from services.matching.domain.shortlist import Request, shortlist
from services.matching.wiring import shipped_ranking
from shared.contracts.facts import Facts
from shared.contracts.scheme import Catchment
from shared.doors.scheme import load_scheme

Reaching = Callable[[Facts], Iterable[Listed]]

TODAY = date(2026, 7, 1)
RANKING = shipped_ranking()


def directory_of(county: County) -> Directory:
    """Return a county's schemes as matching holds them."""
    found = (load_scheme(one) for one in schemes(county))
    return Directory(Listed(scheme, "open" if scheme.approved else "draft") for scheme in found)


def milliseconds(directory: Directory, decisions: int, reaching: Reaching | None = None) -> list[float]:
    """Return how long each of so many decisions took this process: found, shortlisted with reasons, a place given.

    Why the process's own time: what others do on the machine is no cost of a decision.
    """
    find = reaching or directory.reaching
    capacity = Capacity({scheme_id: Places(None, 0, 0) for scheme_id in directory.schemes}, [])
    asked = requests(decisions)
    for request in asked[: max(1, decisions // 10)]:
        decide(request, shortlist(request, find(request.facts), RANKING), directory.schemes, capacity, RANKING, TODAY)
    return [_milliseconds(request, find, directory, capacity) for request in asked]


def plain_loop(directory: Directory) -> Reaching:
    """Return how schemes in reach are found without an index: every scheme of the directory is looked at."""
    listed: Sequence[Listed] = [one for _, one in sorted(directory.schemes.items())]

    def reaching(facts: Facts) -> Iterable[Listed]:
        places = {*facts.areas, facts.practice}
        return [one for one in listed if _reaches(one.scheme.catchment, places)]

    return reaching


def _reaches(catchment: Catchment, places: set[str | None]) -> bool:
    return catchment.everywhere or not places.isdisjoint((*catchment.areas, *catchment.practices))


def _milliseconds(request: Request, find: Reaching, directory: Directory, capacity: Capacity) -> float:
    began = time.process_time_ns()
    considered = shortlist(request, find(request.facts), RANKING)
    decide(request, considered, directory.schemes, capacity, RANKING, TODAY)
    return (time.process_time_ns() - began) / 1e6
