"""What commands that send do when Onward is away, comes back, or is not there at all."""

import threading
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from deploy.program import kept_door
from deploy.program.http_door import DoorClosed
from deploy.program.kept_door import KeptDoor
from deploy.program.referrals import referrals
from deploy.program.schemes import schemes
from tests.integration.web.files import as_json_lines, referral, saved
from tests.unit.web.asked import Asked

NOBODY = "http://127.0.0.1:9"  # the discard port, which nothing listens at


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands that give up soon: a limit is changed, no code of ours is replaced."""
    monkeypatch.setattr(kept_door, "SEND_PAUSE_SECONDS", 0.05)
    monkeypatch.setattr(KeptDoor.__init__, "__defaults__", (0.4,))


def test_a_service_that_is_away_for_a_while_is_waited_for_and_it_is_said(
    program: CliRunner, asked: Asked, onward_url: str, tmp_path: Path
) -> None:
    asked.away.add("intake")
    threading.Timer(0.3, asked.away.clear).start()
    path = saved(tmp_path / "some.jsonl", as_json_lines([referral(number) for number in range(3)]))
    done = program.invoke(referrals, ["send", str(path)])
    assert done.exit_code == 0, done.output
    assert "it says 503" in done.stderr
    assert len(asked.referrals) == 3


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("command", [referrals, schemes], ids=["send", "import"])
def test_an_onward_that_is_not_there_ends_with_3_after_the_patience(
    command: click.Group, program: CliRunner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ONWARD_URL", NOBODY)
    path = saved(tmp_path / "some.json", as_json_lines([referral(1)]) if command is referrals else b'[{"id": "x"}]')
    done = program.invoke(command, ["send" if command is referrals else "import", str(path)])
    assert done.exit_code == 3
    assert "ConnectionRefusedError" in done.stderr
    assert "Gave up" in done.stderr


@pytest.mark.usefixtures("impatient")
def test_pauses_grow_while_nobody_answers() -> None:
    said: list[str] = []
    started = time.monotonic()
    with pytest.raises(DoorClosed):
        KeptDoor(NOBODY, said.append).get("/")
    assert [words.rpartition(" in ")[2] for words in said][:2] == ["0.05 seconds.", "0.1 seconds."]
    assert time.monotonic() - started < 1


def test_one_connection_serves_many_requests_and_another_is_made_when_it_has_ended(onward_url: str) -> None:
    said: list[str] = []
    door = KeptDoor(onward_url, said.append)
    for _ in range(3):
        assert door.get("/health/live").status == 200
    door.close()
    assert door.get("/health/live").status == 200
    door.close()
    assert said == []


def test_something_else_that_answers_at_the_address_is_told_apart_from_an_onward(
    program: CliRunner, onward_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ONWARD_URL", f"{onward_url}/elsewhere")
    path = saved(tmp_path / "some.jsonl", as_json_lines([referral(1)]))
    done = program.invoke(referrals, ["send", str(path)])
    assert done.exit_code == 2
    assert "Check ONWARD_URL" in done.stderr
