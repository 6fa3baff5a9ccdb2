"""The one secret of a run: the master key, and the keys made from it for each purpose."""

import base64
import binascii
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shared.config.limits import MASTER_KEY_BYTES, MASTER_KEY_DISTINCT_BYTES_MIN
from shared.config.settings import Settings, SettingsRefused


def master_key(settings: Settings) -> bytes:
    """Return the run's master key, 32 bytes; the embedded mode makes one on its first start.

    Raises: SettingsRefused when the full mode has none, or the key given is not one.
    """
    if settings.master_key:
        return _read(settings.master_key, "ONWARD_MASTER_KEY")
    if settings.master_key_file:
        return _from_file(settings.master_key_file)
    if not settings.embedded:
        raise SettingsRefused("set ONWARD_MASTER_KEY or ONWARD_MASTER_KEY_FILE: base64 of 32 random bytes")
    return _own_key(settings.data_dir / "master.key")


def derived_key(master: bytes, purpose: str) -> bytes:
    """Return the 32-byte key for one purpose; knowing it tells nothing of the master key or of other purposes."""
    return HKDF(SHA256(), length=32, salt=None, info=f"onward:{purpose}".encode()).derive(master)


def _from_file(path: Path) -> bytes:
    try:
        return _read(path.read_text("ascii"), "ONWARD_MASTER_KEY_FILE")
    except (OSError, UnicodeDecodeError) as failure:
        raise SettingsRefused(f"ONWARD_MASTER_KEY_FILE can not be read: {failure}") from failure


def _own_key(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = base64.b64encode(secrets.token_bytes(MASTER_KEY_BYTES))
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(fresh)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return _read(path.read_text("ascii"), str(path.name))


def _read(text: str, where: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except binascii.Error as failure:
        raise SettingsRefused(f"{where} is not base64") from failure
    if len(key) != MASTER_KEY_BYTES:
        raise SettingsRefused(f"{where} must be the base64 of {MASTER_KEY_BYTES} bytes; it holds {len(key)}")
    if len(set(key)) < MASTER_KEY_DISTINCT_BYTES_MIN:
        raise SettingsRefused(f"{where} is too weak: make it with `openssl rand -base64 32`")
    return key
