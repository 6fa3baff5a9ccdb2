"""The report of provision and the overlap before an approval, asked of the real app on both stores."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.intake.areas.loading import load_areas
from services.intake.areas.loneliness import load_loneliness
from services.matching.queries.provision import of_areas, of_needs_and_cohorts
from services.web.app import create_app
from shared.clock import system_clock
from shared.config.settings import Settings
from shared.disclosure import told
from tests.integration.areas.conftest import write_file
from tests.integration.directory.provided import (
    LONELY,
    OTHER_TOWN,
    ROWS,
    SCHEMES,
    TOWN,
    WARD,
    answer_some,
    asked,
    counted,
    exact,
    refer,
)
from tests.integration.walk.house import House


@pytest.fixture
def town(house: House, tmp_path: Path) -> House:
    """Two towns of four wards each, schemes in both, and the modelled loneliness of one ward."""
    engine = house.rooms["intake"].store.engine
    load_areas(engine, write_file(tmp_path / "area.csv", ROWS), system_clock, lambda file, bookmark: None)
    (tmp_path / "lonely.csv").write_text(LONELY, encoding="utf-8")
    load_loneliness(engine, tmp_path / "lonely.csv")
    house.register(*SCHEMES)
    return house


@pytest.fixture
def client(town: House) -> FlaskClient:
    """The front door before that house."""

    def ask(service: str, method: str, **kwargs: Any) -> Any:
        answer = getattr(town.rooms[service].commands, method)(**json.loads(json.dumps(kwargs)))
        return json.loads(json.dumps(answer))

    return create_app(ask, Settings.from_environment({})).test_client()


@pytest.mark.parametrize(
    ("level", "place", "codes"),
    [("ward", 1, [f"E05999{n:03}" for n in range(8)]), ("local_authority", 2, [TOWN, OTHER_TOWN])],
)
def test_the_counts_are_those_of_the_events_before_small_numbers_are_hidden(
    level: str, place: int, codes: list[str], town: House
) -> None:
    random = Random(7)
    answer_some(town, refer(town, 120, random), random)
    with town.rooms["matching"].store.reading() as connection:
        found = exact(of_needs_and_cohorts(connection, asked(*codes, level=level)))
    assert found == counted(town, place)
    assert {key[0] for key in found} > {None}
    assert all(any(figures[number] for figures in found.values()) for number in range(5))


def test_the_report_tells_only_disclosed_counts_and_each_area_beside_its_loneliness(
    town: House, client: FlaskClient
) -> None:
    refer(town, 60, Random(3))
    with town.rooms["matching"].store.reading() as connection:
        whole = {one.area: one for one in of_areas(connection, asked(WARD, TOWN))}
        cells = exact(of_needs_and_cohorts(connection, asked(WARD)))
    said = client.get(f"/api/v1/reports/provision?level=ward&area={WARD}").get_json()
    [ward] = said["areas"]
    assert (said["total"], ward["area"], ward["within"]) == (1, WARD, [TOWN])
    assert (ward["loneliness"]["value"], ward["loneliness"]["small_areas"]) == (25.0, 2)
    assert ward["referrals"] == told(whole[WARD].referrals)
    assert ward["schemes"] == 3
    for cell in ward["cells"]:
        counts = cells[WARD, cell["need"] or "-", cell["cohort"] or "-"]
        names = ("referrals", "people", "offered", "placed", "not_placed")
        assert [cell[name] for name in names] == [told(count) for count in counts]
        assert cell["hidden"] == [name for name, count in zip(names, counts, strict=True) if 0 < count < 8]
        serving = {"debt": 3, "food": 3, "learning": 2} if cell["cohort"] == "carer" else {}
        assert cell["schemes"] == serving.get(cell["need"], 2)


def test_a_need_a_cohort_a_month_or_gaps_alone_narrow_the_report(town: House, client: FlaskClient) -> None:
    refer(town, 60, Random(5))
    address = "/api/v1/reports/provision?level=ward"

    def cells(words: str) -> list[dict[str, Any]]:
        return [cell for area in client.get(f"{address}{words}").get_json()["areas"] for cell in area["cells"]]

    assert {cell["need"] for cell in cells("&need=debt")} == {"debt"}
    assert {cell["cohort"] for cell in cells("&cohort=carer")} == {"carer"}
    assert cells("&to=2020-01") == []
    gaps = cells("&only=gaps")
    whole = cells("")
    assert gaps == [cell for cell in whole if cell["not_placed"] != 0]
    assert 0 < len(gaps) < len(whole)
    assert all(bool(cell["reasons"]) == (cell["not_placed"] != 0) for cell in whole)


def test_intake_says_over_a_remote_call_what_holds_an_area_and_how_much_catchments_share(town: House) -> None:
    [ward, other] = town.intake.nested([WARD, OTHER_TOWN, "E06999009"])["areas"]
    assert (ward["level"], ward["within"], len(ward["holds"])) == ("ward", [TOWN], 5)
    assert (other["within"], len(other["holds"])) == ([], 24)
    said = town.intake.covered([TOWN, WARD], {"ward": [WARD], "far": [OTHER_TOWN], "unknown": ["E06999009"]})
    assert said["small_areas"] == 20
    assert said["others"] == {"ward": {"small_areas": 5, "codes": [WARD], "codes_total": 1}}
    assert town.intake.covered([], {"ward": [WARD]})["others"] == {}


def test_before_an_approval_others_for_the_same_people_in_the_same_places_are_shown(
    town: House, client: FlaskClient
) -> None:
    house = {"name": "New", "approved": False}
    town.register({**house, "id": "new", "catchment": {"areas": [WARD]}, "cohorts": ["carer"], "needs": ["debt"]})
    said = client.get("/api/v1/schemes/new/overlap").get_json()
    assert [(one["id"], one["overlap_percent"]) for one in said["schemes"]] == [
        ("carers", 100),
        ("town", 100),
        ("women", 10),
    ]
    assert (said["small_areas"], said["free_places"], said["not_compared"]) == (5, 70, 0)
    women = said["schemes"][2]
    assert (women["place_percent"], women["people_percent"], women["shared"]["areas"]) == (20, 50, ["E01999003"])
    assert women["usual_wait_days"] == 14
    assert [one["id"] for one in client.get("/api/v1/schemes/far/overlap").get_json()["schemes"]] == []


def test_a_scheme_elsewhere_or_a_draft_changes_nothing_about_an_overlap(town: House, client: FlaskClient) -> None:
    before = client.get("/api/v1/schemes/carers/overlap").get_json()
    town.register({"id": "further", "catchment": {"areas": [OTHER_TOWN]}})
    town.register({"id": "draft", "catchment": {"areas": [WARD]}, "approved": False})
    assert client.get("/api/v1/schemes/carers/overlap").get_json() == before


def test_everywhere_shares_with_all_and_practices_only_with_practices(town: House, client: FlaskClient) -> None:
    town.register(
        {"id": "all", "catchment": {"everywhere": True}},
        {"id": "surgery", "catchment": {"practices": ["L81087", "L81088"]}},
        {"id": "one-surgery", "catchment": {"practices": ["L81087"]}},
    )
    surgery = client.get("/api/v1/schemes/surgery/overlap").get_json()
    assert {one["id"]: one["place_percent"] for one in surgery["schemes"]} == {"all": 100, "one-surgery": 50}
    assert surgery["not_compared"] == 4
    everywhere = client.get("/api/v1/schemes/all/overlap").get_json()
    assert everywhere["small_areas"] == 40
    assert {one["id"]: one["place_percent"] for one in everywhere["schemes"]} == {
        "town": 50,
        "far": 50,
        "carers": 12.5,
        "women": 2.5,
    }
