"""What people ask of a directory, one kind after the other."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from deploy.bench.search.entries import InventedDirectory
from deploy.bench.town import AUTHORITIES, WARDS
from shared.config.limits import ACTIVITY_PROXIMITY_METRES

Looking = dict[str, Any]
Ask = Callable[[InventedDirectory], Looking]

_EVERYDAY = ("lonely", "debt", "dementia", "new mum", "food bank", "carers", "grief", "get fit")
_random = Random(1)  # noqa: S311 - nothing here is secret


def _one(directory: InventedDirectory) -> str:
    return directory.word()


def _two(directory: InventedDirectory) -> str:
    return f"{directory.word()} {directory.word()}"


def _near(directory: InventedDirectory) -> Looking:
    return {"areas": [AUTHORITIES[0], WARDS[0]], "near": [*directory.place(), ACTIVITY_PROXIMITY_METRES]}


KINDS: Mapping[str, Ask] = {
    "one word": lambda directory: {"words": _one(directory)},
    "two words": lambda directory: {"words": _two(directory)},
    "a mistyped word": lambda directory: {"words": directory.mistyped()},
    "an everyday word": lambda _: {"words": _random.choice(_EVERYDAY)},
    "two words near a place": lambda directory: {"words": _two(directory), **_near(directory)},
    "whatever is near a place": _near,
}
