"""Questions and answers on the broker are sealed: it carries personal details that it must not be able to read."""

import os
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from kombu.serialization import register

from shared.config.limits import NONCE_BYTES, RPC_BODY_BYTES_MAX
from shared.config.master_key import derived_key

SERIALIZER = "onward-sealed"
CONTENT_TYPE = "application/x-onward-sealed"

_FORM = CONTENT_TYPE.encode()


class NotOurSeal(Exception):
    """A body was changed on its way, or sealed under the master key of another Onward."""


class BodyTooLarge(Exception):
    """A question or an answer is larger than any that Onward asks or gives."""


class Sealing:
    """Seals plain JSON values with AES-256-GCM under a key made from the master key.

    Units: NIST SP 800-38D allows 2^32 random nonces for one key: 25 years at five questions a second.
    """

    def __init__(self, master: bytes) -> None:
        self._key = AESGCM(derived_key(master, "rpc"))

    def seal(self, value: Any) -> bytes:
        """Return the sealed bytes of a value.

        Raises: BodyTooLarge; TypeError when it holds something JSON has no form for.
        """
        plain = msgspec.json.encode(value)
        _measure(len(plain))
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._key.encrypt(nonce, plain, _FORM)

    def unseal(self, sealed: Any) -> Any:
        """Return the value.

        Raises: NotOurSeal; BodyTooLarge.
        """
        body = bytes(sealed)
        _measure(len(body) - NONCE_BYTES)
        try:
            return msgspec.json.decode(self._key.decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], _FORM))
        except (InvalidTag, ValueError):
            raise NotOurSeal("not sealed with this Onward's master key, or changed on its way") from None


def register_sealing(master: bytes) -> None:
    """Let nameko's own messages be sealed as well: kombu then knows the serializer by name and content type."""
    sealing = Sealing(master)
    register(SERIALIZER, sealing.seal, sealing.unseal, CONTENT_TYPE, content_encoding="binary")


def _measure(size: int) -> None:
    if size > RPC_BODY_BYTES_MAX:
        raise BodyTooLarge(f"{size:,} bytes; at most {RPC_BODY_BYTES_MAX:,} may be sent at once")
