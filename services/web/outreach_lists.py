"""A list of people to be reached comes in, each entry answered for itself."""

from collections.abc import Mapping
from typing import Any

from services.web.answers import KEY_USED
from services.web.api import ApiPart, json_body, problems
from services.web.asking import ask
from services.web.bodies import read_body
from services.web.many import entries_of, entry_shape, faults_of
from services.web.outreach_shapes import ListedManyShape
from services.web.reason_words import REFUSALS
from services.web.words import in_words
from shared.config.limits import BULK_BODY_BYTES_MAX, OUTREACH_ENTRIES_MAX
from shared.doors.outreach import ListEntrySchema

BY_LIST = "hub:api"

outreach_lists = ApiPart(
    "outreach_lists", __name__, url_prefix="/api/v1/outreach", description="Lists of people to reach"
)


@outreach_lists.post("")
@outreach_lists.response(200, ListedManyShape)
@outreach_lists.doc(
    requestBody=json_body(entry_shape("contacts", "contact", ListEntrySchema, OUTREACH_ENTRIES_MAX)),
    responses=problems("not_readable", "too_large", "media_type", "malformed"),
)
def list_people() -> Any:
    """Put up to a hundred people on a list of those to be reached

    None of them is a referral until they say yes. Each entry is taken or refused for itself, and answered in the order
    they were sent. Whoever is to be reached already is not listed twice; whoever said no before is not listed again.
    """
    entries = entries_of(read_body(BULK_BODY_BYTES_MAX), "contacts", "contact", OUTREACH_ENTRIES_MAX)
    faults = [faults_of(entry, "contact") for entry in entries]
    good = [
        {"key": entry["idempotency_key"], "contact": entry["contact"]}
        for entry, fault in zip(entries, faults, strict=True)
        if not fault
    ]
    answers = iter(ask("intake", "list_outreach", entries=good, by=BY_LIST) if good else ())
    return {"answers": [{"status": 422, "errors": fault} if fault else _answer(next(answers)) for fault in faults]}


def _answer(answer: Mapping[str, Any]) -> dict[str, Any]:
    if answer["status"] == "malformed":
        return {"status": 422, "errors": answer["errors"]}
    if answer["status"] == "conflict":
        return {"status": 409, "detail": KEY_USED}
    if answer["status"] == "refused":
        return {"status": 409, "reason": answer["reason"], "detail": f"{in_words(REFUSALS, answer['reason'])}."}
    return {"status": 202, "id": answer["id"], "repeated": answer["repeated"]}
