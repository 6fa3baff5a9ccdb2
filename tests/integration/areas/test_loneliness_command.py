from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from deploy.program.loneliness import loneliness
from tests.integration.areas.conftest import Store

ENGLAND = "lsoa21_code,perc,deciles\nE01999003,20,1\n"
WALES = "lsoa21_code,loneliness_zscore,rank,deciles\nW01999003,-0.5,1,1\nW01999004,,,\n"


def run(store: Store, *words: object) -> Result:
    return CliRunner().invoke(loneliness, ["load", *map(str, words)], env=dict(store.environment))


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "england.csv", tmp_path / "wales.csv"]
    for path, text in zip(paths, (ENGLAND, WALES), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_each_file_says_how_many_areas_came_in_and_what_its_figures_mean(store: Store, files: list[Path]) -> None:
    for _ in range(2):
        done = run(store, *files)
        assert done.exit_code == 0
        assert "england.csv: 1 areas loaded, 0 rows left out. Adults who feel lonely" in done.stdout
        assert "wales.csv: 1 areas loaded, 1 rows left out." in done.stdout
        assert "line 3: it has no figure" in done.stderr


def test_a_file_of_something_else_ends_with_1_and_the_others_are_loaded(store: Store, files: list[Path]) -> None:
    files[0].write_text("name,place\nx,y\n", encoding="utf-8")
    done = run(store, *files)
    assert done.exit_code == 1
    assert "lsoa21_code,perc" in done.stderr
    assert "wales.csv: 1 areas loaded" in done.stdout


@pytest.mark.parametrize("words", [[], ["no-such-file.csv"]])
def test_a_command_asked_wrongly_ends_with_2(store: Store, words: list[str]) -> None:
    assert run(store, *words).exit_code == 2


def test_a_store_not_set_up_yet_ends_with_3_and_says_what_to_do(tmp_path: Path, files: list[Path]) -> None:
    done = CliRunner().invoke(loneliness, ["load", str(files[0])], env={"ONWARD_DATA_DIR": str(tmp_path / "none")})
    assert done.exit_code == 3
    assert "onward migrate" in done.stderr
