"""Posting referrals at the bulk door, several requests at once, as several senders would."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from typing import Any

from deploy.bench.targets import BENCH_PATIENCE_SECONDS
from deploy.program.http_door import HttpDoor
from shared.config.limits import BULK_REFERRALS_MAX, RETRY_AFTER_SECONDS


class NotTaken(Exception):
    """The front door did not take a referral of the bench; the message says what it answered."""


def bulks(referrals: Sequence[dict[str, Any]], name: str, size: int = BULK_REFERRALS_MAX) -> list[dict[str, Any]]:
    """Return the requests that carry these referrals, each with its own key."""
    entries = [{"idempotency_key": f"{name}-{number}", "referral": one} for number, one in enumerate(referrals)]
    return [{"referrals": entries[start : start + size]} for start in range(0, len(entries), size)]


def post_all(urls: Sequence[str], requests: Sequence[dict[str, Any]], senders: int) -> list[str]:
    """Post every request and return the references, in order.

    Raises: NotTaken; DoorClosed.
    """
    with ThreadPoolExecutor(senders) as pool:
        answers = list(pool.map(_post, cycle(urls), requests))
    return [reference for references in answers for reference in references]


def post_one(url: str, key: str, referral: dict[str, Any]) -> str:
    """Post a single referral as a bulk of one and return its reference."""
    return _post(url, {"referrals": [{"idempotency_key": key, "referral": referral}]})[0]


def _post(url: str, request: dict[str, Any]) -> list[str]:
    """Post until the door takes it: told to come again in a moment, it does, and nothing is sent twice."""
    until = time.monotonic() + BENCH_PATIENCE_SECONDS
    status, told = HttpDoor(url).ask("POST", "/api/v1/referrals/bulk", request)
    while status == 503 and time.monotonic() < until:
        time.sleep(RETRY_AFTER_SECONDS)
        status, told = HttpDoor(url).ask("POST", "/api/v1/referrals/bulk", request)
    answers = told.get("answers", ()) if status == 200 else ()
    taken = [answer["reference"].replace("-", "") for answer in answers if answer["status"] == 202]
    if len(taken) != len(request["referrals"]):
        refused = [answer for answer in answers if answer["status"] != 202][:1]
        raise NotTaken(f"the bulk door answered {status}: {refused or told}")
    return taken
