"""How much memory the programs of a hub hold while they work."""

import threading
import time
from types import TracebackType
from typing import NamedTuple

from tests.journeys.hub import Hub

SAMPLE_SECONDS = 1.0
MEGABYTE = 1_000_000
SETTLED = 0.25  # share of a run after which a program has loaded what it needs


class Held(NamedTuple):
    """What one program held. Units: megabytes; `growth_an_hour`: of the straight line nearest to the settled part."""

    name: str
    most: float
    settled: float
    last: float
    growth_an_hour: float


class MemoryWatch:
    """Samples the resident memory of every program of a hub once a second, while the block runs."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._seen: dict[str, list[tuple[float, float]]] = {program.name: [] for program in hub.programs}

    def __enter__(self) -> "MemoryWatch":
        self._thread.start()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _: BaseException | None, _at: TracebackType | None) -> None:
        self._stopping.set()
        self._thread.join()

    def held(self) -> list[Held]:
        """Return what each program held."""
        return [_held(name, samples) for name, samples in self._seen.items() if samples]

    def _sample(self) -> None:
        while not self._stopping.wait(SAMPLE_SECONDS):
            now = time.monotonic()
            for program in self._hub.programs:
                if held := program.resident_bytes():
                    self._seen[program.name].append((now, held / MEGABYTE))


def _held(name: str, samples: list[tuple[float, float]]) -> Held:
    settled = samples[int(len(samples) * SETTLED) :]
    most = max(megabytes for _, megabytes in samples)
    return Held(name, most, settled[0][1], settled[-1][1], slope(settled) * 3600)


def slope(points: list[tuple[float, float]]) -> float:
    """Return how steep the straight line is that lies nearest to the points; 0 for a single one."""
    count = len(points)
    middle_x, middle_y = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / spread if spread else 0.0
