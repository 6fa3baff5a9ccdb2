"""Which documents are generated, and whether those that lie there still say what the code does."""

from collections.abc import Callable, Mapping
from pathlib import Path

from deploy.documents.events import events
from deploy.documents.rules import rules
from deploy.documents.states import states

FOLDER = Path(__file__).resolve().parents[2] / "docs"
DOCUMENTS: Mapping[str, Callable[[], str]] = {"events.md": events, "rules.md": rules, "states.md": states}


def stale(folder: Path = FOLDER) -> list[str]:
    """Name the documents that are missing or say something else than the code."""
    return [name for name, write in DOCUMENTS.items() if _read(folder / name) != write()]


def write_all(folder: Path = FOLDER) -> list[str]:
    """Write the documents that are stale, and name them."""
    names = stale(folder)
    for name in names:
        (folder / name).write_text(DOCUMENTS[name](), "utf-8")
    return names


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.exists() else None
