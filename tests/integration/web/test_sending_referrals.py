import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from deploy.program.referrals import referrals
from tests.integration.web.files import (
    as_csv,
    as_json_lines,
    csv_rows,
    only_for_its_owner,
    referral,
    saved,
)
from tests.unit.web.asked import Asked

pytestmark = pytest.mark.usefixtures("onward_url")
WRONG = {"urgency": "now", "urgency_reason": "Alone.", "needs": ["nothing"]}


def send(program: CliRunner, path: Path) -> Result:
    return program.invoke(referrals, ["send", str(path)])


def packs_asked(asked: Asked) -> list[int]:
    return [len(told["submissions"]) for _, method, told in asked.asked if method == "submit_referrals"]


@pytest.mark.parametrize("name", ["many.csv", "many.csv.gz", "many.jsonl", "many.jsonl.gz"])
def test_every_row_of_a_file_is_sent_in_hundreds(name: str, program: CliRunner, asked: Asked, tmp_path: Path) -> None:
    rows = [referral(number) for number in range(250)]
    done = send(program, saved(tmp_path / name, as_csv(rows) if "csv" in name else as_json_lines(rows)))
    assert done.exit_code == 0, done.output
    assert "250 taken, 0 taken before, 0 rejected" in done.stdout
    assert packs_asked(asked) == [100, 100, 50]
    assert len(asked.referrals) == 250
    assert list(tmp_path.iterdir()) == [tmp_path / name]


def test_the_same_rows_are_taken_once_whether_sent_as_csv_or_json_and_how_often(
    program: CliRunner, asked: Asked, tmp_path: Path
) -> None:
    rows = [referral(number) for number in range(30)]
    for name, content in (("a.csv", as_csv(rows)), ("a.csv", as_csv(rows)), ("b.jsonl", as_json_lines(rows))):
        assert send(program, saved(tmp_path / name, content)).exit_code == 0
    assert len(asked.referrals) == 30


def test_rejected_rows_go_to_a_file_with_every_reason_beside_and_the_row_as_it_was(
    program: CliRunner, asked: Asked, tmp_path: Path
) -> None:
    rows = [referral(0), referral(1, **WRONG), referral(2), referral(3, sharing=[])]
    path = saved(tmp_path / "some.csv", as_csv(rows))
    done = send(program, path)
    assert done.exit_code == 1
    assert "2 taken, 0 taken before, 2 rejected" in done.stdout
    rejects = tmp_path / "some.rejects.csv"
    assert only_for_its_owner(rejects)
    first, second = csv_rows(rejects)
    assert "needs.0: " in first["reason"]
    assert "urgency: " in first["reason"]
    assert "sharing: " in second["reason"]
    original = csv_rows(path)
    assert [first, second] == [original[1] | {"reason": first["reason"]}, original[3] | {"reason": second["reason"]}]


def test_a_file_of_rejects_is_sent_as_it_is_once_mended(program: CliRunner, asked: Asked, tmp_path: Path) -> None:
    send(program, saved(tmp_path / "some.csv", as_csv([referral(1, **WRONG)])))
    rejects = tmp_path / "some.rejects.csv"
    mended = rejects.read_bytes().replace(b",now,", b",soon,").replace(b",nothing,", b",debt,")
    assert send(program, saved(rejects, mended)).exit_code == 0
    assert len(asked.referrals) == 1


def test_rejected_json_lines_keep_their_object_and_those_that_are_none_their_text(
    program: CliRunner, tmp_path: Path
) -> None:
    lines = [json.dumps(referral(1, **WRONG)), '{"person":', "[1]", '{"needs": [], "needs": []}', "caf\udce9"]
    path = tmp_path / "some.jsonl"
    path.write_text("\n".join([json.dumps(referral(0)), *lines]), "utf-8", errors="surrogateescape")
    done = send(program, path)
    assert done.exit_code == 1
    assert "1 taken, 0 taken before, 5 rejected" in done.stdout
    rejects = tmp_path / "some.rejects.jsonl"
    assert only_for_its_owner(rejects)
    told = [json.loads(line) for line in rejects.read_text("utf-8").splitlines()]
    by_line = {row["reason"].partition(":")[0]: row for row in told}
    assert by_line["line 2"] == {"reason": by_line["line 2"]["reason"], **referral(1, **WRONG)}
    assert [by_line[f"line {number}"]["line"] for number in (3, 4, 5)] == lines[1:4]
    assert "caf" in by_line["line 6"]["line"]


