"""Reading the streams of one kind, one stream after the other."""

from collections.abc import Iterator

import msgspec

from deploy.audit.snapshot import Snapshot
from deploy.audit.words import WORDS
from shared.contracts.codec import UnknownEvent, decode_meta, from_public
from shared.event_store.recorded import Recorded


def recorded_in(store: Snapshot, category: str) -> Iterator[Recorded]:
    """Give the events of all streams of a kind that can be read, in the order of streams and versions."""
    words = WORDS[store.dialect]
    question = f"""
    select stream, version, type, public, meta from events
    where {words.category} = '{category}' order by stream {words.binary}, version
    """
    for row in store.rows(question):
        if one := recorded(*row):
            yield one


def recorded(stream: str, version: int, stored_type: str, public: str, meta: str) -> Recorded | None:
    """Return an event from its public part, or None when it can not be read."""
    try:
        return Recorded(stream, version, from_public(stored_type, public), decode_meta(meta))
    except (UnknownEvent, msgspec.DecodeError):
        return None
