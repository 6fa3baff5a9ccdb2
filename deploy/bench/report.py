"""What a bench found: figures, each beside its baseline and its target, as a table or as JSON."""

import os
from collections.abc import Mapping

import msgspec
from rich.console import Console
from rich.table import Table

from deploy.bench.spread import Spread


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One thing measured. `beside`: the figure it is held against; `ratio`: this one's median over that one's.

    `at_least`, `at_most`: the target; of the ratio where there is one, of the median otherwise.
    """

    what: str
    unit: str
    spread: Spread
    beside: str | None = None
    ratio: float | None = None
    at_least: float | None = None
    at_most: float | None = None

    @property
    def kept(self) -> bool | None:
        """Whether the target was reached; None without one."""
        value = self.spread.median if self.ratio is None else self.ratio
        if self.at_least is not None:
            return value >= self.at_least
        return None if self.at_most is None else value <= self.at_most


class Report(msgspec.Struct, kw_only=True):
    """One run of a bench. `load`: other work on the machine when it began, as its load average of a minute."""

    title: str
    asked: Mapping[str, object]
    figures: list[Figure] = []
    left_out: list[str] = []
    remarks: list[str] = []
    load: float = msgspec.field(default_factory=lambda: round(os.getloadavg()[0], 2))
    cores: int = msgspec.field(default_factory=lambda: os.cpu_count() or 1)

    def add(
        self, what: str, unit: str, spread: Spread, at_least: float | None = None, at_most: float | None = None
    ) -> Figure:
        """Add a figure that stands for itself."""
        figure = Figure(what=what, unit=unit, spread=spread, at_least=at_least, at_most=at_most)
        self.figures.append(figure)
        return figure

    def add_beside(self, what: str, spread: Spread, baseline: Figure, at_least: float | None = None) -> Figure:
        """Add a figure held against another of the same unit."""
        ratio = spread.median / baseline.spread.median
        figure = Figure(
            what=what, unit=baseline.unit, spread=spread, beside=baseline.what, ratio=ratio, at_least=at_least
        )
        self.figures.append(figure)
        return figure


def show(report: Report, as_json: bool) -> None:
    """Write a report to standard output."""
    console = Console(soft_wrap=as_json)
    if as_json:
        console.print_json(msgspec.json.encode(report).decode())
        return
    console.print(_table(report))
    for line in (*report.remarks, *(f"Left out: {name}." for name in report.left_out)):
        console.print(line, highlight=False, markup=False)


def _table(report: Report) -> Table:
    asked = ", ".join(f"{name} {value}" for name, value in report.asked.items())
    caption = f"{asked}; {report.cores} cores, load average {report.load} when it began"
    table = Table(title=report.title, caption=caption)
    table.add_column("measured")
    for heading in ("median", "lowest to highest"):
        table.add_column(heading, justify="right")
    for heading in ("unit", "beside", "target"):
        table.add_column(heading)
    for figure in report.figures:
        spread = figure.spread
        between = f"{_number(spread.lowest)} to {_number(spread.highest)}"
        table.add_row(figure.what, _number(spread.median), between, figure.unit, _beside(figure), _target(figure))
    return table


def _beside(figure: Figure) -> str:
    return "" if figure.ratio is None else f"{figure.ratio:.2f} × {figure.beside}"


def _target(figure: Figure) -> str:
    if figure.kept is None:
        return ""
    wanted = f"≥ {_number(figure.at_least)}" if figure.at_least is not None else f"≤ {_number(figure.at_most or 0)}"
    return f"{wanted}{' ×' if figure.ratio is not None else ''} {'kept' if figure.kept else 'missed'}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.3g}"
