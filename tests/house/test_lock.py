"""The lock: every version with its hashes, in step with pyproject.toml, and silent about where packages come from."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.project import text

LOCKS = {"requirements.lock": ("build",), "requirements-dev.lock": ("build", "dev", "bench")}
PINNED = re.compile(r"^([\w.-]+)(?:\[[\w,]+\])?==([\w.+!]+)", re.MULTILINE)
ADDRESS = re.compile(r"://|index-url|find-links|trusted-host|\b[\w-]+\.(?:org|com|net|io)\b")


def pins(lock: str) -> dict[str, str]:
    return {canonicalize_name(name): version for name, version in PINNED.findall(text(lock))}


def wanted(extras: tuple[str, ...]) -> list[Requirement]:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    lines = project["dependencies"] + [line for extra in extras for line in project["optional-dependencies"][extra]]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_names_no_address_that_packages_come_from(lock: str) -> None:
    assert ADDRESS.findall(text(lock)) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_in_the_lock_has_its_hashes(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", text(lock).strip())
    assert [entry for entry in entries if not PINNED.match(entry) or "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize(("lock", "extras"), LOCKS.items())
def test_the_lock_has_everything_that_the_project_asks_for_in_a_version_it_accepts(
    lock: str, extras: tuple[str, ...]
) -> None:
    locked = pins(lock)
    astray = [
        str(need)
        for need in wanted(extras)
        if not need.specifier.contains(locked.get(canonicalize_name(need.name), "0"))
    ]
    assert astray == []


def test_both_locks_agree_so_that_what_is_tested_is_what_runs() -> None:
    run, tested = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {name: version for name, version in run.items() if tested.get(name) != version} == {}
