"""What must not lie about: things left for later, traces of somebody's machine, mocks of our own code."""

import re
import sys
from pathlib import Path

import pytest

from tests.house.project import ROOT, files, modules

LEFT_FOR_LATER = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK"]) + r")\b")
CONFLICT = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)
HOME_FOLDER = re.compile(r"/(?:home|Users)/\w+/|/[r]oot/|[A-Z]:\\\\?Users")
TEMPORARY = re.compile(r"/tmp/[\w.]")
MOCKING = ("mock", "unittest.mock", "pytest_mock")


def written() -> dict[str, str]:
    """Return every file that is text, by its path from the root."""
    contents = {path: path.read_bytes() for path in files()}
    return {str(path.relative_to(ROOT)): data.decode() for path, data in contents.items() if b"\0" not in data[:8192]}


def this_machine() -> list[str]:
    """Name the folders of the machine that runs this test; a project that names one was written on it."""
    folders = [ROOT, ROOT.parent, Path(sys.prefix), Path(sys.base_prefix), Path.home()]
    return [f"{folder}/" for folder in folders if len(folder.parts) > 1 and folder != Path("/usr")]


@pytest.mark.parametrize(
    "pattern", [LEFT_FOR_LATER, CONFLICT, HOME_FOLDER, TEMPORARY], ids=lambda pattern: pattern.pattern[:20]
)
def test_nothing_is_left_for_later_and_no_trace_of_a_machine_is_left(pattern: re.Pattern[str]) -> None:
    found = {name: match[0] for name, words in written().items() if (match := pattern.search(words))}
    assert found == {}


def test_no_file_names_a_folder_of_the_machine_it_was_written_on() -> None:
    found = {name: folder for name, words in written().items() for folder in this_machine() if folder in words}
    assert found == {}


def test_no_test_replaces_our_own_code_by_a_mock() -> None:
    assert [module.where for module in modules() if set(module.imports()) & set(MOCKING)] == []


def test_no_ignored_or_generated_file_is_part_of_the_project() -> None:
    unwanted = {".pyc", ".sqlite", ".log", ".orig", ".rej", ".bak", ".swp"}
    assert [str(path.relative_to(ROOT)) for path in files() if path.suffix in unwanted] == []
