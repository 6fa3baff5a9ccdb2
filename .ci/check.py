"""Run the stages of the check, two at once, and end with one line that counts.

Usage: check.py [STAGE...]   (all stages without a name; `tests` stands for every shard of the tests)

Why processes: pytest-xdist hangs with eventlet, so the tests run as shards, each a process of its own.
Why waves: the journeys stop and start the servers under load, so nothing else may need them meanwhile.
"""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
AT_ONCE = 2  # the machine that checks has two cores
WHOLE_CHECK_SECONDS_MAX = 45 * 60  # it takes well under 15 minutes on a machine of two cores that does nothing else
NOTHING_COLLECTED = 5  # pytest's exit code for a shard that has no test yet
TIMED_OUT = 124

SHARDS = {"fast": ("unit", "contract", "spec", "house"), "integration": ("integration",), "journeys": ("journeys",)}
ALONE = ("journeys",)

COUNTED = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed)\b")


@dataclass(frozen=True)
class Stage:
    """One command of the check; a shard of the tests also says how many of its tests passed and failed."""

    name: str
    command: tuple[str, ...]
    shard: bool = False


@dataclass(frozen=True)
class Outcome:
    stage: Stage
    code: int
    output: str
    seconds: float

    @property
    def good(self) -> bool:
        return self.code == 0 or (self.stage.shard and self.code == NOTHING_COLLECTED)

    def count(self, *kinds: str) -> int:
        """Add up pytest's own closing figures for these kinds; a stage that broke without any is one failure."""
        closing = self.output.strip().rpartition("\n")[2] if self.stage.shard else ""
        figure = sum(int(number) for number, kind in COUNTED.findall(closing) if kind in kinds)
        return 1 if "failed" in kinds and not self.good and not figure else figure


class Running:
    """The processes under way, each the head of its own group, so that none outlives the check."""

    def __init__(self) -> None:
        self._deadline = time.monotonic() + WHOLE_CHECK_SECONDS_MAX
        self._processes: set[subprocess.Popen[str]] = set()
        self._lock = threading.Lock()

    def run(self, stage: Stage) -> Outcome:
        started = time.monotonic()
        environment = os.environ | {"PATH": f"{PROGRAMS}{os.pathsep}{os.environ.get('PATH', '')}"}
        process = subprocess.Popen(
            stage.command,
            cwd=ROOT,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        with self._lock:
            self._processes.add(process)
        code, output = self._wait(process)
        outcome = Outcome(stage, code, output, time.monotonic() - started)
        report(outcome)
        return outcome

    def stop(self) -> None:
        """End what still runs: after Ctrl-C, or when a stage took too long."""
        with self._lock:
            for process in self._processes:
                end(process)

    def _wait(self, process: subprocess.Popen[str]) -> tuple[int, str]:
        try:
            output, _ = process.communicate(timeout=max(1.0, self._deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            end(process)
            output, _ = process.communicate()
            return TIMED_OUT, f"{output}\nended: the whole check may take {WHOLE_CHECK_SECONDS_MAX} seconds"
        return process.returncode, output


def end(process: subprocess.Popen[str]) -> None:
    """Kill a process and its children, if it is still there."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)


def report(outcome: Outcome) -> None:
    """Say how a stage ended: one line and the reason of every skipped test, or all it said when it failed."""
    word = "ok" if outcome.good else "FAILED"
    closing = outcome.output.strip().rpartition("\n")[2].strip("= ") if outcome.stage.shard else ""
    details = [line for line in outcome.output.splitlines() if line.startswith("SKIPPED")]
    said = "\n".join(details) if outcome.good else outcome.output.rstrip()
    line = f"{outcome.stage.name}: {word} in {outcome.seconds:.0f} s{'; ' if closing else ''}{closing}"
    print(f"{said}\n{line}" if said else line, flush=True)


def program(name: str, *arguments: str) -> tuple[str, ...]:
    return (str(PROGRAMS / name), *arguments)


def checks() -> list[Stage]:
    """Name the stages that read the code without running it."""
    stages = [
        Stage("style", program("ruff", "check", ".")),
        Stage("format", program("ruff", "format", "--check", ".")),
        Stage("imports", program("lint-imports")),
        Stage("types", program("mypy", "shared", "services", "deploy", "tests", ".ci/check.py")),
    ]
    if (ROOT / "deploy" / "program" / "docs.py").exists():
        stages.append(Stage("docs", program("onward", "docs", "--check")))
    return stages


def shards() -> list[Stage]:
    """Name the shards that have tests; a folder that no shard names goes with the fast ones, so none is forgotten."""
    folders = {path.name for path in (ROOT / "tests").iterdir() if next(path.rglob("test_*.py"), None)}
    named = {folder for shard in SHARDS.values() for folder in shard}
    stages = []
    for name, wanted in SHARDS.items():
        rest = sorted(folders - named) if name == "fast" else []
        paths = [f"tests/{folder}" for folder in [*wanted, *rest] if folder in folders]
        if paths:
            stages.append(Stage(name, program("python", "-m", "pytest", "-q", "-p", "no:cacheprovider", *paths), True))
    return stages


def waves(chosen: Sequence[str]) -> list[list[Stage]]:
    """Sort the chosen stages into what may run side by side, the longest first, and what must run alone."""
    tests = sorted(shards(), key=lambda stage: stage.name != "integration")
    stages = [stage for stage in [*tests, *checks()] if chosen_by(stage, chosen)]
    alone = [[stage] for stage in stages if stage.name in ALONE]
    return [[stage for stage in stages if stage.name not in ALONE], *alone]


def chosen_by(stage: Stage, chosen: Sequence[str]) -> bool:
    return not chosen or stage.name in chosen or (stage.shard and "tests" in chosen)


def main(chosen: Sequence[str]) -> int:
    """Run the chosen stages and return the exit code: 0 when everything went well."""
    running = Running()
    outcomes: list[Outcome] = []
    try:
        for wave in waves(chosen):
            with ThreadPoolExecutor(AT_ONCE) as pool:
                outcomes += pool.map(running.run, wave)
    finally:
        running.stop()
    bad = [outcome.stage.name for outcome in outcomes if not outcome.good]
    if bad:
        print("failed:", ", ".join(bad))
    passed, failed = (
        sum(outcome.count(*kinds) for outcome in outcomes) for kinds in (["passed"], ["failed", "error", "errors"])
    )
    print(f"{passed} passed, {failed} failed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
