"""Both stores, empty but for the two tables of areas, and files to load."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, create_engine, select
from sqlalchemy.schema import CreateSchema

from services.intake.areas.row import Row
from services.intake.areas.tables import AREAS, area_tables
from shared.config.settings import Settings
from shared.event_store.engine import READING, open_engine
from tests.outside import absent, outside_data
from tests.servers import fresh_database, missing_postgresql

HEADER = "postcode,lat,long,lad24cd,lsoa21_or_dz11cd,wardcd"
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


@dataclass
class Store:
    """One store and the settings under which the program finds it."""

    engine: Engine
    environment: Mapping[str, str]

    def rows(self) -> list[Row]:
        """Return the whole table of postcodes, in order."""
        with self.engine.connect().execution_options(**READING) as connection:
            found = connection.execute(select(AREAS.postcodes).order_by(AREAS.postcodes.c.postcode))
            return [tuple(row) for row in found]

    def load(self) -> tuple[int, int, bool] | None:
        """Return of the only load: rows read, rows refused, whether it is finished."""
        with self.engine.connect().execution_options(**READING) as connection:
            found = connection.execute(select(AREAS.area_loads)).one_or_none()
            return (found.rows_read, found.rows_refused, found.finished_at is not None) if found else None


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Intake's store as the program opens it, in both modes."""
    if request.param == "sqlite":
        yield from _opened({"ONWARD_DATA_DIR": str(tmp_path / "data")})
    elif missing := missing_postgresql():
        absent(missing)
    else:
        yield from _postgresql()


def _postgresql() -> Iterator[Store]:
    with fresh_database() as url:
        owner = create_engine(url)
        with owner.begin() as connection:
            connection.execute(CreateSchema("intake"))
        owner.dispose()
        yield from _opened({"ONWARD_DATABASE_URL": url, "ONWARD_AMQP_URI": "amqp://nobody.invalid"})


def _opened(environment: dict[str, str]) -> Iterator[Store]:
    engine = open_engine(Settings.from_environment(environment), "intake")
    area_tables(metadata := MetaData())
    metadata.create_all(engine)
    yield Store(engine, environment)
    engine.dispose()


def invented_row(number: int) -> Row:
    """Return the row of the number-th invented postcode; there are 400,000."""
    number, last = divmod(number, 20)
    number, first = divmod(number, 20)
    outward, digit = divmod(number, 10)
    key = f"QX{outward}{digit}{LETTERS[first]}{LETTERS[last]}"
    ward = number % 8
    return key, 53 + outward / 100, 0.5, f"E06999{ward // 4:03}", f"E01999{number % 40:03}", f"E05999{ward:03}"


def write_file(path: Path, rows: list[Row]) -> Path:
    """Write rows as the simple table."""
    lines = (",".join("" if value is None else str(value) for value in row) for row in rows)
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def great_britain() -> Path:
    """The postcodes of Great Britain."""
    return outside_data("geo/postcodes_gb.csv.gz")
