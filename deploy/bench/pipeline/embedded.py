"""The bench of the embedded mode: by bulk through `onward run`."""

from deploy.bench.inventing import Inventor
from deploy.bench.pipeline.costs import add_costs
from deploy.bench.pipeline.onward import embedded_onward
from deploy.bench.pipeline.walk import walk, warm
from deploy.bench.report import Report
from deploy.bench.spread import Spread
from deploy.bench.targets import BENCH_EMBEDDED_PER_SECOND_MIN, BENCH_SENDERS


def measure_embedded(referrals: int, rounds: int) -> Report:
    """Measure referrals posted in bulk until all are offered, one process doing everything."""
    report = Report(
        title="Referrals posted to offered, embedded mode", asked={"referrals": referrals, "rounds": rounds}
    )
    inventor = Inventor(seed=1)
    with embedded_onward() as onward:
        warm(onward, BENCH_SENDERS)
        walks = [
            walk(onward, inventor.referrals(referrals), BENCH_SENDERS, f"round-{number}") for number in range(rounds)
        ]
    spread = Spread.of(one.per_second for one in walks)
    report.add("Onward, one process", "referrals/s", spread, at_least=BENCH_EMBEDDED_PER_SECOND_MIN)
    add_costs(report, walks)
    return report
