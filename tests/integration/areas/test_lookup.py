import subprocess
import sys
import time
from pathlib import Path
from statistics import quantiles

from sqlalchemy import event

from services.intake.areas.area import NOWHERE, Area
from services.intake.areas.loading import load_areas
from services.intake.areas.lookup import areas_of
from shared.clock import system_clock
from shared.event_store.engine import READING
from tests.integration.areas.conftest import Store, invented_row, write_file

LOOK_UP_SECONDS_MAX = 0.001

UNDER_EVENTLET = """
import eventlet
eventlet.monkey_patch()
from services.intake.areas.lookup import areas_of
from shared.config.settings import Settings
from shared.event_store.engine import open_engine
with open_engine(Settings.from_environment(), "intake").connect() as connection:
    print(areas_of(connection, ["qx0 0ab"])["qx0 0ab"].lsoa)
"""


def _note(queries: list[str], statement: str) -> None:
    if statement.startswith("SELECT"):
        queries.append(statement)


def filled(store: Store, tmp_path: Path, rows: int) -> None:
    path = write_file(tmp_path / "area.csv", [invented_row(number) for number in range(rows)])
    load_areas(store.engine, path, system_clock, lambda file, bookmark: None)


def test_areas_are_found_under_the_text_asked_in_one_query(store: Store, tmp_path: Path) -> None:
    filled(store, tmp_path, 10)
    queries: list[str] = []
    with store.engine.connect().execution_options(**READING) as connection:
        event.listen(connection, "before_cursor_execute", lambda *call: _note(queries, call[2]))
        areas = areas_of(connection, ["qx0 0ab", "QX00AB", "QX9 9ZZ", "ZZ99 3VZ", "zz99", "", "Saltmere"])
    key, lat, long, local_authority, lsoa, ward = invented_row(1)
    assert key == "QX00AB"
    here = Area(lsoa=lsoa, ward=ward, local_authority=local_authority, lat=lat, long=long)
    assert areas == {"qx0 0ab": here, "QX00AB": here, "ZZ99 3VZ": NOWHERE, "zz99": NOWHERE}
    assert len(queries) == 1


def test_the_store_is_not_asked_when_only_pseudo_postcodes_are(store: Store) -> None:
    queries: list[str] = []
    with store.engine.connect().execution_options(**READING) as connection:
        event.listen(connection, "before_cursor_execute", lambda *call: _note(queries, call[2]))
        assert areas_of(connection, ["ZZ99 3WZ"]) == {"ZZ99 3WZ": NOWHERE}
        assert areas_of(connection, []) == {}
    assert queries == []


def test_one_postcode_is_found_within_a_millisecond_among_a_hundred_thousand(store: Store, tmp_path: Path) -> None:
    filled(store, tmp_path, 100_000)
    seconds = []
    with store.engine.connect().execution_options(**READING) as connection:
        for number in range(0, 100_000, 199):
            begun = time.perf_counter()
            assert areas_of(connection, [invented_row(number)[0]])
            seconds.append(time.perf_counter() - begun)
    assert quantiles(seconds, n=20)[-1] < LOOK_UP_SECONDS_MAX


def test_areas_are_found_in_a_process_that_eventlet_has_patched(store: Store, tmp_path: Path) -> None:
    filled(store, tmp_path, 10)
    found = subprocess.run(
        [sys.executable, "-c", UNDER_EVENTLET], env=dict(store.environment), capture_output=True, text=True, check=True
    )
    assert found.stdout.split() == ["E01999000"]
