"""What a hub edits and publishes: every version of it is one event of a stream of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec
from sqlalchemy import Connection

from shared.contracts.event import Event, Meta
from shared.event_store.races import decided
from shared.event_store.recorded import Recorded
from shared.event_store.store import Store
from shared.event_store.streams import histories
from shared.event_store.transaction import Transaction

Answer = dict[str, Any]
Rules = TypeVar("Rules", bound=msgspec.Struct)


class Edition(NamedTuple, Generic[Rules]):
    """One version: what it says, and when it was published and by whom."""

    version: int
    rules: Rules
    meta: Meta


@dataclass(frozen=True)
class Editions(Generic[Rules]):
    """All versions on one stream, the first published under 1. The newest is in force, and none is ever changed.

    `rules`: what a version is, its number a field of it. `event`: what records it. `of`: what an event recorded.
    """

    stream: str
    because: str
    rules: type[Rules]
    event: Callable[[int, Any], Event]
    of: Callable[[Any], Any]

    def all(self, connection: Connection) -> list[Edition[Rules]]:
        """Return every version, the one in force last."""
        return self._of(histories(connection, [self.stream])[self.stream])

    def read(self, content: dict[str, Any], version: int) -> Rules:
        """Return what a door let in as it would be under a version."""
        return msgspec.convert({**content, "version": version}, self.rules)

    def told(self, store: Store, version: int | None) -> Answer:
        """Return a version, the one in force when none is named, and which others there are."""
        with store.reading() as connection:
            editions = self.all(connection)
        found = [one for one in editions if version in (None, one.version)]
        if not found:
            return {"status": "not_found"}
        return {
            "status": "found",
            **_when_and_by_whom(found[-1]),
            "in_force": editions[-1].version,
            "protocol": content_of(found[-1].rules),
            "versions": [_when_and_by_whom(one) for one in editions],
        }

    def publish(self, store: Store, content: dict[str, Any], based_on: int, by: str) -> Answer:
        """Publish what a door let in as the next version; nothing when it is what is in force."""

        def decide(work: Transaction) -> Answer:
            editions = self._of(work.histories([self.stream])[self.stream])
            refused = refusal(editions, based_on)
            rules = self.read(content, len(editions) + 1)
            if editions and content_of(editions[-1].rules) == content_of(rules):
                return {"status": "unchanged", "version": editions[-1].version}
            if refused:
                return refused
            self._append(work, rules, len(editions), by)
            return {"status": "published", "version": len(editions) + 1}

        return decided(store, decide)

    def publish_first(self, store: Store, rules: Rules, by: str) -> None:
        """Publish what Onward ships with, unless anything was ever published here."""

        def decide(work: Transaction) -> None:
            if work.versions([self.stream])[self.stream] == 0:
                self._append(work, rules, 0, by)

        decided(store, decide)

    def _append(self, work: Transaction, rules: Rules, stands_at: int, by: str) -> None:
        work.append(
            self.stream, stands_at, [self.event(stands_at + 1, msgspec.to_builtins(rules))], self.because, by=by
        )

    def _of(self, recorded: Sequence[Recorded]) -> list[Edition[Rules]]:
        return [
            Edition(one.version, msgspec.convert(self.of(one.event), self.rules), one.meta)
            for one in recorded
            if self.of(one.event) is not None
        ]


def refusal(editions: Sequence[Edition[Any]], based_on: int) -> Answer | None:
    """Return why an edit based on a version cannot be taken, or None where that version is in force."""
    in_force = editions[-1].version if editions else 0
    if based_on == in_force:
        return None
    reason = "published_meanwhile" if based_on < in_force else "version_not_known"
    return {"status": "refused", "reason": reason, "version": in_force}


def content_of(rules: msgspec.Struct) -> dict[str, Any]:
    """Return what a version says but for its number: what a door takes in again."""
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(rules))
    plain.pop("version", None)
    return plain


def _when_and_by_whom(edition: Edition[Any]) -> Answer:
    meta = edition.meta
    return {"version": edition.version, "published_at": msgspec.to_builtins(meta.at), "published_by": meta.by}
