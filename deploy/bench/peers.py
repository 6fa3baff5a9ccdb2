"""What a bench measures beside or with, and may be absent: it is then named and left out."""

from importlib import import_module
from shutil import which
from types import ModuleType


def module_or_none(name: str) -> ModuleType | None:
    """Return a module of the development dependencies, or None where it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        return None


def psutil_or_none() -> ModuleType | None:
    """Return psutil, which tells what processes used."""
    return module_or_none("psutil")


def absent_programs(*names: str) -> list[str]:
    """Return those of these programs that are not on the path."""
    return [name for name in names if which(name) is None]
