"""Proof that real directories can be imported, and that what is published of them is what the standard asks for.

Usage: python -m tests.proof.real_directories   (see --help; needs the outside data beside the project; runs a hub of
its own, asks nobody on the internet, and writes to nobody)
"""

import itertools
import json
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from deploy.importing.fetching import FeedBroken
from deploy.importing.run import Run, Wishes, import_all
from deploy.importing.unpacking import SourceRefused
from deploy.program.kept_door import KeptDoor
from tests.journeys.hub import Hub, embedded_hub
from tests.open_referral import PAGE_MEMBERS, faults, schemathesis, validators_profile
from tests.outside import FOLDER

SERVICES = FOLDER / "services"
OPEN = "/openreferral/v3"
EVERY = {
    "services": ("service_list", "service"),
    "service_at_locations": ("service_at_location_list", "service_at_location"),
}
FAULTS_SHOWN_MAX = 10
IDS_PAGES_MAX, IDS_MAX = 20, 100
TOLD = re.compile(r"❌|✅|- ST|\d+ generated|GET |=+ .*(?:passed|failures?)")


def sources(folder: Path = SERVICES) -> Iterator[Path]:
    """Give every directory there is: the folders, and the files that stand alone."""
    yield from sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def import_one(path: Path, url: str, rejects: Path) -> Run:
    """Import one directory into the hub at an address; what is refused goes to a folder of its own."""
    door = KeptDoor(url, lambda words: click.echo(f"  {words}", err=True))
    try:
        return import_all(str(path), Wishes(rejects=rejects), door, lambda _: None, click.echo)
    except (SourceRefused, FeedBroken) as refused:
        return Run(unread=[f"{path.name}: {refused}"])
    finally:
        door.close()


def approve_everything(hub: Hub) -> int:
    """Approve every draft, as a hub would after reading them, and return how many schemes there are."""
    schemes = hub.door.ask("GET", "/api/v1/schemes").body["schemes"]
    for scheme in schemes:
        assert hub.door.ask("POST", f"/api/v1/schemes/{scheme['id']}/approval").done
    return len(schemes)


def wrong_answers(hub: Hub, every: int) -> tuple[Counter[str], list[str]]:
    """Read all that is published, and return how much was read and what is wrong with it.

    `every`: of every so many pages each entry is also asked for by its id.
    """
    read, wrong = Counter[str](), list[str]()
    for name, (in_list, whole) in EVERY.items():
        for number, page in enumerate(_pages(hub, name), 1):
            wrong += [f"/{name}: page without {member}" for member in PAGE_MEMBERS - page.keys()]
            for entry in page["contents"]:
                read[f"{name} in lists"] += 1
                wrong += [f"/{name}: {fault}" for fault in faults(in_list, entry)]
                if number % every == 0:
                    read[f"{name} by id"] += 1
                    one = hub.door.ask("GET", f"{OPEN}/{name}/{entry['id']}").body
                    wrong += [f"/{name}/{{id}}: {fault}" for fault in faults(whole, one)]
    return read, wrong


def _pages(hub: Hub, name: str) -> Iterator[dict[str, Any]]:
    number = 1
    while True:
        page = hub.door.ask("GET", f"{OPEN}/{name}?page={number}&per_page=100").body
        yield page
        if page["last_page"]:
            return
        number += 1


@click.command()
@click.option("--every", default=1, show_default=True, help="Ask by id for the entries of every so many pages.")
@click.option("--examples", default=0, show_default=True, help="Run schemathesis with so many examples an address.")
@click.option("--again/--once", default=True, help="Import everything a second time, which must change nothing.")
def real_directories(every: int, examples: int, again: bool) -> None:
    """Import every directory of the outside data into a hub, then hold all that is published against the standard."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        hub = embedded_hub(folder)
        hub.start()
        try:
            right = _import_all(hub, folder, again) and _check(hub, every)
            right = (not examples or _fuzz(hub, folder, examples)) and right
        finally:
            codes = hub.stop()
    click.echo(f"the hub ended with {codes}")
    sys.exit(0 if right else 1)


def _import_all(hub: Hub, folder: Path, again: bool) -> bool:
    right = True
    for path in sources():
        began = time.monotonic()
        run = import_one(path, hub.settings.url, folder)
        _tell(path, run, time.monotonic() - began)
        if again and run.done.done:
            repeated = import_one(path, hub.settings.url, folder).done
            right = right and not (repeated.registered or repeated.changed)
            click.echo(f"    again: {repeated.registered} registered, {repeated.changed} changed")
    return right


def _tell(path: Path, run: Run, seconds: float) -> None:
    done = run.done
    click.echo(
        f"{path.name}: {done.registered + done.changed + done.unchanged:,} taken, {done.mended:,} mended, "
        f"{done.refused:,} refused, {seconds:.1f} s"
    )
    for title, counts in (("mended", done.mends), ("refused", done.reasons)):
        for what, count in counts.most_common():
            click.echo(f"    {title} {count:>6,}  {what}")
    for unread in run.unread:
        click.echo(f"    no directory: {unread}")


def _check(hub: Hub, every: int) -> bool:
    began = time.monotonic()
    click.echo(f"{approve_everything(hub):,} schemes approved")
    read, wrong = wrong_answers(hub, every)
    click.echo(f"{dict(read)} in {time.monotonic() - began:.0f} s: {len(wrong):,} faults")
    for fault in wrong[:FAULTS_SHOWN_MAX]:
        click.echo(f"  FAULT: {fault}", err=True)
    return not wrong


def _fuzz(hub: Hub, folder: Path, examples: int) -> bool:
    """Run the official validator's document, as it is and made fit to find our faults; the latter must find none."""
    url = f"{hub.settings.url}{OPEN}"
    ids = {kind: _some_ids(hub, kind) for kind in ("services", "taxonomies", "taxonomy_terms", "service_at_locations")}
    as_it_is = json.loads((FOLDER / "oruk" / "oruk-v3-validator-openapi.bundled.json").read_text("utf-8"))
    found = {
        "as it is": schemathesis(as_it_is, url, folder, examples),
        "made fit": schemathesis(validators_profile(ids), url, folder, examples),
    }
    for name, done in found.items():
        click.echo(f"the validator's document {name}:")
        click.echo("\n".join(f"    {line}" for line in done.stdout.splitlines() if TOLD.match(line.strip())))
    return found["made fit"].returncode == 0


def _some_ids(hub: Hub, kind: str) -> list[str]:
    found = [entry["id"] for page in itertools.islice(_pages(hub, kind), IDS_PAGES_MAX) for entry in page["contents"]]
    return found[:: max(1, len(found) // IDS_MAX)]


if __name__ == "__main__":
    real_directories()
