"""The tables of examples that triage and routing are tested by, as a part of docs/rules.md."""

import re
from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[2] / "tests" / "spec"
_FILES = ("triage.md", "routing.md")
_HEADING = re.compile("^#", re.MULTILINE)


def examples() -> Iterator[str]:
    """Give each file of examples, its headings one level deeper. Why whole: what is read is what is tested."""
    for file in _FILES:
        yield _HEADING.sub("##", (_FOLDER / file).read_text("utf-8")).strip()
