"""What matching looks up: the directory, the places, and the ranking in force."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, and_, func, select

from services.matching.domain.capacity import Capacity, Placement, Places
from services.matching.domain.directory import Directory
from services.matching.domain.listed import Listed
from services.matching.domain.ranking import Ranking
from services.matching.domain.standing import SchemeStanding
from services.matching.queries.waiting import waiting_counts
from services.matching.tables import (
    DUE,
    OF_DIRECTORY,
    OF_SCHEME,
    PLACEMENTS,
    PLACES,
    RANKINGS,
    REBUILT,
    REVISIONS,
    SCHEMES,
)
from shared.config.limits import READ_PAGE_EVENTS
from shared.contracts.scheme import Scheme
from shared.event_store.looking_up import rows_holding
from shared.event_store.rows import among, pages

_STANDS = (SCHEMES.c.specification, SCHEMES.c.phase, SCHEMES.c.review, SCHEMES.c.assured_until)
_PLACES = select(PLACES.c.scheme_id, PLACES.c.places, PLACES.c.held, PLACES.c.version).order_by(PLACES.c.scheme_id)
_read_scheme = msgspec.json.Decoder(Scheme).decode
_read_ranking = msgspec.json.Decoder(Ranking).decode
_MARKS = select(REVISIONS.c.name, REVISIONS.c.revision).where(REVISIONS.c.name.in_((OF_DIRECTORY, REBUILT)))


class Entry(NamedTuple):
    """A scheme's entry in the directory. `held`: how many people it holds now; `paused_until`: where it is known."""

    scheme: Scheme
    standing: SchemeStanding
    assured_until: date | None
    held: int
    paused_until: date | None = None


class Directories:
    """The directory and the ranking in force; what has changed since they were last looked at is read again."""

    def __init__(self) -> None:
        self._marks: dict[str, int] | None = None
        self._directory = Directory(())
        self._rankings: dict[int, Ranking] = {}

    def current(self, connection: Connection) -> Directory:
        """Return the directory as it is now. Cost: one look, and reading the schemes that have changed.

        Why all of them after a rebuild: what is no longer there names no change.
        """
        marks = dict(connection.execute(_MARKS).tuples().all())
        if marks != self._marks:
            known = _revision_known(self._marks, marks)
            directory = self._directory if known else Directory(())
            directory.enter(_listed_since(connection, known, marks.get(OF_DIRECTORY, 0)))
            self._directory, self._marks = directory, marks
        return self._directory

    def ranking(self, connection: Connection) -> Ranking:
        """Return the newest ranking.

        Raises: LookupError when none was ever published.
        """
        newest = connection.scalar(select(func.max(RANKINGS.c.version)))
        if newest is None:
            raise LookupError("no ranking protocol has been published")
        if newest not in self._rankings:
            text = connection.scalar(select(RANKINGS.c.ranking).where(RANKINGS.c.version == newest))
            self._rankings[newest] = _read_ranking(text or "")
        return self._rankings[newest]


def _revision_known(before: dict[str, int] | None, now: dict[str, int]) -> int:
    """Return up to which revision the directory is known; none at first, after a rebuild, or when it went back."""
    if before is None or before.get(REBUILT) != now.get(REBUILT) or before[OF_DIRECTORY] > now.get(OF_DIRECTORY, 0):
        return 0
    return before[OF_DIRECTORY]


def _listed_since(connection: Connection, known: int, now: int) -> Iterator[Listed]:
    """Give every scheme that has changed after a revision; all of them after none."""
    found = select(SCHEMES.c.specification, SCHEMES.c.phase, SCHEMES.c.review)
    wanted = [found]
    if known:
        changed = rows_holding(connection, REVISIONS.c.revision, range(known + 1, now + 1))
        ids = [name.removeprefix(OF_SCHEME) for name, _ in changed if name.startswith(OF_SCHEME)]
        wanted = [found.where(among(connection, SCHEMES.c.scheme_id, page)) for page in pages(ids, READ_PAGE_EVENTS)]
    for question in wanted:
        for text, phase, review in connection.execute(question):
            yield Listed(_read_scheme(text), SchemeStanding(phase, review).state)


def revision(connection: Connection, name: str) -> int:
    """Return how often the directory, or the room there is in it, has moved on."""
    return connection.scalar(select(REVISIONS.c.revision).where(REVISIONS.c.name == name)) or 0


def locked_capacity(connection: Connection, scheme_ids: Collection[str], person_ids: Collection[str]) -> Capacity:
    """Return the places of these schemes, locked until the transaction ends, and where these people are.

    Why in order of id: everybody who locks several rows locks them in the same order, so nobody waits in a circle.
    """
    places = locked_places(connection, scheme_ids)
    return Capacity(places, placements(connection, person_ids), waiting_counts(connection, scheme_ids))


def locked_places(connection: Connection, scheme_ids: Collection[str]) -> dict[str, Places]:
    """Return the places of these schemes, locked until the transaction ends."""
    return _places(connection, _PLACES.with_for_update(), scheme_ids)


def capacity_now(connection: Connection, scheme_ids: Collection[str], person_ids: Collection[str]) -> Capacity:
    """Return the same as `locked_capacity` for looking only: nothing is held, and it may change in a moment."""
    places = held_now(connection, scheme_ids)
    return Capacity(places, placements(connection, person_ids), waiting_counts(connection, scheme_ids))


def held_now(connection: Connection, scheme_ids: Collection[str]) -> dict[str, Places]:
    """Return the places of these schemes, for looking only."""
    return _places(connection, _PLACES, scheme_ids)


def _places(connection: Connection, statement: Any, scheme_ids: Collection[str]) -> dict[str, Places]:
    if not scheme_ids:
        return {}
    rows = connection.execute(statement.where(among(connection, PLACES.c.scheme_id, scheme_ids)))
    return {scheme_id: Places(places, held, version) for scheme_id, places, held, version in rows}


def all_places(connection: Connection) -> dict[str, Places]:
    """Return the places of every scheme, as they are in this moment; nobody is kept from taking one."""
    rows = connection.execute(select(PLACES.c.scheme_id, PLACES.c.places, PLACES.c.held, PLACES.c.version))
    return {scheme_id: Places(places, held, version) for scheme_id, places, held, version in rows}


def placements(connection: Connection, person_ids: Collection[str]) -> list[Placement]:
    """Return every place these people have now."""
    return [Placement._make(row) for row in rows_holding(connection, PLACEMENTS.c.person_id, person_ids)]


def entries(connection: Connection, scheme_ids: Collection[str]) -> dict[str, Entry]:
    """Return the directory's entries of these schemes, where they have one."""
    rows = connection.execute(
        select(SCHEMES.c.scheme_id, *_STANDS, PLACES.c.held, DUE.c.due_on)
        .join(PLACES, PLACES.c.scheme_id == SCHEMES.c.scheme_id)
        .outerjoin(DUE, and_(DUE.c.kind == "resume", DUE.c.subject == SCHEMES.c.scheme_id))
        .where(among(connection, SCHEMES.c.scheme_id, scheme_ids))
    )
    return {row[0]: _entry(*row[1:]) for row in rows}


def _entry(text: str, phase: str, review: str, until: str | None, held: int, resumes_on: str | None) -> Entry:
    return Entry(
        scheme=_read_scheme(text),
        standing=SchemeStanding(phase, review),
        assured_until=date.fromisoformat(until) if until else None,
        held=held,
        paused_until=date.fromisoformat(resumes_on) - timedelta(days=1) if resumes_on else None,
    )
