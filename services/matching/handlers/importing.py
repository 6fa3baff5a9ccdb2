"""Taking in what public directories say of schemes: as drafts that wait for the hub's approval."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from services.matching.domain.capacity import Places
from services.matching.domain.importing import DirectoryWord, imported, specification
from services.matching.handlers.changing import Answer
from services.matching.handlers.directory import enter
from services.matching.queries import Entry, entries, locked_places
from services.matching.queries.activities import LastTold, last_told
from shared.contracts.activities import SchemeImported
from shared.doors.listing import ImportedScheme, load_imported_scheme
from shared.doors.malformed import Malformed
from shared.event_store.races import decided
from shared.event_store.store import Store
from shared.event_store.transaction import Transaction

_NEW = Places(places=None, held=0, version=0)


@dataclass(frozen=True)
class SchemeImporting:
    """Matching's commands about imported schemes."""

    store: Store

    def import_schemes(self, entries: Sequence[object], by: str) -> list[Answer]:
        """Take drafts in, all that are valid in one transaction, and answer each in its place.

        Answers: registered, changed with the fields that `changed`, unchanged, refused with a reason, or malformed.
        """
        read = [_read(entry) for entry in entries]
        told = {one.scheme.id: one for one in read if isinstance(one, ImportedScheme)}
        answers = decided(self.store, lambda work: _import(work, told, by)) if told else {}
        return [answers[one.scheme.id] if isinstance(one, ImportedScheme) else one for one in read]


def _import(work: Transaction, told: dict[str, ImportedScheme], by: str) -> dict[str, Answer]:
    places = locked_places(work.connection, list(told))
    known = entries(work.connection, list(told))
    before = last_told(work.connection, list(told))
    return {
        scheme_id: _import_one(
            work, DirectoryWord(*one), known.get(scheme_id), places.get(scheme_id, _NEW), before.get(scheme_id), by
        )
        for scheme_id, one in told.items()
    }


def _import_one(
    work: Transaction, now: DirectoryWord, entry: Entry | None, places: Places, before: LastTold | None, by: str
) -> Answer:
    """Import one, and answer. Why with the places set since: a directory knows nothing of them."""
    in_force = replace(entry.scheme, places=places.places) if entry else None
    wanted = specification(in_force, before.told if before else None, now.draft)
    answer = enter(work, wanted, entry, places, by)
    events = imported(before.told if before else None, now)
    stream = f"listing-{now.draft.id}"
    work.append(stream, before.version if before else 0, events, "import_schemes", by=by)
    return _with_what_else_changed(answer, events)


def _with_what_else_changed(answer: Answer, events: Sequence[SchemeImported]) -> Answer:
    """Return the answer, to which a change of what only the directory says is a change too."""
    if answer["status"] not in ("changed", "unchanged") or not events:
        return answer
    changed = [*answer.get("changed", ()), *(name for event in events for name in event.changed)]
    return {**answer, "status": "changed", "changed": sorted(set(changed))}


def _read(entry: object) -> ImportedScheme | Answer:
    try:
        return load_imported_scheme(entry)
    except Malformed as malformed:
        return {"status": "malformed", "errors": malformed.errors}
