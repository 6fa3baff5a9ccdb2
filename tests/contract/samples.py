"""One stored event of every format there has been, as it was written then. They are never rewritten.

Usage: python -m tests.contract.samples   (writes the samples that are missing, for formats that are new)
"""

import importlib
import json
import pkgutil
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

import shared.contracts
from shared.contracts.codec import from_stored, public_part
from shared.contracts.event import CONTRACTS, Contract, Event
from shared.contracts.private import Unseal, private_part, read_private
from shared.event_store.keyring import seal, unseal
from shared.event_store.streams import place
from tests.contract.examples import example_event

FOLDER = Path(__file__).parent / "samples"
KEY = AESGCM(bytes(range(32)))
STREAM, VERSION = "sample-1", 1


def contracts() -> dict[str, Contract]:
    """Return every current contract of Onward; those that tests make for themselves are none of it."""
    for module in pkgutil.iter_modules(shared.contracts.__path__, "shared.contracts."):
        importlib.import_module(module.name)
    ours = {name: one for name, one in CONTRACTS.items() if one.event.__module__.startswith("shared.contracts.")}
    return dict(sorted(ours.items()))


def samples() -> dict[str, dict[str, Any]]:
    """Return every sample by its stored type. Shape: `public` and `private` are the stored texts, parsed."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))}


def written(event: Event, contract: Contract) -> dict[str, Any]:
    """Return an event as it is stored."""
    private = private_part(event, place(STREAM, VERSION), "person-1", lambda bound, plain: seal(KEY, bound, plain))
    return {"public": json.loads(public_part(event)), "private": json.loads(private) if private else None}


def read(stored_type: str, sample: dict[str, Any], open_with: Unseal | None = None) -> Event:
    """Return a sample read by today's code, whole."""
    private = read_private(json.dumps(sample["private"] or {}))
    return from_stored(stored_type, json.dumps(sample["public"]), place(STREAM, VERSION), private, open_with or _open)


def _open(bound: str, sealed: bytes) -> bytes:
    return unseal(KEY, bound, sealed)


def write_missing() -> None:
    """Write a sample of every current format that has none."""
    FOLDER.mkdir(exist_ok=True)
    for stored_type, contract in contracts().items():
        path = FOLDER / f"{stored_type}.json"
        if not path.exists():
            sample = written(example_event(contract), contract)
            path.write_text(json.dumps(sample, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    write_missing()
