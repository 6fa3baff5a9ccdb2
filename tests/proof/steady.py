"""A hub under steady load for a long time: whether its memory stays flat and its programs small.

Usage: python -m tests.proof.steady --referrals 360000   (an hour's worth at a hundred a second; see --help)
"""

import sys
import tempfile
import threading
import time
from pathlib import Path
from random import Random
from uuid import uuid4

import click

from deploy.audit import Audited, audit
from deploy.program.areas import demo_area_file
from shared.config.master_key import master_key
from tests.journeys.hub import Hub, full_hub, wait_until
from tests.journeys.stores import rows
from tests.proof.memory import Held, MemoryWatch
from tests.servers import AMQP_URI, clear_broker, fresh_database
from tests.unit.doors.referrals import invented_referral

PACK_REFERRALS = 100
AHEAD_MAX = 5_000  # referrals that may be on their way before the sender waits
LOOK_SECONDS = 2.0
TELL_SECONDS = 60.0
REST_SECONDS_MAX = 900
MEGABYTES_MAX = 150
GROWTH_MEGABYTES_AN_HOUR_MAX = 10

POSTCODE = "QX1 1AU"
AT_REST = "select count(*) from journeys where state not in ('received', 'matching')"


class Steady:
    """Sends packs no faster than `rate` a second, and no further ahead than the hub can follow."""

    def __init__(self, hub: Hub, referrals: int, rate: float) -> None:
        self._hub = hub
        self._wanted = referrals
        self._rate = rate
        self._random = Random(1)
        self._taken = self._at_rest = 0
        self._began = time.monotonic()

    def run(self) -> float:
        """Send everything, wait until all is at rest, and return how long it took."""
        threading.Thread(target=self._look, daemon=True).start()
        while self._taken < self._wanted:
            if self._taken - self._at_rest > AHEAD_MAX or self._taken > self._rate * self._elapsed():
                time.sleep(0.01)
            else:
                self._send()
        wait_until("everything is at rest", lambda: self._at_rest >= self._taken, REST_SECONDS_MAX)
        return self._elapsed()

    def _send(self) -> None:
        pack = [
            {"idempotency_key": uuid4().hex, "referral": invented_referral(self._random, POSTCODE)}
            for _ in range(PACK_REFERRALS)
        ]
        answered = self._hub.door.ask("POST", "/api/v1/referrals/bulk", {"referrals": pack})
        assert answered.done, answered
        self._taken += sum(one["status"] == 202 for one in answered.body["answers"])

    def _look(self) -> None:
        told = 0.0
        while self._at_rest < self._wanted:
            self._at_rest = rows(self._hub.settings, "journeys", AT_REST)[0][0]
            if self._elapsed() - told > TELL_SECONDS:
                told = self._elapsed()
                click.echo(f"{told:6.0f} s: {self._taken:,} taken, {self._at_rest:,} at rest")
            time.sleep(LOOK_SECONDS)

    def _elapsed(self) -> float:
        return time.monotonic() - self._began


@click.command()
@click.option("--referrals", default=360_000, show_default=True)
@click.option("--rate", default=1_000.0, show_default=True, help="Referrals a second at most.")
@click.option("--each", default=2, show_default=True, help="Processes of each service.")
def main(referrals: int, rate: float, each: int) -> None:
    """Keep a hub busy, and end with 1 when a program grew, was too large, or anything was lost."""
    namespace = f"steady-{uuid4().hex[:8]}."
    with tempfile.TemporaryDirectory() as folder, fresh_database() as url:
        hub = full_hub(Path(folder), url, AMQP_URI, each, ONWARD_NAMESPACE=namespace)
        try:
            hub.start()
            hub.furnish(demo_area_file())
            with MemoryWatch(hub) as memory:
                seconds = Steady(hub, referrals, rate).run()
            audited = audit(hub.settings, master_key(hub.settings))
        finally:
            hub.kill()
            clear_broker(namespace)
    sys.exit(0 if _tell(memory.held(), audited, seconds, referrals) else 1)


def _tell(held: list[Held], audited: Audited, seconds: float, referrals: int) -> bool:
    click.echo(f"{referrals:,} referrals in {seconds:.0f} s, {referrals / seconds:,.0f} a second")
    for one in held:
        click.echo(
            f"  {one.name:12} at most {one.most:5.1f} MB; settled {one.settled:5.1f} MB, last {one.last:5.1f} MB, "
            f"{one.growth_an_hour:+6.1f} MB an hour"
        )
    click.echo("the audit is clean" if audited.clean else f"THE AUDIT FOUND: {audited.broken}")
    small = all(one.most <= MEGABYTES_MAX for one in held)
    flat = all(one.growth_an_hour <= GROWTH_MEGABYTES_AN_HOUR_MAX for one in held)
    return audited.clean and small and flat


if __name__ == "__main__":
    main()
