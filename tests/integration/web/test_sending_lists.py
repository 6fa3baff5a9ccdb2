"""Lists of people to be reached, sent from a file as referrals are; what is particular to lists."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from deploy.program.outreach import outreach
from tests.integration.web.files import as_csv, as_json_lines, csv_rows, only_for_its_owner, saved
from tests.unit.doors.test_outreach import entry
from tests.unit.web.asked import Asked
from tests.unit.web.asked_doorsteps import SAID_NO

pytestmark = pytest.mark.usefixtures("onward_url")


def person(number: int, **told: Any) -> dict[str, Any]:
    """Return somebody on a list, like no other number's."""
    safe = {"safe_contact": {"call": True, "leave_message": False, "notes": "Knock, twice."}}
    return entry(address=f"{number} Orchard Row\nBristol", postcode="BS1 4ND", **safe) | told


def send(program: CliRunner, path: Path) -> Result:
    return program.invoke(outreach, ["send", str(path)])


@pytest.mark.parametrize("name", ["waste.csv", "waste.jsonl.gz"])
def test_every_row_of_a_list_is_sent_in_hundreds_with_all_it_tells(
    name: str, program: CliRunner, asked: Asked, tmp_path: Path
) -> None:
    rows = [person(number) for number in range(150)]
    done = send(program, saved(tmp_path / name, as_csv(rows) if "csv" in name else as_json_lines(rows)))
    assert done.exit_code == 0, done.output
    assert "150 taken, 0 taken before, 0 rejected" in done.stdout
    assert [len(told["entries"]) for _, _, told in asked.asked] == [100, 50]
    assert sorted(asked.sent.values(), key=str) == sorted(rows, key=str)


def test_a_list_sent_again_lists_nobody_twice_whichever_form_it_has(
    program: CliRunner, asked: Asked, tmp_path: Path
) -> None:
    rows = [person(number) for number in range(3)]
    for name, content in (("a.csv", as_csv(rows)), ("a.csv", as_csv(rows)), ("b.jsonl", as_json_lines(rows))):
        done = send(program, saved(tmp_path / name, content))
        assert done.exit_code == 0, done.output
    assert "0 taken, 3 taken before" in done.stdout
    assert len(asked.sent) == 3


def test_a_row_that_is_not_right_and_a_person_who_said_no_go_to_a_file_with_the_reason(
    program: CliRunner, tmp_path: Path
) -> None:
    rows = [person(0), person(1, lawful_basis="because"), person(2, given_name=SAID_NO)]
    done = send(program, saved(tmp_path / "waste.csv", as_csv(rows)))
    assert done.exit_code == 1
    assert "1 taken, 0 taken before, 2 rejected" in done.stdout
    rejects = tmp_path / "waste.rejects.csv"
    assert only_for_its_owner(rejects)
    wrong, said_no = (row["reason"] for row in csv_rows(rejects))
    assert "lawful_basis: Choose one of" in wrong
    assert said_no.endswith("The person said no before, and is not put on a list again.")


def test_a_column_no_list_has_is_named_for_every_row(program: CliRunner, tmp_path: Path) -> None:
    path = saved(tmp_path / "odd.jsonl", as_json_lines([person(0) | {"born_on": "1950-01-01"}]))
    assert send(program, path).exit_code == 1
    (kept,) = (json.loads(line) for line in (tmp_path / "odd.rejects.jsonl").read_text("utf-8").splitlines())
    assert "born_on: This name is not known here" in kept["reason"]
