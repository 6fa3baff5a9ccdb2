"""Reading what was sent: valid or not, and under which key."""

import hashlib
import hmac
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from services.intake.domain.receiving import Submission
from shared.doors.malformed import Malformed
from shared.doors.referral import load_referral

Digest = Callable[[bytes], str]
"""Gives a keyed hash as text."""

_canonical = msgspec.json.Encoder(order="sorted").encode


def keyed_digest(key: bytes) -> Digest:
    """Return the digest under one secret key: HMAC-SHA-256 in hexadecimal."""
    return lambda content: hmac.digest(key, content, hashlib.sha256).hex()


def read_submission(sent: dict[str, Any], by: str, today: date, digest: Digest) -> Submission | dict[str, Any]:
    """Return a valid submission, or the answer that names everything wrong with it."""
    try:
        referral = load_referral(sent["referral"], today)
    except Malformed as malformed:
        return {"status": "malformed", "errors": malformed.errors}
    return Submission(
        submission=digest(f"{by}|{sent['key']}".encode()),
        content=digest(_canonical(sent["referral"])),
        referral=referral,
    )
