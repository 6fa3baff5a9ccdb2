"""docs/events.md: every event, its fields, and which of them never leave their store."""

import typing
from collections.abc import Iterable
from importlib import import_module
from inspect import getsourcelines
from pkgutil import iter_modules

import msgspec

from deploy.documents.kinds import structures, words
from deploy.documents.markdown import code, document, sentence, table, told
from deploy.documents.streams import stream_of
from shared import contracts
from shared.contracts.event import CONTRACTS, Contract
from shared.contracts.upcasting import UPCASTS
from shared.messaging.topology import LISTENS

SPEAKERS = ("intake", "triage", "matching", "cases")
INTRODUCTION = """
What may be recorded. A stored type never changes its meaning; a new version has a step that reads the old one. Fields
are **public** (published to the services that hear the stream), **kept** (stored in clear, never published) or
**personal** (encrypted under the person's own key, never published). Every event also has `at`, `by` and `because`.
""".strip()


def events() -> str:
    """Return the catalogue of events."""
    for module in iter_modules(contracts.__path__):
        import_module(f"{contracts.__name__}.{module.name}")
    parts = [part for service in SPEAKERS for part in _service(service)]
    return document("Events", INTRODUCTION.replace("\n", " "), *parts, *_structures())


def _service(service: str) -> list[str]:
    spoken = _of(service)
    index = table(
        ("event", "stored type", "stream", "heard by"),
        (
            (contract.event.__name__, code(contract.stored_type), code(f"{stream_of(contract)}-…"), _hearers(contract))
            for contract in spoken
        ),
    )
    return [f"## {service.capitalize()}", index, *(_event(contract) for contract in spoken)]


def _event(contract: Contract) -> str:
    hints = typing.get_type_hints(contract.event, include_extras=True)
    rows = (
        (code(field.name), words(hints[field.name]), _protection(contract, field.name))
        for field in msgspec.structs.fields(contract.event)
    )
    parts = [f"### {contract.event.__name__}", told(contract.event), table(("field", "type", "is"), rows)]
    return "\n\n".join([*parts, *_older(contract)])


def _protection(contract: Contract, field: str) -> str:
    if field in contract.personal:
        return "**personal**"
    return "kept" if field in contract.kept else "public"


def _older(contract: Contract) -> list[str]:
    older = [old for old, (_, _) in sorted(UPCASTS.items()) if old.rpartition(".v")[0] == contract.name]
    return [f"Also read: {', '.join(map(code, older))}."] if older else []


def _hearers(contract: Contract) -> str:
    source, kind = contract.name.partition(".")[0], stream_of(contract)
    return ", ".join(listener for listener, heard in LISTENS.items() if kind in heard.get(source, ())) or "nobody"


def _of(service: str) -> list[Contract]:
    """Return a service's events, stream by stream, in the order of the code, whatever was imported first."""
    return sorted(
        (contract for contract in CONTRACTS.values() if contract.name.startswith(f"{service}.")),
        key=lambda contract: (stream_of(contract), contract.event.__module__, getsourcelines(contract.event)[1]),
    )


def _structures() -> Iterable[str]:
    """Describe every structure that fields are made of, by name."""
    found = {
        structure.__name__: structure
        for contract in CONTRACTS.values()
        for hint in typing.get_type_hints(contract.event).values()
        for structure in structures(hint)
    }
    yield "## What fields are made of"
    for name, structure in sorted(found.items()):
        hints = typing.get_type_hints(structure)
        fields = msgspec.structs.fields(structure)
        rows = ((code(field.encode_name), words(hints[field.name])) for field in fields)
        yield f"### {name}\n\n{sentence(structure)}\n\n{table(('field', 'type'), rows)}"
