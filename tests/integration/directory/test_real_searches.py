"""Every row of tests/spec/search.md, asked of real directories through the front door."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.integration.directory.doorway import FrontDoor, served
from tests.integration.walk.house import HUB, House, make_tables, sqlite_settings
from tests.outside import outside_data
from tests.proof.real_directories import import_one
from tests.spec.tables import Row, codes, table

EXAMPLES = table("search.md", "Examples")
DIRECTORIES = ("england_libraries.csv.gz", "folkestone_hythe", "moj_interventions_contracts", "bucks_outpost")
WARM_SPACES = "warm_spaces"
LARGEST = "warm_welcome"
"""The largest list of warm spaces is left out: it takes as long as all others, and tells no more."""
FIRST = 5
ENTRIES_MIN = 4_000


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FrontDoor]:
    """A front door before real directories, every scheme of theirs approved."""
    folder = tmp_path_factory.mktemp("real")
    settings = sqlite_settings(folder / "data")
    make_tables(settings)
    house = House(settings)
    with served(house) as opened:
        assert sum(import_one(path, opened.url, folder).done.registered for path in directories()) > ENTRIES_MIN
        for scheme in house.matching.schemes()["schemes"]:
            house.matching.approve_scheme(scheme["id"], HUB)
        yield opened
    house.close()


def directories() -> Iterator[Path]:
    """Give each directory that is searched."""
    yield from (outside_data(f"services/{name}") for name in DIRECTORIES)
    for path in sorted(outside_data(f"services/{WARM_SPACES}").glob("*.geojson*")):
        if not path.name.startswith(LARGEST):
            yield path


def asked(door: FrontDoor, typed: str) -> Any:
    """Return what is answered to somebody who types this."""
    answer = door.client.get(f"/api/v1/directory?q={quote(typed)}")
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def parts(cell: str) -> list[str]:
    """Return the parts of words in a cell."""
    return [part.strip() for part in cell.split(",") if part.strip()]


@pytest.mark.slow
@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["typed"])
def test_each_search_of_the_table_finds_first_what_the_table_says(row: Row, door: FrontDoor) -> None:
    answer = asked(door, row["typed"])
    first = answer["entries"][: int(row["first"] or FIRST)]
    assert (answer.get("did_you_mean", ""), answer["total"] >= int(row["at least"])) == (row["did you mean"], True)
    for entry in first:
        name, known = entry["name"].casefold(), json.dumps(entry, ensure_ascii=False).casefold()
        assert [part for part in parts(row["in the name"]) if part not in name] == [], name
        assert [part for part in parts(row["known of it"]) if part not in known] == [], name
        assert not row["sorted under"] or {*codes(row["sorted under"])} & {*entry["needs"], *entry["cohorts"]}, name


@pytest.mark.slow
def test_real_entries_are_on_the_first_page_of_a_search_for_their_own_name(door: FrontDoor) -> None:
    pages = [asked(door, typed)["entries"] for typed in ("centre", "group", "library", "cafe", "service")]
    names = {entry["id"]: entry["name"] for page in pages for entry in page}
    lost = {name for own, name in names.items() if own not in {entry["id"] for entry in asked(door, name)["entries"]}}
    assert lost == set()
