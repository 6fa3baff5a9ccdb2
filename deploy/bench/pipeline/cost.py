"""What a run cost: processor time of every process and of the servers, and the most memory each process held."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from deploy.bench.peers import psutil_or_none
from deploy.bench.pipeline.programs import Program

POSTGRESQL_HERE, POSTGRESQL, RABBITMQ = "PostgreSQL, connections", "PostgreSQL, its own work", "RabbitMQ"
Seconds = dict[tuple[str, int], float]
"""Processor seconds by name and process id."""


class Meter:
    """Measures between `start` and `spent`. Without psutil nothing is measured.

    Why connections by name: others may use the server too, and only these work for this database.
    """

    def __init__(self, programs: Sequence[Program], database: str) -> None:
        self._psutil: Any = psutil_or_none()
        self._programs = programs
        self._database = database
        self._before: Seconds = {}

    def start(self) -> None:
        """Note what has been used so far."""
        self._before = self._now()

    def spent(self) -> dict[str, float]:
        """Return the processor seconds used since the start, by name; processes of the same name together."""
        total: dict[str, float] = {}
        for key, seconds in self._now().items():
            total[key[0]] = total.get(key[0], 0.0) + seconds - self._before.get(key, 0.0)
        return total

    def _now(self) -> Seconds:
        if self._psutil is None:
            return {}
        found = {}
        for name, process in (*self._own(), *self._servers()):
            try:
                times = process.cpu_times()
            except self._psutil.NoSuchProcess:
                continue
            found[name, process.pid] = times.user + times.system
        return found

    def _own(self) -> Iterable[tuple[str, Any]]:
        for program in self._programs:
            if program.process.poll() is None:
                yield program.name, self._psutil.Process(program.process.pid)

    def _servers(self) -> Iterable[tuple[str, Any]]:
        for process in self._psutil.process_iter(["name", "cmdline"]):
            name = process.info["name"]
            if name == "beam.smp":
                yield RABBITMQ, process
            elif name == "postgres":
                here = self._database in " ".join(process.info["cmdline"] or ())
                yield POSTGRESQL_HERE if here else POSTGRESQL, process


def peak_megabytes(programs: Iterable[Program]) -> dict[str, float]:
    """Return the most memory any process of each name has held so far; nothing where the system does not tell."""
    peaks: dict[str, float] = {}
    for program in programs:
        peaks[program.name] = max(peaks.get(program.name, 0.0), _peak(program.process.pid))
    return {name: peak for name, peak in peaks.items() if peak}


def _peak(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii")
    except OSError:
        return 0.0
    found = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(found[0].split()[1]) / 1024 if found else 0.0
