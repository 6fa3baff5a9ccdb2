"""One key per person, wrapped by the master key; destroying it forgets the person, also in old backups."""

import base64
import os
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, Table, select, update

from shared.config.limits import NONCE_BYTES
from shared.config.master_key import derived_key
from shared.event_store.rows import among, insert_new


class PersonForgotten(Exception):
    """The person's key was destroyed: nothing more can be recorded about them here."""


class SealBroken(Exception):
    """A sealed field was changed, moved to another place, or sealed under another key."""


Keys = Mapping[str, AESGCM]
"""Opened keys, by the person they belong to."""


class Keyring:
    """The keys of one service's store. Cost: about 10 µs to unwrap one and open a field."""

    def __init__(self, person_keys: Table, master: bytes) -> None:
        self._table = person_keys
        self._wrap = AESGCM(derived_key(master, "person keys"))

    def keys_to_write(self, connection: Connection, person_ids: Collection[str]) -> Keys:
        """Return each person's key, made now for those who have none yet.

        Why `for share`: an erasure waits for whoever is still writing about the person, and then finds all of it.
        Raises: PersonForgotten when one of them was erased.
        """
        known = self._wrapped(connection, person_ids, lock=True)
        fresh = sorted(set(person_ids) - set(known))
        if fresh:
            known |= self._made(connection, fresh)
        if None in known.values():
            raise PersonForgotten("a key was destroyed: the person has been erased")
        return self._unwrapped(known)

    def keys_to_read(self, connection: Connection, person_ids: Collection[str]) -> Keys:
        """Return the keys that still exist; a person without one has been forgotten."""
        return self._unwrapped(self._wrapped(connection, person_ids))

    def destroy(self, connection: Connection, person_id: str, at: datetime) -> None:
        """Destroy a person's key for good; their row stays, so that no new one is ever made."""
        insert_new(connection, self._table, [{"person_id": person_id, "wrapped": None}])
        connection.execute(
            update(self._table).where(self._table.c.person_id == person_id).values(wrapped=None, destroyed_at=at)
        )

    def _made(self, connection: Connection, fresh: Sequence[str]) -> dict[str, str | None]:
        """Make keys, and return them or, where another transaction was first, those it made."""
        new: dict[str, str | None] = {person_id: self._new_key(person_id) for person_id in fresh}
        rows = [{"person_id": person_id, "wrapped": wrapped} for person_id, wrapped in new.items()]
        all_ours = insert_new(connection, self._table, rows) == len(rows)
        return new if all_ours else self._wrapped(connection, fresh, lock=True)

    def _wrapped(
        self, connection: Connection, person_ids: Collection[str], lock: bool = False
    ) -> dict[str, str | None]:
        table = self._table
        wanted = select(table.c.person_id, table.c.wrapped).where(among(connection, table.c.person_id, person_ids))
        if lock:
            wanted = wanted.order_by(table.c.person_id).with_for_update(read=True)
        return dict(connection.execute(wanted).tuples().all())

    def _unwrapped(self, known: Mapping[str, str | None]) -> Keys:
        return {person_id: self._unwrap(person_id, wrapped) for person_id, wrapped in known.items() if wrapped}

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

    Raises: SealBroken when the key or what it is bound to differs, or a byte was changed.
    """
    try:
        return key.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to.encode())
    except (InvalidTag, ValueError) as failure:
        raise SealBroken(f"what is sealed at {bound_to} was not sealed there, or was changed") from failure
