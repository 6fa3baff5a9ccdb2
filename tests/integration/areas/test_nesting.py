from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from services.intake.areas.loading import load_areas
from services.intake.areas.loneliness import LonelinessFileRefused, load_loneliness, means
from services.intake.areas.nesting import Nested, best_fits
from services.intake.areas.row import Row
from services.intake.areas.tables import AREAS
from services.intake.areas.within import of_level, small_areas, small_areas_everywhere, surroundings
from shared.clock import system_clock
from shared.event_store.engine import READING
from tests.integration.areas.conftest import Store, invented_row, write_file
from tests.outside import outside_data

ROWS = [invented_row(place * 400 + number) for place in range(40) for number in range(9)]
"""Two local authorities of four wards each, each ward with five LSOAs."""
FIRST, LAST = "E06999000", "E06999001"
FILES = ("england_cls_loneliness_lsoa", "scotland_clinical_loneliness_dz", "wales_clinical_loneliness_lsoa",
         "ni_clinical_loneliness_sdz")  # fmt: skip


def load(store: Store, path: Path) -> None:
    load_areas(store.engine, path, system_clock, lambda file, bookmark: None)


@pytest.fixture
def loaded(store: Store, tmp_path: Path) -> Store:
    load(store, write_file(tmp_path / "area.csv", ROWS))
    return store


def test_each_area_names_what_holds_it_and_what_it_holds(loaded: Store) -> None:
    with loaded.engine.connect().execution_options(**READING) as connection:
        lsoa, ward, town = surroundings(connection, [FIRST, "E05999003", "E01999003", "E06999009"])
        assert (lsoa.code, lsoa.within, lsoa.holds) == ("E01999003", ("E05999003", FIRST), ())
        assert (ward.within, ward.holds) == ((FIRST,), tuple(f"E01999{n:03}" for n in range(3, 40, 8)))
        assert len(town.holds) == 4 + 20
        assert small_areas(connection, [FIRST, "E01999003", "X"]) == {
            FIRST: frozenset(code for code in town.holds if code.startswith("E01")),
            "E01999003": frozenset({"E01999003"}),
            "X": frozenset({"X"}),
        }
        assert len(small_areas_everywhere(connection)) == 40


def test_areas_are_paged_by_authority_and_code_all_of_them_or_those_in_one(loaded: Store) -> None:
    with loaded.engine.connect().execution_options(**READING) as connection:
        whole = [of_level(connection, "ward", None, page, 3) for page in (1, 2, 3, 4)]
        assert [one.code for level in whole for one in level.areas] == [f"E05999{n:03}" for n in range(8)]
        assert {level.total for level in whole} == {8}
        assert next(one.code for one in of_level(connection, "ward", LAST, 1, 9).areas) == "E05999004"
        assert [one.code for one in of_level(connection, "local_authority", LAST, 1, 9).areas] == [LAST]
        assert of_level(connection, "ward", "E06999009", 1, 9).total == 0


def test_a_new_edition_moves_an_area_and_one_no_postcode_names_any_more_stays(loaded: Store, tmp_path: Path) -> None:
    moved: list[Row] = [(*row[:3], "E06999007", row[4], "E05999099") for row in ROWS if row[5] == "E05999003"]
    load(loaded, write_file(tmp_path / "new.csv", moved))
    with loaded.engine.connect().execution_options(**READING) as connection:
        lsoa, old, new = surroundings(connection, ["E01999003", "E05999003", "E05999099"])
        assert lsoa.within == ("E05999099", "E06999007")
        assert (old.within, old.holds) == ((FIRST,), ())
        assert len(new.holds) == 5


def test_two_files_loaded_at_once_leave_the_areas_of_both(store: Store, tmp_path: Path) -> None:
    files = [write_file(tmp_path / f"{part}.csv", ROWS[part::2]) for part in range(2)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda path: load(store, path), files))
    counted = Counter((lsoa, ward, authority) for _, _, _, authority, lsoa, ward in ROWS)
    with store.engine.connect().execution_options(**READING) as connection:
        nested = {Nested(*row) for row in connection.execute(select(AREAS.nested_areas))}
    assert nested == set(best_fits((*codes, postcodes) for codes, postcodes in counted.items()))


def test_a_store_loaded_before_there_was_nesting_is_nested_when_the_file_is_given_again(
    loaded: Store, tmp_path: Path
) -> None:
    with loaded.engine.begin() as connection:
        connection.execute(delete(AREAS.nested_areas))
    load(loaded, tmp_path / "area.csv")
    with loaded.engine.connect().execution_options(**READING) as connection:
        assert len(small_areas_everywhere(connection)) == 40


def test_the_figure_of_a_ward_is_the_mean_of_its_small_areas_each_counted_alike(loaded: Store, tmp_path: Path) -> None:
    path = tmp_path / "lonely.csv"
    path.write_text("lsoa21_code,perc,deciles\nE01999003,20,1\nE01999011,30,2\nE01999004,10,1\n", encoding="utf-8")
    assert load_loneliness(loaded.engine, path).areas == load_loneliness(loaded.engine, path).areas == 3
    with loaded.engine.connect().execution_options(**READING) as connection:
        found = means(connection, ["E01999003", "E05999003", FIRST, LAST, "E06999009"])
    assert {code: (mean.value, mean.small_areas) for code, mean in found.items()} == {
        "E01999003": (20, 1),
        "E05999003": (25, 2),
        FIRST: (25, 2),
        LAST: (10, 1),
    }


def test_rows_that_cannot_be_right_are_named_and_the_others_are_loaded(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "lonely.csv"
    rows = [
        "E01999003,20",
        "E01999004,nan",
        "E01999005,101",
        "here,3",
        ",3",
        "E01999006",
        "",
        "E01999007,x",
        "E01999008,5",
    ]
    path.write_text("\n".join(["lsoa21_code,perc", *rows]), encoding="utf-8")
    told = load_loneliness(store.engine, path)
    assert (told.measure, told.areas, told.refused) == ("survey_england", 2, 6)
    assert [refusal.line for refusal in told.refusals] == [3, 4, 5, 6, 7, 9]


@pytest.mark.parametrize(
    "text", ["", "name,place\nx,y\n", "lsoa21_code,perc\n", "lsoa21_code,perc\nx,y\n", "PK\x03\x04"]
)
def test_a_file_of_something_else_is_refused_whole(store: Store, tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LonelinessFileRefused):
        load_loneliness(store.engine, path)


def test_the_real_files_of_four_nations_are_loaded_but_for_areas_without_a_figure(store: Store) -> None:
    told = [load_loneliness(store.engine, outside_data(f"loneliness/{name}.csv.gz")) for name in FILES]
    assert [one.areas for one in told] == [33_755, 6_976 - 172, 1_917 - 9, 850 - 3]
    assert {refusal.reason for one in told for refusal in one.refusals} == {"it has no figure"}
    assert len({one.measure for one in told}) == 4
