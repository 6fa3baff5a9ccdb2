"""Records on their way into the directory: read, sent a hundred at a time, and what came of each."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from deploy.importing.fetching import FeedBroken
from deploy.importing.source import Source
from deploy.importing.unpacking import SourceRefused
from deploy.program.kept_door import KeptDoor, answers_of
from deploy.program.packs import packs
from deploy.program.rejects import Rejects, errors_in_words
from shared.config.limits import ACTIVITIES_BODY_BYTES_MAX, ACTIVITIES_MAX, IMPORT_CHANGES_SHOWN_MAX
from shared.doors.foreign.formats import ACTIVITIES, DRAFTS, SCHEMES, Reading, read_record
from shared.doors.foreign.record import Mend, RecordRefused

_ADDRESSES = {
    SCHEMES: "/api/v1/schemes",
    DRAFTS: "/api/v1/directory/drafts",
    ACTIVITIES: "/api/v1/activities",
}
_AROUND_BYTES = len(b"[]")
_NEW, _CHANGED, _UNCHANGED = ("registered", "listed"), ("changed", "relisted"), ("unchanged",)
_AGAIN = Mend("the record", "has the name and the place of one before it, numbered")


class OnItsWay(NamedTuple):
    """One record that was read. `number`: its place in the source, from 1."""

    number: int
    record: Any
    reading: Reading


@dataclass
class Imported:
    """What has come of a source so far. `changes`: the first changed entries with their fields; all are counted.

    `strange`: categories that the table of terms does not have; `stopped`: why the rest of the source could not be
    read, in words.
    """

    registered: int = 0
    changed: int = 0
    unchanged: int = 0
    mended: int = 0
    refused: int = 0
    mends: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    strange: Counter[str] = field(default_factory=Counter)
    changes: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    stopped: str | None = None

    @property
    def done(self) -> int:
        """How many records are dealt with."""
        return self.registered + self.changed + self.unchanged + self.refused


class Importer:
    """Imports one source. `becomes`: what its records become; `imported`: where what comes of them is counted."""

    def __init__(self, source: Source, becomes: str, rejects: Rejects, imported: Imported) -> None:
        self._source = source
        self._becomes = becomes
        self._rejects = rejects
        self._entries: dict[str, str] = {}
        self._imported = imported

    def send(self, door: KeptDoor, watch: Callable[[Imported], None]) -> None:
        """Send every record.

        Raises: DoorClosed; NoFrontDoor.
        """
        for sent, body in packs(self._readable(), ACTIVITIES_MAX, ACTIVITIES_BODY_BYTES_MAX - _AROUND_BYTES):
            answer = door.post(_ADDRESSES[self._becomes], b"[" + body + b"]")
            for one, told in zip(sent, answers_of(answer, len(sent)), strict=True):
                self._count(one, told)
            watch(self._imported)

    def _readable(self) -> Iterator[tuple[OnItsWay, bytes]]:
        for number, record in self._records():
            try:
                reading = self._alone(read_record(self._source.format, record, self._source.setting, self._becomes))
                body = json.dumps(reading.entry, ensure_ascii=False).encode("utf-8", "replace")
                if len(body) > ACTIVITIES_BODY_BYTES_MAX - _AROUND_BYTES:
                    raise RecordRefused(f"it is larger than {ACTIVITIES_BODY_BYTES_MAX:,} bytes")
            except RecordRefused as refused:
                self._refuse(number, record, str(refused), str(refused))
            else:
                yield OnItsWay(number, record, reading), body

    def _records(self) -> Iterator[tuple[int, Any]]:
        try:
            yield from enumerate(self._source.records, 1)
        except (FeedBroken, SourceRefused) as broken:
            self._imported.stopped = str(broken)

    def _alone(self, reading: Reading) -> Reading:
        """Return a record that has its id alone in this source. Raises: RecordRefused for one that came before."""
        if self._source.format.read is None:
            return reading
        said = json.dumps(reading.entry, sort_keys=True)
        number, own = 1, reading.id
        while own in self._entries:
            if self._entries[own] == said:
                raise RecordRefused("it stands there twice, word for word")
            if reading.own_id:
                raise RecordRefused("its id is that of a record before it")
            number += 1
            own = f"{reading.id}-{number}"
        self._entries[own] = said
        if own == reading.id:
            return reading
        return Reading(own, _renamed(reading.entry, own), (*reading.mends, _AGAIN), reading.own_id)

    def _count(self, one: OnItsWay, told: Mapping[str, Any]) -> None:
        done, status = self._imported, told["status"]
        if status in _NEW:
            done.registered += 1
        elif status in _CHANGED:
            done.changed += 1
            self._note_change(one, told.get("changed", ()))
        elif status in _UNCHANGED:
            done.unchanged += 1
        else:
            why = errors_in_words(told["errors"]) if "errors" in told else str(told["detail"])
            self._refuse(one.number, one.record, why, ", ".join(told["errors"]) if "errors" in told else why)
            return
        done.strange.update(name for name in _categories(one.reading) if not self._source.setting.terms.knows(name))
        done.mended += bool(one.reading.mends)
        done.mends.update(map(str, one.reading.mends))

    def _note_change(self, one: OnItsWay, fields: Any) -> None:
        self._imported.fields.update(fields)
        if len(self._imported.changes) < IMPORT_CHANGES_SHOWN_MAX:
            self._imported.changes.append(f"{one.reading.id}: {', '.join(fields)}")

    def _refuse(self, number: int, record: Any, why: str, kind: str) -> None:
        self._imported.refused += 1
        self._imported.reasons[kind] += 1
        self._rejects.add(record if isinstance(record, dict) else {"record": record}, why)
        if len(self._imported.refusals) < IMPORT_CHANGES_SHOWN_MAX:
            self._imported.refusals.append(f"{_called(number, record)}: {why}")


def _categories(reading: Reading) -> list[str]:
    entry: Any = reading.entry
    listing = entry.get("listing") if isinstance(entry, dict) else None
    categories = listing.get("categories", ()) if isinstance(listing, dict) else ()
    return [one["name"] for one in categories if isinstance(one, dict) and isinstance(one.get("name"), str)]


def _renamed(entry: Mapping[str, Any], own: str) -> dict[str, Any]:
    if "scheme" in entry:
        return {**entry, "scheme": {**entry["scheme"], "id": own}}
    return {**entry, "id": own}


def _called(number: int, record: Any) -> str:
    name = record.get("id") if isinstance(record, dict) else None
    return f"entry {number:,} ({name})" if isinstance(name, str) else f"entry {number:,}"
