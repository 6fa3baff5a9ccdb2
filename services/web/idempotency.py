"""The sender's own key for one request: with it, asking twice does a thing once."""

import re

from flask import request

from services.web.problems import Problem
from shared.config.limits import IDEMPOTENCY_KEY_CHARACTERS_MAX

_KEY = re.compile(f"[!-~]{{1,{IDEMPOTENCY_KEY_CHARACTERS_MAX}}}")
WHAT_A_KEY_IS = f"1 to {IDEMPOTENCY_KEY_CHARACTERS_MAX} visible ASCII characters, such as a UUID"

KEY_HEADER = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": f"The sender's own key for this request: {WHAT_A_KEY_IS}.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
}
"""The header, as the OpenAPI document describes it."""


def is_key(value: object) -> bool:
    """Whether this can be a key: visible ASCII characters, not too many of them."""
    return isinstance(value, str) and _KEY.fullmatch(value) is not None


def idempotency_key() -> str:
    """Return the key of the present request. Raises: Problem when the header is missing or cannot be a key."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        detail = f"Send the header Idempotency-Key: {WHAT_A_KEY_IS}. The same key again sends nothing twice."
        raise Problem("key_missing", detail)
    if not is_key(key):
        raise Problem("key_missing", f"Make the header Idempotency-Key {WHAT_A_KEY_IS}.")
    return key
