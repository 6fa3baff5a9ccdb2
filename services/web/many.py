"""Many things in one request, each with the sender's own key and answered for itself."""

from typing import Any

from marshmallow import Schema

from services.web.bodies import NOT_AN_OBJECT
from services.web.idempotency import WHAT_A_KEY_IS, is_key
from shared.config.limits import NAME_ECHOED_CHARACTERS_MAX
from shared.doors.malformed import WHOLE, Errors, Malformed

_UNKNOWN = ["This name is not known here."]


def entry_shape(many: str, one: str, schema: type[Schema], most: int) -> dict[str, Any]:
    """Return the OpenAPI shape of such a body. `many`, `one`: what the list, and what each entry in it, is called."""
    properties = {"idempotency_key": {"type": "string", "pattern": "^[!-~]{1,200}$"}, one: schema}
    entry = _closed(["idempotency_key", one], properties)
    return _closed([many], {many: {"type": "array", "minItems": 1, "maxItems": most, "items": entry}})


def entries_of(body: object, many: str, one: str, most: int) -> list[Any]:
    """Return the entries of a body. Raises: Malformed when it holds no such list."""
    if not isinstance(body, dict):
        raise Malformed({WHOLE: [NOT_AN_OBJECT]})
    errors: Errors = {name[:NAME_ECHOED_CHARACTERS_MAX]: _UNKNOWN for name in body if name != many}
    entries = body.get(many)
    if not isinstance(entries, list) or not 0 < len(entries) <= most:
        errors[many] = [f"Give a list of 1 to {most}, each a {one} with its idempotency_key."]
    if errors:
        raise Malformed(errors)
    assert isinstance(entries, list)
    return entries


def faults_of(entry: object, one: str) -> Errors:
    """Return what is wrong with an entry's own two names; what it tells is for the service to judge."""
    if not isinstance(entry, dict):
        return {WHOLE: [f"Give an object with an idempotency_key and a {one}."]}
    errors: Errors = {}
    if not is_key(entry.get("idempotency_key")):
        errors["idempotency_key"] = [f"Give {WHAT_A_KEY_IS}."]
    if not isinstance(entry.get(one), dict):
        errors[one] = [NOT_AN_OBJECT]
    unknown = entry.keys() - {"idempotency_key", one}
    return errors | {name[:NAME_ECHOED_CHARACTERS_MAX]: _UNKNOWN for name in unknown}


def _closed(required: list[str], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": required, "additionalProperties": False, "properties": properties}
