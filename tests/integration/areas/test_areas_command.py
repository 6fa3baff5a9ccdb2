from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from deploy.program.areas import areas, demo_area_file
from tests.integration.areas.conftest import HEADER, Store, invented_row, write_file


def run(store: Store, *words: str) -> Result:
    return CliRunner().invoke(areas, ["load", *words], env=dict(store.environment))


def test_the_demo_area_is_loaded_once_and_the_second_time_says_so(store: Store) -> None:
    first, second = (run(store, str(demo_area_file())) for _ in range(2))
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "300 rows loaded, 0 left out." in first.stdout
    assert "Nothing to do" in second.stdout
    assert len(store.rows()) == 300


def test_rows_left_out_are_named_by_line_and_reason_and_the_command_succeeds(store: Store, tmp_path: Path) -> None:
    path = write_file(tmp_path / "area.csv", [invented_row(1)])
    path.write_text(path.read_text(encoding="utf-8") + "Saltmere,1,2,,,\n", encoding="utf-8")
    result = run(store, str(path))
    assert result.exit_code == 0
    assert "1 rows loaded, 1 left out." in result.stdout
    assert "line 3: ‘SALTMERE’ is not a postcode" in result.stderr


def test_a_refused_file_exits_with_1_and_says_what_was_expected(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("name,place\nx,y\n", encoding="utf-8")
    result = run(store, str(path))
    assert result.exit_code == 1
    assert HEADER in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("words", [[], ["no-such-file.csv"], ["--backwards"]])
def test_a_command_asked_wrongly_exits_with_2(store: Store, words: list[str]) -> None:
    assert run(store, *words).exit_code == 2


def test_a_store_not_set_up_yet_exits_with_3_and_says_what_to_do(tmp_path: Path) -> None:
    result = CliRunner().invoke(areas, ["load", str(demo_area_file())], env={"ONWARD_DATA_DIR": str(tmp_path)})
    assert result.exit_code == 3
    assert "start Onward once" in result.stderr
