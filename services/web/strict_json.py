"""JSON read strictly: what a lenient reader lets through would be recorded as something its sender did not mean."""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from typing import Any, NoReturn

from shared.config.limits import JSON_DEPTH_MAX, JSON_INTEGER_DIGITS_MAX, NAME_ECHOED_CHARACTERS_MAX
from shared.doors.malformed import Errors


class NotReadable(Exception):
    """The bytes are not JSON that means one thing only; the message says where, and repeats no value.

    `errors`: the name given twice, where that is what is wrong.
    """

    def __init__(self, says: str, errors: Errors | None = None) -> None:
        super().__init__(says)
        self.errors = errors


def read_json(raw: bytes) -> Any:
    """Return the value the bytes stand for.

    Raises: NotReadable for what is no JSON, no UTF-8 or too deep, for NaN and infinities, and for a name given twice
    in one object (readers differ on which of the two counts).
    """
    try:
        value = _DECODER.decode(_whole_characters(raw.decode("utf-8")))
    except UnicodeDecodeError as error:
        raise NotReadable(f"Write it in UTF-8: byte {error.start + 1:,} is none of it.") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno:,}, column {error.colno:,}"
        raise NotReadable(f"Check the JSON at {where}: it breaks off or breaks the rules there.") from None
    except RecursionError:
        _too_deep()
    _measure_depth(value)
    return value


def _whole_characters(text: str) -> str:
    """Return the text with NUL for every half of a surrogate pair, which no field takes in and every door names.

    Why: such a half is fine in JSON and cannot be written in UTF-8, so it could travel no further.
    """
    return _ESCAPED.sub(_nul_for_half, text) if _HALF.search(text) else text


def _nul_for_half(escaped: re.Match[str]) -> str:
    return "\\u0000" if len(escaped[0]) == len("\\ud800") and _HALF.match(escaped[0]) else escaped[0]


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    named = dict(pairs)
    if len(named) != len(pairs):
        _refuse_twice(name for name, _ in pairs)
    return named


def _refuse_twice(names: Iterable[str]) -> NoReturn:
    counted = Counter(names)
    twice = {ascii(name[:NAME_ECHOED_CHARACTERS_MAX])[1:-1] for name in counted if counted[name] > 1}
    raise NotReadable("Give each name once.", {name: ["Give this once: it stands there twice."] for name in twice})


def _constant(_: str) -> NoReturn:
    raise NotReadable("Take out NaN and Infinity: JSON has no such numbers.")


def _fraction(digits: str) -> float:
    """Why the bounds: what is beyond them reads as infinite, which could travel no further; no field takes them."""
    return min(max(float(digits), -sys.float_info.max), sys.float_info.max)


def _whole(digits: str) -> int | float:
    """Why a fraction for what 64 bits cannot hold: it could travel no further, and no field that counts takes one."""
    return int(digits) if len(digits) <= JSON_INTEGER_DIGITS_MAX else _fraction(digits)


def _measure_depth(value: Any) -> None:
    """Why one level at a time and containers only: this runs over every value of every request."""
    level = [value] if type(value) in _CONTAINERS else []
    for _ in range(JSON_DEPTH_MAX):
        if not level:
            return
        level = [
            inner
            for outer in level
            for inner in (outer.values() if type(outer) is dict else outer)
            if type(inner) in _CONTAINERS
        ]
    if level:
        _too_deep()


def _too_deep() -> NoReturn:
    raise NotReadable(f"Nest objects and lists at most {JSON_DEPTH_MAX} deep.")


_CONTAINERS = frozenset({dict, list})

_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_ESCAPED = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}|\\.")
"""A pair, a lone half, or any other escape: read in order, so that an escaped backslash is not taken for a start."""

_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_constant=_constant, parse_float=_fraction, parse_int=_whole
)
