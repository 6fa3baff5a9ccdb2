"""`onward protocols` against a front door that listens: shown, edited in a file, tried, published, refused plainly."""

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from deploy.program.protocols import protocols
from tests.integration.directory.doorway import FrontDoor
from tests.integration.protocols.kinds import CAREFUL

BOTH = pytest.mark.parametrize("name", ["triage", "ranking"])


def run(*words: str, given: str = "") -> Result:
    """Run `onward protocols` with these words, and this to read."""
    return CliRunner().invoke(protocols, list(words), input=given)


def shown(name: str, *more: str) -> Any:
    done = run("show", name, *more)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def edited(name: str, path: Path) -> Path:
    """Write what is in force with one change into a file."""
    told = shown(name)
    if name == "triage":
        told["protocol"]["rules"].append(CAREFUL)
    else:
        told["protocol"]["review_parked_after_days"] = 7
    path.write_text(json.dumps(told), "utf-8")
    return path


@BOTH
def test_what_is_shown_is_edited_tried_and_published(name: str, front_door: FrontDoor, tmp_path: Path) -> None:
    reference = front_door.house.submit(cohorts=["carer"])
    front_door.house.settle()
    file = str(edited(name, tmp_path / "edited.json"))
    tried = run("dry-run", name, file)
    assert tried.exit_code == 0, tried.output
    assert "1 of 1 of the newest referrals would be decided otherwise than by version 1." in tried.stdout
    (line,) = [line for line in tried.stdout.splitlines() if line.startswith(f"{reference[:4]}-{reference[4:]}: ")]
    assert {"triage": "route matching → review", "ranking": "review after days 28 → 7"}[name] in line
    published = run("publish", name, file)
    assert (published.exit_code, published.stdout) == (0, "Published as version 2. It decides from now on.\n")
    again = run("publish", name, file)
    assert (again.exit_code, again.stdout) == (0, "Nothing to publish: this is version 2, which is in force.\n")
    assert shown(name)["based_on"] == 2


@BOTH
def test_a_past_version_is_shown_ready_to_be_published_as_the_next(
    name: str, front_door: FrontDoor, tmp_path: Path
) -> None:
    first = shown(name)
    run("publish", name, str(edited(name, tmp_path / "edited.json")))
    past = run("show", name, "--version", "1")
    assert json.loads(past.stdout) == {"based_on": 2, "protocol": first["protocol"]}
    assert [line.split(":")[0] for line in past.stderr.splitlines()] == ["version 1", "version 2 (in force)"]
    assert "Published as version 3" in run("publish", name, given=past.stdout).stdout
    missing = run("show", name, "--version", "9")
    assert (missing.exit_code, missing.stderr) == (1, "No such version has been published.\n")


def test_everything_that_would_change_is_written_as_json_when_asked(front_door: FrontDoor, tmp_path: Path) -> None:
    for _ in range(22):
        front_door.house.submit(cohorts=["carer"])
    front_door.house.settle()
    file = str(edited("triage", tmp_path / "edited.json"))
    assert len(json.loads(run("dry-run", "triage", file, "--json").stdout)["changes"]) == 22
    assert "and 2 more; --json writes them all" in run("dry-run", "triage", file).stdout
    assert "Not looked at: capacity." in run("dry-run", "ranking", given=json.dumps(shown("ranking"))).stderr


@pytest.mark.parametrize("command", ["dry-run", "publish"])
def test_an_edit_that_cannot_be_taken_is_refused_in_plain_words(command: str, front_door: FrontDoor) -> None:
    told = shown("triage")
    told["protocol"]["rules"][0]["route"] = "nowhere"
    wrong = run(command, "triage", given=json.dumps(told))
    assert wrong.exit_code == 1
    assert "protocol.rules.0.route: Choose one of: matching, review, return." in wrong.stderr
    ranking = {**shown("ranking")["protocol"], "wished_for": 7}
    past = run(command, "ranking", given=json.dumps({"based_on": 4, "protocol": ranking}))
    assert (past.exit_code, past.stderr) == (1, "The version that the edit is based on has not been published.\n")


@pytest.mark.parametrize("given", ["", "{", '{"based_on": 1, "based_on": 2}', "\udcff"])
def test_a_file_that_is_no_json_is_said_to_be_none(given: str, front_door: FrontDoor, tmp_path: Path) -> None:
    file = tmp_path / "edited.json"
    file.write_bytes(given.encode("utf-8", "surrogateescape"))
    done = run("publish", "triage", str(file))
    assert (done.exit_code, bool(done.stderr)) == (2, True)


def test_where_no_onward_answers_the_program_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONWARD_URL", "http://127.0.0.1:9")
    done = run("show", "triage")
    assert done.exit_code == 3
    assert "no Onward answers" in done.stderr


def test_what_is_no_onward_is_not_taken_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    server = make_server("127.0.0.1", 0, Response("Hello"))
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    monkeypatch.setenv("ONWARD_URL", f"http://127.0.0.1:{server.server_port}")
    done = run("show", "ranking")
    thread.join()
    server.server_close()
    assert done.exit_code == 2
    assert "Check ONWARD_URL" in done.stderr
