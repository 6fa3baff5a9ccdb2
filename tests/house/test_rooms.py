"""Whoever knows one service knows all: the same rooms everywhere, and pure decisions in the innermost one."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.project import DECIDING, ROOT, SERVICES, WITH_ROOMS, Module, modules, source
from tests.outside import absent

ROOMS = {"domain", "handlers", "projections", "tables", "queries", "wiring", "service"}
EXTRA_ROOMS = {"intake": {"areas"}}  # postcodes belong to the front door's owner; no other service keeps them

ASKS_THE_CLOCK = {"now", "utcnow", "today", "time", "time_ns", "monotonic", "perf_counter"}
MINTS_AN_ID = {"uuid1", "uuid4", "token_hex", "token_urlsafe", "token_bytes", "urandom"}
DOES_IO = {"open", "print", "input", "execute", "connect"}


def rooms(service: str) -> set[str]:
    """Name the rooms of a service; a folder that holds only data, such as a protocol, is none."""
    folder = ROOT / "services" / service
    found = {path.stem if path.is_file() else path.name for path in folder.iterdir() if any(has_code(path))}
    return found - {"__init__"}


def has_code(path: Path) -> Iterator[Path]:
    return path.rglob("*.py") if path.is_dir() else iter([path] if path.suffix == ".py" else [])


def test_there_are_these_six_services_and_no_other() -> None:
    found = {path.parent.name for path in (ROOT / "services").glob("*/__init__.py")}
    assert found == set(SERVICES)


@pytest.mark.parametrize("service", WITH_ROOMS)
def test_a_service_that_opens_its_doors_has_every_room_and_no_other(service: str) -> None:
    if "service" not in rooms(service):
        absent(f"services/{service}/service.py is not written yet")
    assert rooms(service) - EXTRA_ROOMS.get(service, set()) == ROOMS


def test_no_decision_asks_the_clock_or_mints_an_id_or_does_input_and_output() -> None:
    forbidden = ASKS_THE_CLOCK | MINTS_AN_ID | DOES_IO
    found = [
        f"{module.where}: {sorted(called(module) & forbidden)}" for module in domain() if called(module) & forbidden
    ]
    assert found == []


def test_the_web_has_no_domain_because_it_decides_nothing() -> None:
    assert not (ROOT / "services" / "web" / "domain").exists()


@pytest.mark.parametrize("service", DECIDING)
def test_every_deciding_service_keeps_its_decisions_in_its_domain(service: str) -> None:
    assert [module for module in modules() if module.where.startswith(f"services/{service}/domain/")]


def domain() -> list[Module]:
    return [module for module in source() if "/domain/" in module.where]


def called(module: Module) -> set[str]:
    """Name every function and method that a module calls."""
    calls = [node.func for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    return {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}
