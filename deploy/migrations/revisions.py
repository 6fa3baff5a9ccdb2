"""Which revisions there are. Why not asked of alembic: a start with nothing to do must not load it (0.2 s)."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def head(service: str) -> str:
    """Return the newest revision of a service's store: four digits."""
    return max(path.name[1:5] for path in (FOLDER / service).glob("r[0-9][0-9][0-9][0-9]_*.py"))


def following(revision: str) -> str:
    """Return the revision that comes after this one."""
    return f"{int(revision) + 1:04}"
