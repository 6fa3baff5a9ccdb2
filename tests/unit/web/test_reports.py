import csv
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.web.spreadsheet import table
from tests.unit.web.asked import Asked
from tests.unit.web.asked_reports import COUNTS, LONELY, OTHER, OTHER_TOWN, TOWN
from tests.unit.web.sent import problem, told

PROVISION = "/api/v1/reports/provision"
OVERLAP = "/api/v1/schemes/riverside/overlap"


def test_each_area_is_shown_with_its_counts_its_cells_and_its_modelled_loneliness(client: FlaskClient) -> None:
    said = told(client.get(PROVISION))
    assert (said["total"], said["page"]) == (2, 1)
    assert [one["area"] for one in said["areas"]] == [TOWN, OTHER_TOWN, None]
    assert said["areas"][0]["loneliness"] == LONELY
    assert said["areas"][2]["loneliness"] is None
    assert {name: said["areas"][0]["cells"][0][name] for name in COUNTS} == COUNTS


def test_one_question_is_asked_of_each_service_and_says_all_that_was_asked(client: FlaskClient, asked: Asked) -> None:
    words = "level=ward&from=2026-01&to=2026-03&need=debt&cohort=carer&area=E06000023&only=gaps&per_page=5"
    told(client.get(f"{PROVISION}?{words}"))
    (intake, areas, place), (matching, provision, question) = asked.asked
    assert (intake, areas, matching, provision) == ("intake", "areas", "matching", "provision")
    assert place == {"level": "ward", "within": TOWN, "page": 1, "per_page": 5}
    assert question["asked"] == {
        "level": "ward",
        "areas": [{"code": TOWN, "within": [], "holds": []}],
        "unknown_area": False,
        "only_gaps": True,
        "from_month": "2026-01",
        "to_month": "2026-03",
        "need": "debt",
        "cohort": "carer",
    }


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("level=street", "level"),
        ("from=2026-13", "from"),
        ("from=2026-04-01", "from"),
        ("to=0000-01", "to"),
        ("from=2026-04&to=2026-03", "to"),
        ("from=2016-04&to=2026-04", "to"),
        ("need=gold", "need"),
        ("cohort=kings", "cohort"),
        ("area=Bristol", "area"),
        ("area=E06000099", "area"),
        ("only=best", "only"),
        ("page=0", "page"),
        ("per_page=26", "per_page"),
    ],
)
def test_a_wrong_word_of_the_address_is_named_and_nothing_is_guessed(
    words: str, wrong: str, client: FlaskClient
) -> None:
    for address in (PROVISION, f"{PROVISION}.csv"):
        assert list(problem(client.get(f"{address}?{words}"), 422)["errors"]) == [wrong]


def test_the_table_has_a_row_for_each_area_and_cell_and_says_fewer_than_eight(client: FlaskClient) -> None:
    answer = client.get(f"{PROVISION}.csv?per_page=1")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Link"] == f'<{PROVISION}.csv?per_page=1&page=2>; rel="next"'
    rows = list(csv.DictReader(answer.text.splitlines()))
    assert [(row["area"], row["need"], row["cohort"]) for row in rows] == [
        (TOWN, "", ""),
        (TOWN, "debt", "none named"),
        ("not known", "", ""),
        ("not known", "debt", "none named"),
    ]
    assert (rows[1]["placed"], rows[1]["people"], rows[1]["free_places"]) == ("fewer than 8", "10", "no limit")
    assert rows[1]["reasons"] == "no_place_free: fewer than 8"
    assert (rows[0]["loneliness_value"], rows[2]["loneliness_value"]) == ("23.28", "")
    assert "Link" not in client.get(f"{PROVISION}.csv").headers


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_a_table_is_run_as_a_formula(text: str) -> None:
    written = table(["name"], [[text], [-1], ['a,b"c']])
    assert list(csv.reader(written.splitlines(keepends=True)))[1] == [f"'{text}"]
    assert '\r\n-1\r\n"a,b""c"\r\n' in written


def test_an_overlap_is_the_share_of_people_times_the_share_of_places(client: FlaskClient) -> None:
    said = told(client.get(OVERLAP))
    [other] = said["schemes"]
    assert (other["people_percent"], other["place_percent"], other["overlap_percent"]) == (50, 25, 12.5)
    assert (other["shared"]["needs"], other["shared"]["areas"]) == (["debt"], ["E05000001"])
    assert (said["overlapping"], said["free_places"], said["not_compared"]) == (1, 12, 1)


@pytest.mark.parametrize(
    ("changed", "percent"),
    [({"everywhere": True}, 100), ({"areas": []}, None), ({"areas": [], "practices_share": 0.5}, 50)],
)
def test_who_works_everywhere_shares_all_places_and_who_shares_none_is_left_out(
    changed: dict[str, Any], percent: float | None, client: FlaskClient, asked: Asked
) -> None:
    asked.others = [{**OTHER, **changed}]
    said = told(client.get(OVERLAP))
    assert [one["place_percent"] for one in said["schemes"]] == ([percent] if percent else [])


def test_the_most_alike_come_first_and_one_without_a_limit_leaves_no_end_of_places(
    client: FlaskClient, asked: Asked
) -> None:
    asked.others = [OTHER, {**OTHER, "id": "all-over", "everywhere": True, "places": None, "free": None}]
    said = told(client.get(OVERLAP))
    assert [one["id"] for one in said["schemes"]] == ["all-over", "quay-company"]
    assert said["free_places"] is None


@pytest.mark.parametrize("scheme_id", ["nobody", "No%20Id", "%00"])
def test_the_overlap_of_a_scheme_nobody_knows_is_not_found(scheme_id: str, client: FlaskClient) -> None:
    problem(client.get(f"/api/v1/schemes/{scheme_id}/overlap"), 404)
