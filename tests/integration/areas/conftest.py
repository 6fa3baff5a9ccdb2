"""Both stores, empty but for the two tables of areas, and files to load."""

import os
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, create_engine, select
from sqlalchemy.exc import OperationalError

from services.intake.areas.row import Row
from services.intake.areas.tables import AREAS, area_tables
from shared.config.settings import Settings
from shared.event_store.engine import READING, open_engine

SERVER = os.environ.get("ONWARD_TEST_DATABASE_URL", "postgresql+psycopg2://postgres@127.0.0.1:5432/postgres")
OUTSIDE_DATA = Path(__file__).parents[4] / "shared" / "data"
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


def missing(what: str) -> None:
    """Skip the test saying what is missing; where everything must be there, fail it."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(what)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.full)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    name = request.param
    assert name in {"sqlite", "postgresql"}
    yield from _sqlite(tmp_path) if name == "sqlite" else _postgresql()


def _sqlite(tmp_path: Path) -> Iterator[Store]:
    yield from _opened({"ONWARD_DATA_DIR": str(tmp_path / "data")})


def _postgresql() -> Iterator[Store]:
    name = f"areas_test_{uuid.uuid4().hex}"
    server = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    try:
        with server.connect() as connection:
            connection.exec_driver_sql(f"create database {name}")
    except OperationalError as error:
        missing(f"PostgreSQL does not answer at {SERVER}: {error.orig}")
    url = server.url.set(database=name)
    inside = create_engine(url)
    with inside.begin() as connection:
        connection.exec_driver_sql("create schema intake")
    inside.dispose()
    yield from _opened({"ONWARD_DATABASE_URL": url.render_as_string(False), "ONWARD_AMQP_URI": "amqp://unused"})
    with server.connect() as connection:
        connection.exec_driver_sql(f"drop database {name} with (force)")
    server.dispose()


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
    path = OUTSIDE_DATA / "geo" / "postcodes_gb.csv.gz"
    if not path.exists():
        missing(f"the postcodes of Great Britain are not at {path}")
    return path
