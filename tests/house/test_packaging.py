"""What is installed is all of Onward: its packages, its data, its program."""

import tomllib
from fnmatch import fnmatch
from typing import Any

from tests.house.project import ROOT, SOURCE, files, text

NOT_INSTALLED = ("deploy/images/",)  # what images are built from is of no use inside one


def project() -> dict[str, Any]:
    return tomllib.loads(text("pyproject.toml"))


def test_every_data_file_beside_the_code_is_installed_with_it() -> None:
    patterns = project()["tool"]["setuptools"]["package-data"]["*"]
    beside = [path.relative_to(ROOT).as_posix() for path in files() if path.suffix != ".py"]
    data = [name for name in beside if name.split("/")[0] in SOURCE and not name.startswith(NOT_INSTALLED)]
    assert [name for name in data if not any(fnmatch(name.rpartition("/")[2], pattern) for pattern in patterns)] == []


def test_the_three_packages_of_the_design_are_installed() -> None:
    assert project()["tool"]["setuptools"]["packages"]["find"]["include"] == [f"{package}*" for package in SOURCE]


def test_the_program_is_called_onward() -> None:
    assert project()["project"]["scripts"] == {"onward": "deploy.program.main:onward"}


def test_the_changelog_tells_of_the_version_or_of_what_is_not_released_yet() -> None:
    told = text("CHANGELOG.md")
    assert f"## {project()['project']['version']}" in told or "## Unreleased" in told
