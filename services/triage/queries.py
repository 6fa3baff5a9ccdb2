"""What triage looks up."""

import msgspec
from sqlalchemy import Connection, func, select

from services.triage.domain.protocol import Protocol
from services.triage.tables import PROTOCOLS

_read = msgspec.json.Decoder(Protocol).decode


class Protocols:
    """The triage protocol in force; each version is read once, for versions never change."""

    def __init__(self) -> None:
        self._versions: dict[int, Protocol] = {}

    def in_force(self, connection: Connection) -> Protocol:
        """Return the newest version.

        Raises: LookupError when none was ever published.
        """
        newest = connection.scalar(select(func.max(PROTOCOLS.c.version)))
        if newest is None:
            raise LookupError("no triage protocol has been published")
        if newest not in self._versions:
            text = connection.scalar(select(PROTOCOLS.c.protocol).where(PROTOCOLS.c.version == newest))
            self._versions[newest] = _read(text or "")
        return self._versions[newest]
