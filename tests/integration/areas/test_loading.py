from pathlib import Path

import pytest

from services.intake.areas.bookmark import LoadRaced
from services.intake.areas.columns import PostcodeFileRefused
from services.intake.areas.loading import Loaded, Watch, load_areas
from shared.clock import system_clock
from shared.config.limits import AREA_CHUNK_ROWS, AREA_REFUSALS_SHOWN_MAX
from tests.integration.areas.conftest import HEADER, Store, invented_row, write_file


def load(store: Store, path: Path, again: bool = False, watch: Watch = lambda file, bookmark: None) -> Loaded:
    return load_areas(store.engine, path, system_clock, watch, again)


def test_every_row_is_in_the_table_when_a_file_has_been_loaded(store: Store, tmp_path: Path) -> None:
    rows = [invented_row(number) for number in range(AREA_CHUNK_ROWS + 500)]
    loaded = load(store, write_file(tmp_path / "area.csv", rows))
    assert store.rows() == sorted(rows)
    assert store.load() == (len(rows), 0, True)
    assert not loaded.before


def test_a_finished_file_is_not_loaded_twice_under_any_name_unless_asked(store: Store, tmp_path: Path) -> None:
    path = write_file(tmp_path / "area.csv", [invented_row(1)])
    load(store, path)
    seen: list[int] = []
    assert load(store, path.rename(tmp_path / "renamed.csv"), watch=lambda _, here: seen.append(here.rows_read)).before
    assert seen == []
    again = load(store, tmp_path / "renamed.csv", again=True, watch=lambda _, here: seen.append(here.rows_read))
    assert not again.before
    assert seen == [1]


def test_a_new_edition_replaces_and_adds_and_keeps_what_it_leaves_out(store: Store, tmp_path: Path) -> None:
    old = [invented_row(number) for number in range(3)]
    load(store, write_file(tmp_path / "old.csv", old))
    moved = (*old[1][:3], None, *old[1][4:])
    added = invented_row(3)
    load(store, write_file(tmp_path / "new.csv", [moved, added, added]))
    assert store.rows() == sorted([old[0], moved, old[2], added])


def test_malformed_rows_are_counted_and_the_first_are_named_while_the_good_ones_are_loaded(
    store: Store, tmp_path: Path
) -> None:
    path = write_file(tmp_path / "area.csv", [invented_row(1)])
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"not a postcode {n},1,2,,,\n" for n in range(AREA_REFUSALS_SHOWN_MAX + 5))
    loaded = load(store, path)
    assert store.rows() == [invented_row(1)]
    assert store.load() == (AREA_REFUSALS_SHOWN_MAX + 6, AREA_REFUSALS_SHOWN_MAX + 5, True)
    assert [refusal.line for refusal in loaded.refusals] == list(range(3, 3 + AREA_REFUSALS_SHOWN_MAX))


@pytest.mark.parametrize("rows", ["", "not a postcode,1,2,,,\n"])
def test_a_file_without_one_good_row_is_refused_and_forgotten(store: Store, tmp_path: Path, rows: str) -> None:
    path = tmp_path / "area.csv"
    path.write_text(f"{HEADER}\n{rows}", encoding="utf-8")
    with pytest.raises(PostcodeFileRefused, match="Not one of the"):
        load(store, path)
    assert store.load() is None


def test_the_later_of_two_loads_of_one_file_at_once_gives_up_and_nothing_is_counted_twice(
    store: Store, tmp_path: Path
) -> None:
    rows = [invented_row(number) for number in range(AREA_CHUNK_ROWS * 2)]
    path = write_file(tmp_path / "area.csv", rows)

    def overtaken(_file: object, _bookmark: object) -> None:
        load(store, path)

    with pytest.raises(LoadRaced):
        load(store, path, watch=overtaken)
    assert store.load() == (len(rows), 0, True)
    assert len(store.rows()) == len(rows)
