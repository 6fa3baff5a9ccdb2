"""Running a bench as a person would, with tiny counts."""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.servers import AMQP_URI, DATABASE_URL

PROGRAM = [sys.executable, "-m", "deploy.program", "bench"]
SERVERS = ["--database-url", DATABASE_URL, "--amqp-uri", AMQP_URI]

Bench = Callable[..., str]


@pytest.fixture
def bench() -> Bench:
    """Runs `onward bench …` and gives what it wrote."""

    def run(*asked: str) -> str:
        done = subprocess.run([*PROGRAM, *asked, *SERVERS], capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def measured(bench: Bench) -> Callable[..., dict[str, Any]]:
    """Runs a bench and gives what it measured."""
    return lambda *asked: json.loads(bench(*asked, "--json"))
