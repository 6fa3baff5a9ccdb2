"""Doors: whatever the front door asks, the service behind it answers; and every method of a service is a door."""

import ast

import pytest

from tests.house.project import WITH_ROOMS, Module, modules

ASKERS = {"ask", "_ask"}


def service_class(service: str) -> ast.ClassDef:
    """Return the class of a service's entrypoints."""
    [found] = [module for module in modules() if module.where == f"services/{service}/service.py"]
    return found.classes()[0]


def methods(service: str) -> list[ast.FunctionDef]:
    return [node for node in service_class(service).body if isinstance(node, ast.FunctionDef)]


def marks(method: ast.FunctionDef) -> set[str]:
    """Name the decorators of a method, with and without arguments."""
    called = [one.func if isinstance(one, ast.Call) else one for one in method.decorator_list]
    return {one.id for one in called if isinstance(one, ast.Name)}


def doors(service: str) -> set[str]:
    return {method.name for method in methods(service) if "rpc" in marks(method)}


def questions(module: Module) -> list[tuple[str, str]]:
    """Return the services and methods that a module asks by name."""
    texts = [
        [one.value for one in node.args[:2] if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ASKERS
    ]
    return [(named[0], named[1]) for named in texts if len(named) == 2]


@pytest.mark.parametrize("service", WITH_ROOMS)
def test_every_method_of_a_service_can_be_reached_from_outside(service: str) -> None:
    assert [method.name for method in methods(service) if not marks(method) - {"staticmethod"}] == []


def test_whatever_the_front_door_asks_the_service_behind_it_answers() -> None:
    asked = [
        (module.where, *question)
        for module in modules()
        if module.where.startswith("services/web/")
        for question in questions(module)
    ]
    assert len(asked) > 30
    assert [one for one in asked if one[2] not in doors(one[1])] == []
