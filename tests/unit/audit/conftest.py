"""A walk done once, and a copy of its stores for every test that spoils them."""

import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.unit.audit.spoiled import Spoiled
from tests.unit.audit.walked import Walked, settings_in, walk


@pytest.fixture(scope="session")
def walked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stores after a walk. Why once: it takes longer than an audit."""
    folder = tmp_path_factory.mktemp("walked")
    with ExitStack() as stack:
        walked = Walked(settings_in(folder), stack)
        walked.set_up()
        (folder / "went.json").write_text(json.dumps(walk(walked)))
    return folder


@pytest.fixture
def spoiled(walked_once: Path, tmp_path: Path) -> Iterator[Spoiled]:
    """Stores in which all is well, for this test to spoil."""
    folder = tmp_path / "stores"
    shutil.copytree(walked_once, folder)
    with ExitStack() as stack:
        went = json.loads((folder / "went.json").read_text())
        yield Spoiled(Walked(settings_in(folder), stack, seed=2), folder, went)
