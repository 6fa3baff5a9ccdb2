"""What the repetitions cost, as figures of a report."""

from collections.abc import Sequence

from deploy.bench.peers import psutil_or_none
from deploy.bench.pipeline.walk import Walk
from deploy.bench.report import Report
from deploy.bench.spread import Spread

MILLISECONDS = "processor ms/referral"


def add_costs(report: Report, walks: Sequence[Walk], megabytes_max: float | None = None) -> None:
    """Add processor time per referral of every kind of process, in all, and the most memory each held.

    `megabytes_max`: what is promised of each process.
    """
    if psutil_or_none() is None:
        report.left_out.append("processor time of each process, for psutil is not installed")
    for name in walks[0].spent:
        report.add(name, MILLISECONDS, Spread.of(one.spent[name] * 1_000 / one.referrals for one in walks))
    report.add("in all", MILLISECONDS, Spread.of(sum(one.spent.values()) * 1_000 / one.referrals for one in walks))
    for name in walks[0].peaks:
        peaks = Spread.of(one.peaks[name] for one in walks)
        report.add(f"{name}, one process", "MB at its peak", peaks, at_most=megabytes_max)
