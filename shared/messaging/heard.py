"""An event of another service as it arrives, and the packs it travels in."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from shared.config.limits import PACK_BYTES_MAX, PACK_EVENTS_MAX
from shared.contracts.codec import decode_meta, from_public
from shared.event_store.recorded import Recorded, StoredEvent
from shared.messaging.topology import category


class Heard(NamedTuple):
    """One event of another service, still as text; its private part never left home."""

    stream: str
    version: int
    type: str
    public: str
    meta: str

    def recorded(self) -> Recorded:
        """Return the event read.

        Raises: UnknownEvent, or msgspec.DecodeError when the text does not fit the contract.
        """
        return Recorded(self.stream, self.version, from_public(self.type, self.public), decode_meta(self.meta))


class Pack(NamedTuple):
    """Some events of one category, in the order of their store, as one message."""

    category: str
    body: bytes


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(list[Heard]).decode


def packs(rows: Iterable[StoredEvent], wanted: frozenset[str]) -> list[Pack]:
    """Return the rows of the wanted categories packed by category; within one, in order."""
    open_packs: dict[str, list[Sequence[object]]] = {}
    sizes: dict[str, int] = {}
    done: list[Pack] = []
    for row in rows:
        kind = category(row.stream)
        if kind not in wanted:
            continue
        held = open_packs.setdefault(kind, [])
        if len(held) >= PACK_EVENTS_MAX or sizes.get(kind, 0) + len(row.public) > PACK_BYTES_MAX:
            done.append(Pack(kind, _encode(held)))
            held = open_packs[kind] = []
            sizes[kind] = 0
        held.append(row[1:])
        sizes[kind] = sizes.get(kind, 0) + len(row.public)
    return done + [Pack(kind, _encode(held)) for kind, held in open_packs.items() if held]


def unpacked(body: bytes) -> list[Heard]:
    """Return the events of a pack.

    Raises: msgspec.DecodeError when the body is not a pack.
    """
    return _decode(body)
