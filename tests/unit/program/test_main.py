import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from deploy.program import main
from deploy.program.main import COMMANDS, commands_there, onward

HELP_SECONDS_MAX = 1.0  # 0.1 on an idle machine


def test_help_lists_every_command_that_is_there_with_what_it_is_for() -> None:
    told = CliRunner().invoke(onward, ["--help"]).output
    there = [name for name in COMMANDS if (Path(main.__file__).parent / f"{name}.py").exists()]
    assert [name for name in there if f"  {name} " not in told] == []
    assert COMMANDS["serve"] in told


def test_help_loads_no_command_and_none_of_the_libraries_behind_them() -> None:
    program = (
        "import sys\nfrom click.testing import CliRunner\nfrom deploy.program.main import onward\n"
        "CliRunner().invoke(onward, ['--help'])\n"
        "print([name for name in ('kombu', 'nameko', 'eventlet', 'sqlalchemy', 'flask') if name in sys.modules])"
    )
    began = time.monotonic()
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert said == "[]\n"
    assert time.monotonic() - began < HELP_SECONDS_MAX


def test_a_command_whose_module_is_missing_breaks_no_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "COMMANDS", {**COMMANDS, "nowhere": "A command to come."})
    helped = CliRunner().invoke(onward, ["--help"])
    asked = CliRunner().invoke(onward, ["nowhere"])
    assert (helped.exit_code, asked.exit_code) == (0, 2)
    assert "nowhere" not in helped.output
    assert "No such command 'nowhere'" in asked.output


@pytest.mark.parametrize("name", commands_there())
def test_every_command_that_is_listed_explains_itself(name: str) -> None:
    told = CliRunner().invoke(onward, [name, "--help"])
    assert told.exit_code == 0, told.output
    assert "Usage: onward" in told.output


def test_settings_that_can_not_be_are_told_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONWARD_PORT", "door")
    told = CliRunner().invoke(onward, ["health"])
    assert told.exit_code == 2
    assert "The settings are not right: ONWARD_PORT must be a port number" in told.output


def test_the_version_is_told_whether_onward_is_installed_or_not() -> None:
    told = CliRunner().invoke(onward, ["--version"])
    assert told.exit_code == 0
    assert told.output.startswith("Onward")
