"""A list of schemes on its way to the directory."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from deploy.program.kept_door import KeptDoor, answers_of
from deploy.program.packs import packs
from deploy.program.rejects import errors_in_words
from services.web.strict_json import NotReadable, read_json
from shared.config.limits import SCHEMES_BODY_BYTES_MAX, SCHEMES_MAX

_SCHEMES = "/api/v1/schemes"
_AROUND_BYTES = len(b"[]")


class ListRefused(Exception):
    """The file holds no list of schemes; the message says what to do."""


@dataclass
class Entered:
    """What came of a list. `counts`: how many were registered, changed, left unchanged; `refusals`: why others not."""

    counts: Counter[str] = field(default_factory=Counter)
    refusals: list[str] = field(default_factory=list)


def read_list(path: Path) -> list[Any]:
    """Return the schemes of a file.

    Raises: ListRefused.
    """
    try:
        schemes = read_json(path.read_bytes())
    except NotReadable as refused:
        raise ListRefused(str(refused)) from refused
    if not isinstance(schemes, list) or not schemes:
        raise ListRefused("Give a JSON list of schemes, in square brackets.")
    return schemes


def enter(schemes: list[Any], door: KeptDoor, watch: Callable[[int], None]) -> Entered:
    """Send the schemes to the directory and return what came of them. `watch` hears how many are done.

    Raises: DoorClosed; NoFrontDoor.
    """
    entered = Entered()
    for numbered, body in packs(_written(schemes), SCHEMES_MAX, SCHEMES_BODY_BYTES_MAX - _AROUND_BYTES):
        answers = answers_of(door.post(_SCHEMES, b"[" + body + b"]"), len(numbered))
        for (number, scheme), answer in zip(numbered, answers, strict=True):
            entered.counts[answer["status"]] += 1
            if answer["status"] in ("malformed", "refused"):
                entered.refusals.append(f"{_called(number, scheme)}: {_why(answer)}")
        watch(sum(entered.counts.values()))
    return entered


def _written(schemes: list[Any]) -> Iterator[tuple[tuple[int, Any], bytes]]:
    for number, scheme in enumerate(schemes, 1):
        yield (number, scheme), json.dumps(scheme, ensure_ascii=False).encode()


def _called(number: int, scheme: Any) -> str:
    name = scheme.get("id") if isinstance(scheme, dict) else None
    return f"entry {number:,} ({name})" if isinstance(name, str) else f"entry {number:,}"


def _why(answer: Mapping[str, Any]) -> str:
    return errors_in_words(answer["errors"]) if "errors" in answer else str(answer["detail"])
