"""pgbench: PostgreSQL's own load generator, inserting rows like Onward's, one in each transaction."""

import re
import subprocess
from pathlib import Path

from sqlalchemy import make_url

from deploy.bench.corner import own_folder
from deploy.bench.store.events import META, STORED_TYPE, sample_events
from shared.contracts.codec import public_part

NAME = "pgbench"
_RATE = re.compile(r"tps = ([0-9.]+) \(without initial connection time\)")


class NoRate(Exception):
    """pgbench did not say how fast it was; the message is what it said instead."""


_SCRIPT = r"""\set stream random(1, 1000000000000)
insert into events (stream, version, type, public, private, meta)
values ('referral-' || :client_id || '-' || :stream, 1, :type, :public, null, :meta);
"""
"""Why every row has a stream of its own: nothing but the insert is asked of the server."""


def pgbench_rate(url: str, connections: int, appends: int) -> float:
    """Return how many rows a second it inserts into `events`, prepared, on so many connections.

    Raises: NoRate.
    """
    with own_folder() as folder:
        script = folder / "insert.sql"
        script.write_text(_SCRIPT)
        return _run(url, script, connections, max(1, appends // connections))


def _run(url: str, script: Path, connections: int, transactions: int) -> float:
    server = make_url(url)
    command = [
        NAME, "--no-vacuum", "--protocol=prepared", f"--file={script}",
        f"--define=type={STORED_TYPE}", f"--define=public={public_part(sample_events()[0])}", f"--define=meta={META}",
        f"--client={connections}", f"--jobs={min(connections, 2)}", f"--transactions={transactions}",
        f"--host={server.host}", f"--port={server.port or 5432}", f"--username={server.username}",
        server.database or "",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    rate = _RATE.search(done.stdout)
    if done.returncode or rate is None:
        raise NoRate(f"{done.stdout}{done.stderr}"[-500:])
    return float(rate[1])
