"""One key per person, wrapped by the master key; destroying it forgets the person, also in old backups."""

import base64
import os
from collections.abc import Collection
from datetime import datetime

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, Table, select, update

from shared.config.limits import NONCE_BYTES
from shared.config.master_key import derived_key
from shared.event_store.rows import insert_new


class PersonForgotten(Exception):
    """The person's key was destroyed: nothing more can be recorded about them here."""


class Keyring:
    """The keys of one service's store. Cost: about 10 µs to unwrap one and open a field."""

    def __init__(self, person_keys: Table, master: bytes) -> None:
        self._table = person_keys
        self._wrap = AESGCM(derived_key(master, "person keys"))

    def keys_to_write(self, connection: Connection, person_ids: Collection[str]) -> dict[str, AESGCM]:
        """Return each person's key, made now for those who have none yet.

        Raises: PersonForgotten when one of them was erased.
        """
        known = self._wrapped(connection, person_ids)
        fresh = [person_id for person_id in person_ids if person_id not in known]
        if fresh:
            rows = [{"person_id": person_id, "wrapped": self._new_key(person_id)} for person_id in sorted(fresh)]
            insert_new(connection, self._table, rows)
            known = self._wrapped(connection, person_ids)
        if None in known.values():
            raise PersonForgotten("a key was destroyed: the person has been erased")
        return {person_id: self._unwrap(person_id, wrapped) for person_id, wrapped in known.items() if wrapped}

    def keys_to_read(self, connection: Connection, person_ids: Collection[str]) -> dict[str, AESGCM]:
        """Return the keys that still exist; a person without one has been forgotten."""
        known = self._wrapped(connection, person_ids)
        return {person_id: self._unwrap(person_id, wrapped) for person_id, wrapped in known.items() if wrapped}

    def destroy(self, connection: Connection, person_id: str, at: datetime) -> None:
        """Destroy a person's key for good; their row stays, so that no new one is ever made."""
        insert_new(connection, self._table, [{"person_id": person_id, "wrapped": None}])
        connection.execute(
            update(self._table).where(self._table.c.person_id == person_id).values(wrapped=None, destroyed_at=at)
        )

    def _wrapped(self, connection: Connection, person_ids: Collection[str]) -> dict[str, str | None]:
        table = self._table
        rows = connection.execute(
            select(table.c.person_id, table.c.wrapped).where(table.c.person_id.in_(list(person_ids)))
        )
        return {person_id: wrapped for person_id, wrapped in rows}

    def _new_key(self, person_id: str) -> str:
        return base64.b64encode(seal(self._wrap, person_id, AESGCM.generate_key(256))).decode()

    def _unwrap(self, person_id: str, wrapped: str) -> AESGCM:
        return AESGCM(unseal(self._wrap, person_id, base64.b64decode(wrapped)))


def seal(key: AESGCM, bound_to: str, plain: bytes) -> bytes:
    """Return the nonce and ciphertext of `plain`, readable only together with what it is bound to."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + key.encrypt(nonce, plain, bound_to.encode())


def unseal(key: AESGCM, bound_to: str, sealed: bytes) -> bytes:
    """Return what was sealed.

    Raises: cryptography.exceptions.InvalidTag when the key or what it is bound to differs, or a byte was changed.
    """
    return key.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to.encode())
