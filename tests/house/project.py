"""The project as the tests of the house see it: its files, its functions, its classes."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ("shared", "services", "deploy")
DECIDING = ("intake", "triage", "matching", "cases")
WITH_ROOMS = (*DECIDING, "journeys")
SERVICES = (*WITH_ROOMS, "web")

Function = ast.FunctionDef | ast.AsyncFunctionDef
BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.IfExp, ast.match_case)


@dataclass(frozen=True)
class Module:
    """One Python file, parsed. `where` is its path from the root, as it is said in a failure."""

    where: str
    lines: int
    tree: ast.Module

    @property
    def is_source(self) -> bool:
        """Whether it is part of Onward, not of its tests or its check."""
        return self.where.startswith(tuple(f"{folder}/" for folder in SOURCE))

    def functions(self) -> list[Function]:
        """Return every function and method; one inside another counts for itself and for the outer one."""
        return [node for node in ast.walk(self.tree) if isinstance(node, Function)]

    def classes(self) -> list[ast.ClassDef]:
        """Return every class; one inside another, such as marshmallow's `Meta`, belongs to that one."""
        return [node for node in self.tree.body if isinstance(node, ast.ClassDef)]

    def imports(self) -> Iterator[str]:
        """Give the dotted name of every module this one imports."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield node.module or ""


@cache
def files() -> tuple[Path, ...]:
    """Return every file of the project, also one not yet committed; what git ignores is not part of it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return tuple(sorted({ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()}))


@cache
def modules() -> tuple[Module, ...]:
    """Return every Python file of the project, parsed once."""
    return tuple(_module(path) for path in files() if path.suffix == ".py")


def source() -> list[Module]:
    """Return the modules Onward is made of; empty ones say nothing and are left out."""
    return [module for module in modules() if module.is_source and module.tree.body]


def text(where: str) -> str:
    """Return what a file of the project says."""
    return (ROOT / where).read_text("utf-8")


def length(function: Function) -> int:
    """Units: lines, from `def` to the end; decorators are not counted."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def branches(function: Function) -> int:
    """Count the places where the function may go one way or another."""
    return sum(isinstance(node, BRANCHES) for node in ast.walk(function))


def _module(path: Path) -> Module:
    written = path.read_text("utf-8")
    return Module(path.relative_to(ROOT).as_posix(), written.count("\n"), ast.parse(written))
