"""Many referrals in one request, each answered for itself."""

from collections.abc import Mapping
from typing import Any

from services.web.answers import KEY_USED
from services.web.api import ApiPart, json_body, problems
from services.web.asking import ask
from services.web.bodies import read_body
from services.web.many import entries_of, entry_shape, faults_of
from services.web.referrals import BY_REFERRER, status_url
from services.web.shapes import BulkShape
from shared.config.limits import BULK_BODY_BYTES_MAX, BULK_REFERRALS_MAX
from shared.contracts.reference import written
from shared.doors.referral import ReferralSchema

bulk = ApiPart("bulk", __name__, url_prefix="/api/v1/referrals/bulk", description="Sending many referrals")


@bulk.post("")
@bulk.response(200, BulkShape)
@bulk.doc(
    requestBody=json_body(entry_shape("referrals", "referral", ReferralSchema, BULK_REFERRALS_MAX)),
    responses=problems("not_readable", "too_large", "media_type", "malformed"),
)
def submit_referrals() -> Any:
    """Send up to a hundred referrals

    Each is taken in or refused for itself, and answered in the order they were sent.
    """
    entries = entries_of(read_body(BULK_BODY_BYTES_MAX), "referrals", "referral", BULK_REFERRALS_MAX)
    faults = [faults_of(entry, "referral") for entry in entries]
    good = [
        {"key": entry["idempotency_key"], "referral": entry["referral"]}
        for entry, fault in zip(entries, faults, strict=True)
        if not fault
    ]
    answers = ask("intake", "submit_referrals", submissions=good, by=BY_REFERRER) if good else []
    told = iter(answers)
    return {"answers": [{"status": 422, "errors": fault} if fault else _answer(next(told)) for fault in faults]}


def _answer(answer: Mapping[str, Any]) -> dict[str, Any]:
    if answer["status"] == "malformed":
        return {"status": 422, "errors": answer["errors"]}
    if answer["status"] == "conflict":
        return {"status": 409, "detail": KEY_USED}
    reference = answer["reference"]
    told = {"reference": written(reference), "status_url": status_url(reference), "repeated": answer["repeated"]}
    return {"status": 202, **told}