def test_a_key_of_its_own_beside_a_row_is_used_and_used_twice_for_another_is_rejected(
    program: CliRunner, asked: Asked, tmp_path: Path
) -> None:
    rows = [referral(number) | {"idempotency_key": "mine"} for number in range(2)]
    done = send(program, saved(tmp_path / "keys.csv", as_csv(rows)))
    assert done.exit_code == 1
    assert asked.asked[0][2]["submissions"][0]["key"] == "mine"
    assert "another referral" in csv_rows(tmp_path / "keys.rejects.csv")[0]["reason"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_with_any_usual_delimiter_and_a_byte_order_mark(
    delimiter: str, program: CliRunner, asked: Asked, tmp_path: Path
) -> None:
    path = saved(tmp_path / "marked.csv", b"\xef\xbb\xbf" + as_csv([referral(1)], delimiter))
    assert send(program, path).exit_code == 0, csv_rows(tmp_path / "marked.rejects.csv")


def test_rows_with_too_many_cells_or_other_bytes_are_rejected_and_blank_ones_passed_over(
    program: CliRunner, tmp_path: Path
) -> None:
    header, row = as_csv([referral(1, what_matters="x")]).split(b"\r\n")[:2]
    blank = b"," * header.count(b",")
    lines = [header, row, blank, b"", row + b",one more,and more", row.replace(b",x,", b",caf\xe9,")]
    path = saved(tmp_path / "odd.csv", b"\r\n".join(lines) + b"\r\n")
    done = send(program, path)
    assert "1 taken, 0 taken before, 2 rejected" in done.stdout
    kept = (tmp_path / "odd.rejects.csv").read_bytes().splitlines()
    assert sorted(b"beyond the last column" in line for line in kept) == [False, False, True]
    assert any(b"UTF-8" in line and b"caf\xe9" in line for line in kept)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"[{}]", "one JSON object on each line"),
        (as_csv([referral(1)]).decode().encode("utf-16"), "UTF-8"),
        (b"needs,needs\r\ndebt,debt\r\n", "a name of its own"),
        (b"\x1f\x8bnot really packed", "damaged"),
    ],
)
def test_a_file_that_is_none_we_can_read_is_refused_as_a_whole(
    content: bytes, says: str, program: CliRunner, asked: Asked, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(content)
    done = send(program, path)
    assert (done.exit_code, asked.asked) == (2, [])
    assert says in done.stderr


def test_a_file_that_breaks_off_is_sent_as_far_as_it_goes_and_the_rest_is_told(
    program: CliRunner, asked: Asked, tmp_path: Path
) -> None:
    path = saved(tmp_path / "cut.jsonl.gz", as_json_lines([referral(number) for number in range(5_000)]))
    path.write_bytes(path.read_bytes()[:-2_000])
    done = send(program, path)
    assert done.exit_code == 1
    assert "breaks off" in done.stderr
    assert len(asked.referrals) > 100


def test_a_quote_that_is_never_closed_stops_where_it_begins_to_swallow_the_file(
    program: CliRunner, asked: Asked, tmp_path: Path
) -> None:
    good = as_csv([referral(1, what_matters="x")])
    done = send(program, saved(tmp_path / "quote.csv", good + b'"' + b"a,b\r\n" * 100_000))
    assert done.exit_code == 1
    assert "no CSV we can read" in done.stderr
    assert len(asked.referrals) == 1


def test_a_line_longer_than_any_referral_is_rejected_and_the_next_is_read(program: CliRunner, tmp_path: Path) -> None:
    lines: list[Any] = [referral(1), {"what_matters": "x" * 3_000_000}, referral(2)]
    done = send(program, saved(tmp_path / "long.jsonl", as_json_lines(lines)))
    assert "2 taken, 0 taken before, 1 rejected" in done.stdout
    assert "Shorten this line" in (tmp_path / "long.rejects.jsonl").read_text("utf-8")


def test_a_missing_file_is_asked_wrongly(program: CliRunner, tmp_path: Path) -> None:
    assert send(program, tmp_path / "nothing.csv").exit_code == 2
