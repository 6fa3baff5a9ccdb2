"""The demo area: an invented place with its postcodes, schemes and referrals, sent through the front door."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deploy.program.areas import demo_area_file, systems_area_file
from deploy.program.http_door import HttpDoor
from services.intake.areas.loading import load_areas
from services.web.offers import BY_HUB, BY_SCHEME
from shared.clock import system_clock
from shared.config.limits import DEMO_ANSWER_SECONDS_MAX, DEMO_PACK_REFERRALS_MAX
from shared.config.settings import Settings
from shared.event_store.engine import open_engine

Say = Callable[[str], None]

_FOLDER = Path(__file__).parents[1] / "demo"
_AWAITED = {"review": "in_review", "closure": "accepted"}
"""The state a referral must have reached for an answer to make sense; for those not named, offered."""

_ON_THE_WAY = ("received", "matching", "offered")
_ANSWERERS = {BY_SCHEME, BY_HUB}


class DemoRefused(Exception):
    """The front door did not take a part of the demo area; the message says which, and what it answered."""


def load_area(settings: Settings) -> None:
    """Load the demo area's postcodes into intake's own store; once loaded, nothing more is done.

    Raises: SQLAlchemy's own errors.
    """
    engine = open_engine(settings, "intake")
    try:
        for file in (demo_area_file(), systems_area_file()):
            load_areas(engine, file, system_clock, lambda _file, _bookmark: None)
    finally:
        engine.dispose()


def send_demo(url: str, say: Say = lambda _: None) -> None:
    """Send schemes, then referrals, then what some schemes and the hub answered. Sent again, nothing is done twice.

    Raises: DoorClosed; DemoRefused.
    """
    door = HttpDoor(url)
    schemes = [*_schemes("schemes.json"), *_schemes("systems.json")]
    _taken(*door.ask("POST", "/api/v1/schemes", schemes), "schemes")
    say(f"{len(schemes)} schemes")
    references = send_referrals(door)
    say(f"{len(references)} referrals")
    answers = json.loads((_FOLDER / "answers.json").read_text("utf-8"))
    given = sum(give_answer(door, references[answer["line"] - 1], answer) for answer in answers)
    say(f"{given} answers of schemes and the hub")


def _schemes(file: str) -> list[dict[str, Any]]:
    """Return the area's own schemes, or those that show how systems elsewhere work."""
    entered: list[dict[str, Any]] = json.loads((_FOLDER / file).read_text("utf-8"))
    return entered


def send_referrals(door: HttpDoor) -> list[str]:
    """Send the demo's referrals and return their references, in the order of the file."""
    lines = (_FOLDER / "referrals.jsonl").read_text("utf-8").splitlines()
    entries = [
        {"idempotency_key": f"demo-{number}", "referral": json.loads(line)} for number, line in enumerate(lines, 1)
    ]
    references: list[str] = []
    for start in range(0, len(entries), DEMO_PACK_REFERRALS_MAX):
        pack = {"referrals": entries[start : start + DEMO_PACK_REFERRALS_MAX]}
        told = _taken(*door.ask("POST", "/api/v1/referrals/bulk", pack), "referrals")
        references += [answer["reference"] for answer in told["answers"] if answer["status"] == 202]
    if len(references) != len(entries):
        raise DemoRefused(f"{len(entries) - len(references)} referrals of the demo area were not taken")
    return references


def give_answer(door: HttpDoor, reference: str, answer: dict[str, Any]) -> bool:
    """Answer for a scheme or the hub once the referral is so far; False when it already went another way."""
    path = f"/api/v1/referrals/{reference}"
    if not _reached(door, path, _AWAITED.get(answer["do"], "offered")):
        return False
    status, _ = door.ask("POST", f"{path}/{answer['do']}", answer.get("with"))
    return status == 200


def _reached(door: HttpDoor, path: str, awaited: str) -> bool:
    until = time.monotonic() + DEMO_ANSWER_SECONDS_MAX
    while time.monotonic() < until:
        _, journey = door.ask("GET", path)
        state = journey.get("state") if isinstance(journey, dict) else "received"
        if state == awaited:
            return awaited == "accepted" or not _answered(journey)
        if state not in _ON_THE_WAY:
            return False
        time.sleep(0.1)
    return False


def _answered(journey: dict[str, Any]) -> bool:
    """Why: a referral whose first offer was declined lies with the next scheme, and must not be declined again."""
    return not _ANSWERERS.isdisjoint(step["by"] for step in journey["steps"])


def _taken(status: int, told: Any, what: str) -> Any:
    wrong = [answer for answer in (told or {}).get("answers", []) if "errors" in answer]
    if status != 200 or wrong:
        raise DemoRefused(f"the front door answered {status} to the {what} of the demo area, refusing {len(wrong)}")
    return told
