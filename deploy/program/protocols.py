"""`onward protocols`: what a hub edits, out of a running Onward, tried on it, and back into it."""

import json
import sys
from collections.abc import Mapping
from typing import Any, BinaryIO, NoReturn

import click

from deploy.program.exits import BROKEN, DONE, WRONGLY_ASKED
from deploy.program.http_door import DoorClosed, HttpDoor
from deploy.program.kept_door import AWAY
from deploy.program.rejects import errors_in_words
from services.web.strict_json import NotReadable, read_json
from shared.config.limits import PROTOCOL_CHANGES_SHOWN_MAX
from shared.config.settings import Settings

_NAME = click.Choice(["triage", "ranking"])
_FILE = click.argument("file", type=click.File("rb"), default="-")


@click.group()
def protocols() -> None:
    """The rules of triage and the ranking of schemes, as data the hub edits and publishes."""


@protocols.command()
@click.argument("name", type=_NAME)
@click.option("--version", type=click.IntRange(min=1), help="Another version than the one in force.")
def show(name: str, version: int | None) -> None:
    """Write what is in force under NAME as JSON, ready to be edited, tried and published.

    Which version it is, and which others there are, is said beside it. Ends with 0, with 1 when there is no such
    version, with 3 when no Onward answers.
    """
    told = _asked("GET", f"/{name}" if version is None else f"/{name}?version={version}")
    click.echo(json.dumps({"based_on": told["in_force"], "protocol": told["protocol"]}, indent=2, ensure_ascii=False))
    for one in told["versions"]:
        note = " (in force)" if one["version"] == told["in_force"] else ""
        click.echo(f"version {one['version']}{note}: {one['published_at']} by {one['published_by']}", err=True)


@protocols.command("dry-run")
@click.argument("name", type=_NAME)
@_FILE
@click.option("--json", "as_json", is_flag=True, help="Write everything that would change as JSON.")
def dry_run(name: str, file: BinaryIO, as_json: bool) -> None:
    """Say what an edited FILE would change for the newest referrals. Nothing is recorded.

    Ends with 0, with 1 when the edit cannot be taken, with 2 when FILE is no JSON, with 3 when no Onward answers.
    """
    told = _asked("POST", f"/{name}/dry-run", _read(file))
    if as_json:
        click.echo(json.dumps(told, indent=1, ensure_ascii=False))
        return
    looked_at = f"{told['looked_at']:,} of the newest referrals"
    click.echo(f"{told['changed']:,} of {looked_at} would be decided otherwise than by version {told['version']}.")
    for kind, count in told["kinds"].items():
        click.echo(f"  {kind.replace('_', ' ')}: {count:,}")
    for change in told["changes"][:PROTOCOL_CHANGES_SHOWN_MAX]:
        click.echo(f"{change['reference']}: {_in_words(change)}")
    if len(told["changes"]) > PROTOCOL_CHANGES_SHOWN_MAX:
        click.echo(f"and {len(told['changes']) - PROTOCOL_CHANGES_SHOWN_MAX:,} more; --json writes them all")
    for note in _notes(told):
        click.echo(note, err=True)


@protocols.command()
@click.argument("name", type=_NAME)
@_FILE
def publish(name: str, file: BinaryIO) -> None:
    """Publish an edited FILE as the next version of NAME. What is in force already is not published again.

    Ends with 0, with 1 when the edit cannot be taken, with 2 when FILE is no JSON, with 3 when no Onward answers.
    """
    told = _asked("POST", f"/{name}/versions", _read(file))
    if told["status"] == "unchanged":
        click.echo(f"Nothing to publish: this is version {told['version']}, which is in force.")
    else:
        click.echo(f"Published as version {told['version']}. It decides from now on.")
    sys.exit(DONE)


def _read(file: BinaryIO) -> Any:
    try:
        return read_json(file.read())
    except NotReadable as refused:
        _stop(f"{refused} {errors_in_words(refused.errors)}" if refused.errors else f"{refused}", WRONGLY_ASKED)


def _asked(method: str, path: str, body: Any = None) -> Any:
    """Return what the front door answers; end the program in plain words when it is no answer to work with."""
    url = Settings.from_environment().url
    try:
        status, told = HttpDoor(url).ask(method, f"/api/v1/protocols{path}", body)
    except DoorClosed as closed:
        _stop(f"Gave up: {closed}.", AWAY)
    if not isinstance(told, dict) or (status != 200 and "detail" not in told):
        _stop(f"What answers at {url} says {status}, which no Onward would. Check ONWARD_URL.", WRONGLY_ASKED)
    if status != 200:
        _refused(status, told)
    return told


def _refused(status: int, problem: Mapping[str, Any]) -> NoReturn:
    for name, messages in problem.get("errors", {}).items():
        click.echo(f"{name}: {' '.join(messages)}", err=True)
    _stop(str(problem["detail"]), AWAY if status == 503 else BROKEN)


def _in_words(change: Mapping[str, Any]) -> str:
    return "; ".join(
        f"{kind.replace('_', ' ')} {_value(change['before'][kind])} → {_value(change['after'][kind])}"
        for kind in change["changed"]
    )


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {points}" for name, points in sorted(value.items())) or "none"
    if isinstance(value, list):
        return ", ".join(value) or "none"
    return "none" if value is None else str(value)


def _notes(told: Mapping[str, Any]) -> list[str]:
    notes = []
    if told["left_out"]:
        notes.append(f"{told['left_out']:,} more hold too little to be decided again.")
    if not told["complete"]:
        notes.append("There was no time for all of the newest referrals.")
    if told["leaves_out"]:
        notes.append(f"Not looked at: {', '.join(told['leaves_out'])}.")
    return notes


def _stop(words: str, code: int) -> NoReturn:
    click.echo(words, err=True)
    sys.exit(code)
