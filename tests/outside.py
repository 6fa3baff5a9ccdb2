"""Outside data: real postcodes, practices and schemes, kept beside the project and never in it."""

import os
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


def outside_data(name: str) -> Path:
    """Return the path of an outside file or folder; without it the test is skipped, or fails where CI=true."""
    path = FOLDER / name
    if not path.exists():
        absent(f"outside data is missing: shared/data/{name}, expected beside the project's folder")
    return path


def absent(what: str) -> None:
    """End this test because the machine lacks something: a skip for a person at work, a failure for the check."""
    if os.environ.get("CI") == "true":
        pytest.fail(what, pytrace=False)
    pytest.skip(what)
