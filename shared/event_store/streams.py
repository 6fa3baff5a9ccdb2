"""Reading single streams back, several at a time."""

from collections.abc import Collection, Sequence
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, bindparam, text

from shared.contracts.codec import decode_meta, from_public, with_private
from shared.event_store.keyring import unseal
from shared.event_store.recorded import Recorded

_VERSIONS = text("select stream, max(version) from events where stream in :streams group by stream").bindparams(
    bindparam("streams", expanding=True)
)
_HISTORIES = text(
    "select stream, version, type, public, private, meta from events where stream in :streams order by stream, version"
).bindparams(bindparam("streams", expanding=True))


def versions(connection: Connection, streams: Collection[str]) -> dict[str, int]:
    """Return the version each stream stands at; a stream without events is at 0."""
    found = connection.execute(_VERSIONS, {"streams": list(streams)})
    return {**dict.fromkeys(streams, 0), **{stream: version for stream, version in found}}


def histories(
    connection: Connection, streams: Collection[str], keys: dict[str, AESGCM] | None = None
) -> dict[str, list[Recorded]]:
    """Return the events of each stream, first to last.

    Shape: a list for every stream asked for, empty when it has no events. `keys`: the key of the person each
    stream is about, by stream; without it personal fields stay None.
    """
    found: dict[str, list[Recorded]] = {stream: [] for stream in streams}
    for row in connection.execute(_HISTORIES, {"streams": list(streams)}):
        found[row.stream].append(_recorded(row, None if keys is None else (keys.get(row.stream),)))
    return found


def _recorded(row: Any, key: Sequence[AESGCM | None] | None) -> Recorded:
    event = from_public(row.type, row.public)
    if row.private is not None:
        event = with_private(event, row.stream, row.private, _opening(key))
    return Recorded(row.stream, row.version, event, decode_meta(row.meta))


def _opening(key: Sequence[AESGCM | None] | None) -> Any:
    if key is None:
        return None
    held = key[0]
    return (lambda bound_to, sealed: unseal(held, bound_to, sealed)) if held else (lambda bound_to, sealed: None)
