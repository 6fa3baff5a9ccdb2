import gzip
from itertools import islice
from pathlib import Path

from services.intake.areas.loading import load_areas
from services.intake.areas.lookup import areas_of
from services.intake.areas.postcode import postcode_key
from shared.clock import system_clock
from shared.event_store.engine import READING
from tests.integration.areas.conftest import Store

ROWS = 100_000


def test_real_postcodes_are_loaded_and_each_is_found_with_the_areas_of_the_file(
    store: Store, great_britain: Path, tmp_path: Path
) -> None:
    path = tmp_path / "postcodes.csv"
    with gzip.open(great_britain, "rt", encoding="utf-8") as whole:
        lines = list(islice(whole, ROWS + 1))
    path.write_text("".join(lines), encoding="utf-8")
    loaded = load_areas(store.engine, path, system_clock, lambda file, bookmark: None)
    assert (loaded.bookmark.rows_read, loaded.bookmark.rows_refused) == (ROWS, 0)
    with store.engine.connect().execution_options(**READING) as connection:
        for line in lines[1::97]:
            postcode, _, _, local_authority, lsoa, ward = line.strip().split(",")
            area = areas_of(connection, [postcode])[postcode]
            assert area.codes() == tuple(code for code in (lsoa, ward, local_authority) if code)


def test_no_postcode_of_the_demo_area_exists(great_britain: Path) -> None:
    with gzip.open(great_britain, "rt", encoding="utf-8") as whole:
        assert [line for line in whole if postcode_key(line).startswith("QX")] == []
