"""The arrows of the architecture are executable, speak English and have no exceptions."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from tests.house.project import ROOT, text

WORDS_MIN = 5


def contracts() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(text("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    return found


def test_every_import_contract_is_kept() -> None:
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert program, "import-linter is not installed: make test installs it"
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_import_contract_is_named_by_a_sentence() -> None:
    assert [contract["name"] for contract in contracts() if len(contract["name"].split()) < WORDS_MIN] == []


def test_no_import_contract_makes_an_exception() -> None:
    excepting = {"ignore_imports", "exhaustive_ignores", "unmatched_ignore_imports_alerting"}
    assert [contract["name"] for contract in contracts() if excepting & contract.keys()] == []


def test_every_layered_room_is_listed_so_that_a_new_one_needs_a_decision() -> None:
    layered = [contract for contract in contracts() if contract["type"] == "layers" and "containers" in contract]
    assert layered
    assert all(contract.get("exhaustive") for contract in layered)
