"""What is published of real directories is what Open Referral UK 3.0 asks for, by its own schemas and validator.

Each kind of real directory is here with some of its records; `tests.proof.real_directories` takes them all.
"""

import gzip
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.integration.directory.doorway import FrontDoor, served
from tests.integration.walk.house import HUB, House, make_tables, sqlite_settings
from tests.open_referral import faults, schemathesis, validators_profile
from tests.outside import absent, outside_data
from tests.unit.doors.test_scheme import written

EXAMPLES_MAX = 10  # for each address: a short run, so that it is part of every check
BY_ID_MAX = 150
RECORDS_MAX = 60
MAPS = ("camden_council", "cyngor_gwynedd", "hull_council", "_helpandkindness")
CONTRACTS = ("PRJ_5430", "PRJ_5555", "DN535743")


def some_of_each(folder: Path) -> Iterator[Path]:
    """Give the files to import: small ones as they are, of the large ones a part."""
    services = outside_data("services")
    yield services / "bristol_oruk_v3" / "services-page1.json"
    yield services / "bucks_outpost" / "services.json"
    yield services / "outpost_import_template.csv"
    yield from (services / "folkestone_hythe" / f"{name}.csv" for name in ("services", "locations"))
    yield from (services / "warm_spaces" / f"{name}.geojson" for name in MAPS)
    yield from (services / "moj_interventions_contracts" / f"{name}.json" for name in CONTRACTS)
    part = folder / "england_libraries.csv"
    with gzip.open(services / "england_libraries.csv.gz", "rt", encoding="utf-8") as rows:
        part.write_text("".join(itertools.islice(rows, RECORDS_MAX)), "utf-8")
    yield part


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FrontDoor]:
    """A hub with some of every real directory in it, every draft approved, and a scheme of its own."""
    folder = tmp_path_factory.mktemp("standard")
    made = sqlite_settings(folder / "data")
    make_tables(made)
    house = House(made)
    with served(house) as door, pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONWARD_URL", door.url)
        for path in some_of_each(folder):
            done = door.run("import", str(path), "--rejects", str(folder))
            assert done.exit_code in (0, 1), done.output
        house.matching.register_schemes([written()], HUB)
        for scheme in house.matching.schemes()["schemes"]:
            house.matching.approve_scheme(scheme["id"], HUB)
        yield door
    house.close()


def entries(door: FrontDoor, kind: str) -> list[dict[str, Any]]:
    """Return every entry of a list, page by page."""
    found: list[dict[str, Any]] = []
    for number in itertools.count(1):
        page = door.open_page(f"/{kind}?per_page=100&page={number}")
        found += page["contents"]
        if page["last_page"]:
            break
    return found


@pytest.mark.parametrize(
    ("kind", "in_list", "whole"),
    [("services", "service_list", "service"),
     ("service_at_locations", "service_at_location_list", "service_at_location")],
)  # fmt: skip
def test_every_entry_of_every_list_and_many_whole_ones_fit_the_schemas_of_the_profile(
    kind: str, in_list: str, whole: str, published: FrontDoor
) -> None:
    listed = entries(published, kind)
    assert len(listed) > 400
    assert [fault for entry in listed for fault in faults(in_list, entry)] == []
    chosen = listed[:: max(1, len(listed) // BY_ID_MAX)]
    assert [fault for one in chosen for fault in faults(whole, published.open_page(f"/{kind}/{one['id']}"))] == []


def test_every_taxonomy_and_term_has_what_the_standard_asks_for(published: FrontDoor) -> None:
    for kind in ("taxonomies", "taxonomy_terms"):
        for one in entries(published, kind):
            assert {"id", "name", "description"} <= one.keys()
            assert published.open_page(f"/{kind}/{one['id']}")["name"] == one["name"]


def test_the_library_the_profile_names_finds_no_fault_either(published: FrontDoor) -> None:
    try:
        from jsonschema import Draft202012Validator, FormatChecker
    except ImportError:
        absent("jsonschema is not installed; make test installs it")
    schema = json.loads(outside_data("oruk/uk-profile-3.0/schema/compiled/service.json").read_text("utf-8"))
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    for one in entries(published, "services")[::20]:
        assert list(validator.iter_errors(published.open_page(f"/services/{one['id']}"))) == []


@pytest.mark.slow
def test_the_official_validators_document_finds_every_answer_right(published: FrontDoor, tmp_path: Path) -> None:
    kinds = ("services", "taxonomies", "taxonomy_terms", "service_at_locations")
    ids = {kind: [one["id"] for one in entries(published, kind)[::40]] for kind in kinds}
    done = schemathesis(validators_profile(ids), f"{published.url}/openreferral/v3", tmp_path, EXAMPLES_MAX)
    assert done.returncode == 0, done.stdout[-5_000:]
    assert "9 passed" in done.stdout
