"""Make's targets: the few that are promised, each explained, and the check is exactly what CI runs."""

import re
import subprocess

import pytest

from tests.house.project import ROOT, text

PROMISED = ("help", "run", "test", "check", "lint", "types", "docs", "bench", "lock", "clean")


@pytest.mark.parametrize("target", PROMISED)
def test_make_help_explains_every_promised_target(target: str) -> None:
    helped = subprocess.run(["make", "help"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert re.search(rf"^  make {target} +\w", helped, re.MULTILINE)


def test_make_alone_explains_itself() -> None:
    alone = subprocess.run(["make"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert alone == subprocess.run(["make", "help"], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def test_make_check_and_ci_run_the_same_stages() -> None:
    run = re.findall(r"CI=true \S+ (\.ci/check\.py.*)", text(".ci/run"))
    make = re.findall(r"CI=true \S+ (\.ci/check\.py.*)", text("Makefile"))
    assert run == make == [".ci/check.py"]


@pytest.mark.parametrize("script", [".ci/run", ".ci/install", ".ci/lock"])
def test_every_script_stops_at_its_first_failure(script: str) -> None:
    assert "set -euo pipefail" in text(script)
    assert (ROOT / script).stat().st_mode & 0o111


def test_installing_names_no_index_so_that_each_machine_uses_its_own() -> None:
    told = text(".ci/install") + text(".ci/lock") + text("Makefile") + text("deploy/images/Dockerfile")
    assert re.findall(r"--(?:extra-)?index-url|--isolated|--trusted-host|https?://", told) == []
