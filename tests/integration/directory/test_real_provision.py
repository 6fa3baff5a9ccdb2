"""The report on real postcodes and real modelled loneliness, with referrals of invented people, on both stores."""

import csv
import gzip
import json
from collections import defaultdict
from pathlib import Path
from random import Random
from statistics import mean
from typing import Any

import pytest

from services.intake.areas.loading import load_areas
from services.intake.areas.loneliness import load_loneliness
from services.matching.queries.provision import of_areas, of_needs_and_cohorts
from services.web.app import create_app
from shared.clock import system_clock
from shared.config.report_limits import REPORT_AREAS_MAX
from shared.config.settings import Settings
from shared.disclosure import told
from tests.integration.directory.provided import all_matched, answer_some, asked, counted, exact
from tests.integration.walk.house import REFERRER, House
from tests.outside import outside_data
from tests.unit.doors.referrals import invented_referral

BRISTOL, CARDIFF = "E06000023", "W06000015"
NATIONS = ("england_cls_loneliness_lsoa", "wales_clinical_loneliness_lsoa")
REFERRALS = 240
SCHEMES: list[dict[str, Any]] = [
    {"id": "bristol", "catchment": {"areas": [BRISTOL]}, "places": 60},
    {"id": "cardiff-carers", "catchment": {"areas": [CARDIFF]}, "cohorts": ["carer"], "places": 20},
    {"id": "debt", "catchment": {"everywhere": True}, "needs": ["debt", "food"], "places": 20},
]


@pytest.fixture(scope="session")
def two_cities(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The postcodes of Bristol and Cardiff."""
    path = tmp_path_factory.mktemp("areas") / "cities.csv"
    with gzip.open(outside_data("geo/postcodes_gb.csv.gz"), "rt") as whole, path.open("w") as few:
        few.write(next(whole))
        few.writelines(line for line in whole if BRISTOL in line or CARDIFF in line)
    return path


@pytest.fixture
def cities(house: House, two_cities: Path) -> House:
    """Both cities, how lonely they are by model, schemes in both, and referrals answered by chance."""
    engine, random = house.rooms["intake"].store.engine, Random(11)
    load_areas(engine, two_cities, system_clock, lambda file, bookmark: None)
    for nation in NATIONS:
        load_loneliness(engine, outside_data(f"loneliness/{nation}.csv.gz"))
    house.register(*SCHEMES)
    postcodes = [line.partition(",")[0] for line in two_cities.read_text().splitlines()[1:]]
    sent = [
        {"key": f"real-{number}", "referral": invented_referral(random, random.choice(postcodes))}
        for number in range(REFERRALS)
    ]
    answers = house.intake.submit_referrals(sent, REFERRER)
    assert {answer["status"] for answer in answers} == {"received"}
    house.settle()
    answer_some(house, [answer["reference"] for answer in answers], random)
    return house


def report(cities: House, words: str) -> dict[str, Any]:
    def ask(service: str, method: str, **kwargs: Any) -> Any:
        answer = getattr(cities.rooms[service].commands, method)(**json.loads(json.dumps(kwargs)))
        return json.loads(json.dumps(answer))

    client = create_app(ask, Settings.from_environment({})).test_client()
    answer = client.get(f"/api/v1/reports/provision?{words}")
    assert answer.status_code == 200
    return dict(answer.get_json())


def whole_report(cities: House, words: str) -> list[dict[str, Any]]:
    """Return the areas of all pages."""
    first = report(cities, f"{words}&per_page={REPORT_AREAS_MAX}")
    pages = range(2, -(-first["total"] // REPORT_AREAS_MAX) + 1)
    rest = [report(cities, f"{words}&per_page={REPORT_AREAS_MAX}&page={page}") for page in pages]
    return [area for one in (first, *rest) for area in one["areas"]]


def mean_loneliness_of_wards(city: str) -> dict[str, float]:
    """Work out from the files alone, by the published best fit of LSOAs to wards, what each ward's figure should be."""
    with gzip.open(outside_data("loneliness/england_cls_loneliness_lsoa.csv.gz"), "rt") as file:
        figures = {row["lsoa21_code"]: float(row["perc"]) for row in csv.DictReader(file)}
    found = defaultdict(list)
    with gzip.open(outside_data("geo/lsoa21_ward24_lad24_icb24_imd2025_ruc21.csv.gz"), "rt") as file:
        for row in csv.DictReader(file):
            if row["ltla24_code"] == city:
                found[row["ward24_code"]].append(figures[row["lsoa21_code"]])
    return {ward: round(mean(values), 2) for ward, values in found.items()}


def test_the_report_of_real_places_is_what_the_events_say_with_small_numbers_hidden(cities: House) -> None:
    areas = whole_report(cities, "level=ward")
    codes = [one["area"] for one in areas if one["area"]]
    with cities.rooms["matching"].store.reading() as connection:
        cells = exact(of_needs_and_cohorts(connection, asked(*codes)))
        whole = {one.area: one for one in of_areas(connection, asked(*codes))}
    assert cells == counted(cities, 1)
    assert sum(one.referrals for one in whole.values()) == len(list(all_matched(cities)))
    assert {one["area"]: one["referrals"] for one in areas if one["referrals"] != 0} == {
        code: told(one.referrals) for code, one in whole.items()
    }
    shown = {(one["area"], cell["need"], cell["cohort"]): cell["people"] for one in areas for cell in one["cells"]}
    assert shown == {
        (area, need, None if cohort == "-" else cohort): told(counts[1])
        for (area, need, cohort), counts in cells.items()
    }


def test_the_figure_of_each_real_ward_is_the_mean_of_its_lsoas_and_says_what_it_means(cities: House) -> None:
    """Of the wards around the city, only single postcodes are loaded; theirs are not compared."""
    areas = {one["area"]: one["loneliness"] for one in whole_report(cities, f"level=ward&area={BRISTOL}")}
    expected = mean_loneliness_of_wards(BRISTOL)
    assert len(expected) == 34
    assert {code: areas[code]["value"] for code in expected} == expected
    assert {one["unit"] for one in areas.values()} == {"percent"}
    [cardiff] = whole_report(cities, f"level=local_authority&area={CARDIFF}")
    assert (cardiff["loneliness"]["unit"], cardiff["loneliness"]["year"]) == ("standard deviations", "2022")
