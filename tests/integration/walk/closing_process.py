"""Closes a scheme in a process of its own, to be killed while it does.

Usage: python -m tests.integration.walk.closing_process sqlite FOLDER | postgresql URL
"""

import sys
from pathlib import Path

from tests.integration.walk.house import HUB, House, postgresql_settings, sqlite_settings


def main(kind: str, where: str) -> None:
    """Say that it is ready, close the scheme, and say how many were moved."""
    house = House(sqlite_settings(Path(where)) if kind == "sqlite" else postgresql_settings(where))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    answer = house.matching.close_scheme("closing", "funding_ended", HUB)
    sys.stdout.write(f"{answer['moved']}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
