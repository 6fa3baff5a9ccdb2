import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from deploy.program.schemes import schemes
from tests.unit.web.asked import Asked

pytestmark = pytest.mark.usefixtures("onward_url")


def import_(program: CliRunner, path: Path, content: object) -> Result:
    path.write_text(json.dumps(content), "utf-8")
    return program.invoke(schemes, ["import", str(path)])


def listed(count: int) -> list[dict[str, object]]:
    return [{"id": f"scheme-{number}", "name": f"Scheme {number}", "places": 3} for number in range(count)]


def test_schemes_are_entered_in_hundreds_and_left_alone_when_sent_again(
    program: CliRunner, asked: Asked, tmp_path: Path
) -> None:
    done = import_(program, tmp_path / "a.json", listed(250))
    assert (done.exit_code, done.stdout) == (0, "250 registered, 0 changed, 0 unchanged, 0 refused.\n")
    assert [len(told["schemes"]) for _, _, told in asked.asked] == [100, 100, 50]
    changed = [*listed(249), {"id": "scheme-249", "name": "Another name"}]
    assert "0 registered, 1 changed, 249 unchanged" in import_(program, tmp_path / "a.json", changed).stdout


def test_a_scheme_that_is_refused_is_told_with_every_reason_and_the_others_are_entered(
    program: CliRunner, tmp_path: Path
) -> None:
    wrong = {"id": "wrong", "name": "Wrong", "colour": "red", "age_min": -1}
    done = import_(program, tmp_path / "a.json", [*listed(2), wrong, "text"])
    assert done.exit_code == 1
    assert "2 registered, 0 changed, 0 unchanged, 2 refused." in done.stdout
    assert "entry 3 (wrong): age_min: " in done.stderr
    assert "colour: " in done.stderr
    assert "entry 4: body: " in done.stderr


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"not json", b'[{"id": "x", "id": "y"}]'])
def test_a_file_without_a_list_of_schemes_is_refused_as_a_whole(
    content: bytes, program: CliRunner, asked: Asked, tmp_path: Path
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    assert program.invoke(schemes, ["import", str(path)]).exit_code == 2
    assert asked.asked == []


def test_the_directory_is_exported_as_a_json_list(program: CliRunner, tmp_path: Path) -> None:
    import_(program, tmp_path / "a.json", listed(2))
    done = program.invoke(schemes, ["export"])
    assert done.exit_code == 0
    assert [scheme["id"] for scheme in json.loads(done.stdout)] == ["scheme-0", "scheme-1"]
