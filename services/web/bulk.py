"""Many referrals in one request, each answered for itself."""

from collections.abc import Mapping
from typing import Any

from services.web.answers import KEY_USED
from services.web.api import ApiPart, json_body, problems
from services.web.asking import ask
from services.web.bodies import NOT_AN_OBJECT, read_body
from services.web.idempotency import WHAT_A_KEY_IS, is_key
from services.web.referrals import BY_REFERRER, status_url
from services.web.shapes import BulkShape
from shared.config.limits import BULK_BODY_BYTES_MAX, BULK_REFERRALS_MAX
from shared.contracts.reference import written
from shared.doors.malformed import WHOLE, Errors, Malformed
from shared.doors.referral import ReferralSchema

_ENTRY_SHAPE = {
    "type": "object",
    "required": ["idempotency_key", "referral"],
    "additionalProperties": False,
    "properties": {
        "idempotency_key": {"type": "string", "pattern": "^[!-~]{1,200}$"},
        "referral": ReferralSchema,
    },
}
_BODY_SHAPE = {
    "type": "object",
    "required": ["referrals"],
    "additionalProperties": False,
    "properties": {
        "referrals": {"type": "array", "minItems": 1, "maxItems": BULK_REFERRALS_MAX, "items": _ENTRY_SHAPE}
    },
}

bulk = ApiPart("bulk", __name__, url_prefix="/api/v1/referrals/bulk", description="Sending many referrals")


@bulk.post("")
@bulk.response(200, BulkShape)
@bulk.doc(
    requestBody=json_body(_BODY_SHAPE), responses=problems("not_readable", "too_large", "media_type", "malformed")
)
def submit_referrals() -> Any:
    """Send up to a hundred referrals

    Each is taken in or refused for itself, and answered in the order they were sent.
    """
    entries = _entries(read_body(BULK_BODY_BYTES_MAX))
    faults = [_faults(entry) for entry in entries]
    good = [
        {"key": entry["idempotency_key"], "referral": entry["referral"]}
        for entry, fault in zip(entries, faults, strict=True)
        if not fault
    ]
    answers = ask("intake", "submit_referrals", submissions=good, by=BY_REFERRER) if good else []
    told = iter(answers)
    return {"answers": [{"status": 422, "errors": fault} if fault else _answer(next(told)) for fault in faults]}


def _entries(body: object) -> list[Any]:
    if not isinstance(body, dict):
        raise Malformed({WHOLE: [NOT_AN_OBJECT]})
    errors: Errors = {name[:80]: ["This name is not known here."] for name in body if name != "referrals"}
    entries = body.get("referrals")
    if not isinstance(entries, list) or not 0 < len(entries) <= BULK_REFERRALS_MAX:
        errors["referrals"] = [f"Give a list of 1 to {BULK_REFERRALS_MAX} referrals, each with its idempotency_key."]
    if errors:
        raise Malformed(errors)
    assert isinstance(entries, list)
    return entries


def _faults(entry: object) -> Errors:
    """Return what is wrong with an entry's own two names; what the referral tells is for intake to judge."""
    if not isinstance(entry, dict):
        return {WHOLE: ["Give an object with an idempotency_key and a referral."]}
    errors: Errors = {}
    if not is_key(entry.get("idempotency_key")):
        errors["idempotency_key"] = [f"Give {WHAT_A_KEY_IS}."]
    if not isinstance(entry.get("referral"), dict):
        errors["referral"] = [NOT_AN_OBJECT]
    unknown = entry.keys() - {"idempotency_key", "referral"}
    return errors | {name[:80]: ["This name is not known here."] for name in unknown}


def _answer(answer: Mapping[str, Any]) -> dict[str, Any]:
    if answer["status"] == "malformed":
        return {"status": 422, "errors": answer["errors"]}
    if answer["status"] == "conflict":
        return {"status": 409, "detail": KEY_USED}
    reference = answer["reference"]
    told = {"reference": written(reference), "status_url": status_url(reference), "repeated": answer["repeated"]}
    return {"status": 202, **told}
