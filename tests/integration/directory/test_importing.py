"""`onward schemes import` and `export` against a hub that keeps what it is told."""

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.integration.directory.doorway import FrontDoor
from tests.integration.directory.entries import service
from tests.unit.doors.foreign.test_other_directories import LIBRARY, feature


def saved(path: Path, value: Any) -> Path:
    """Write a value as JSON, packed when the name says so."""
    text = json.dumps(value).encode()
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)
    return path


def table(rows: list[dict[str, str]], delimiter: str = ",") -> str:
    """Return rows as a table."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_services_become_drafts_that_are_published_once_they_are_approved(
    front_door: FrontDoor, tmp_path: Path
) -> None:
    told = front_door.import_(saved(tmp_path / "bristol.json", {"contents": [service(1), service(2)]}))
    assert "2 registered, 0 changed, 0 unchanged, 0 refused." in told
    assert "nobody is sent to any of the 2 before the hub approves it" in told
    assert front_door.open_page("/services")["total_items"] == 0
    front_door.client.post(f"/api/v1/schemes/oruk-{service(1)['id']}/approval")
    [published] = front_door.open_page("/services")["contents"]
    assert (published["name"], published["organization"]["name"]) == ("Service 001", "Riverside Trust")


def test_each_mend_and_each_refusal_is_counted_and_the_refused_lie_beside(
    front_door: FrontDoor, tmp_path: Path
) -> None:
    page = [
        service(1, last_modified="2025-01-01T00:00:00"),
        service(2, name=None),
        service(1),
        {**service(3), "url": "x"},
    ]
    told = front_door.import_(saved(tmp_path / "bristol.json", page), "--area", "E06000023", code=1)
    assert "2 registered, 0 changed, 0 unchanged, 2 refused." in told
    lines = [" ".join(line.split()) for line in told.splitlines()]
    assert "last_modified has no time zone, taken as UTC 1" in lines
    assert "url is no address of the web, left out 1" in lines
    assert "it has no name 1" in lines
    assert "its id is that of a record before it 1" in lines
    rejects = tmp_path / "bristol.rejects.jsonl"
    assert str(rejects) in told
    kept = [json.loads(line) for line in rejects.read_text("utf-8").splitlines()]
    assert [one["reason"] for one in kept] == ["it has no name", "its id is that of a record before it"]
    assert kept[0]["id"] == service(2)["id"]


def test_refused_records_once_mended_are_imported_from_their_own_file(front_door: FrontDoor, tmp_path: Path) -> None:
    front_door.import_(saved(tmp_path / "bristol.json", [service(1, name=None), service(2)]), code=1)
    rejects = tmp_path / "bristol.rejects.jsonl"
    rejects.write_text(rejects.read_text("utf-8").replace('"name": null', '"name": "Mended"'), "utf-8")
    assert "1 registered" in front_door.import_(rejects)


def test_importing_again_changes_nothing_but_what_changed_there(front_door: FrontDoor, tmp_path: Path) -> None:
    path = tmp_path / "bristol.json"
    front_door.import_(saved(path, [service(1), service(2)]))
    changed = service(2, description="New words.", maximum_age=70)
    told = front_door.import_(saved(path, [service(1), changed]))
    assert "0 registered, 1 changed, 1 unchanged, 0 refused." in told
    assert f"oruk-{service(2)['id']}: age_max, description" in told


@pytest.mark.parametrize("name", ["places.geojson", "places.json.gz"])
def test_places_become_activities_that_are_published_at_once(name: str, front_door: FrontDoor, tmp_path: Path) -> None:
    told = front_door.import_(saved(tmp_path / name, feature(hours={"opening": "Mo 10:00-12:00"})))
    assert "1 registered" in told
    assert "approves" not in told
    [place] = front_door.open_page("/service_at_locations?day=MO&start_time=10:00")["contents"]
    assert (place["service"]["name"], place["location"]["latitude"]) == ("Quay Library", 51.45)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_with_any_usual_delimiter_in_any_usual_encoding(
    delimiter: str, front_door: FrontDoor, tmp_path: Path
) -> None:
    path = tmp_path / "libraries.csv"
    rows = [LIBRARY | {"name": "Café Library"}, LIBRARY | {"id": "14", "closed": "XL"}]
    path.write_bytes(table(rows, delimiter).encode("cp1252"))
    assert "1 registered, 0 changed, 0 unchanged, 1 refused." in front_door.import_(path, code=1)
    assert front_door.open_page("/services")["contents"][0]["name"] == "Café Library"


def test_places_that_stand_twice_are_numbered_or_refused(front_door: FrontDoor, tmp_path: Path) -> None:
    several = feature()
    several["features"] += [feature(description="Other hours")["features"][0], feature()["features"][0]]
    told = front_door.import_(saved(tmp_path / "places.geojson", several), code=1)
    assert "2 registered, 0 changed, 0 unchanged, 1 refused." in told
    assert "has the name and the place of one before it, numbered" in told
    assert "it stands there twice, word for word" in told


def test_a_folder_is_imported_file_by_file_and_what_is_none_is_named(front_door: FrontDoor, tmp_path: Path) -> None:
    saved(tmp_path / "a.json", [service(1)])
    saved(tmp_path / "b.geojson", feature())
    saved(tmp_path / "terms.json", [{"id": 1, "label": "A term"}])
    told = front_door.import_(tmp_path, "--rejects", tmp_path)
    assert "2 registered, 0 changed" in told
    assert "Not read: terms.json: Nobody knows how to read this" in told


def test_a_table_of_terms_of_ones_own_says_what_categories_stand_for(front_door: FrontDoor, tmp_path: Path) -> None:
    told = [service(1, attributes=[{"taxonomy_term": {"name": "Knitting"}}])]
    path, terms = saved(tmp_path / "groups.json", told), tmp_path / "terms.csv"
    assert "Categories the table of terms does not have: Knitting 1" in front_door.import_(path)
    terms.write_text("term,needs,cohorts,support\nknitting,arts_and_culture,,group\n", "utf-8")
    assert f"oruk-{service(1)['id']}: needs, support" in front_door.import_(path, "--terms", terms)
    terms.write_text("term,needs,cohorts,support\nknitting,wool,,\n", "utf-8")
    assert front_door.run("import", str(path), "--terms", str(terms)).exit_code == 2


def test_services_may_be_listed_as_activities_instead(front_door: FrontDoor, tmp_path: Path) -> None:
    front_door.import_(saved(tmp_path / "groups.json", [service(1)]), "--as", "activities")
    assert front_door.open_page("/services")["total_items"] == 1


@pytest.mark.parametrize("what", ["schemes", "drafts", "activities"])
def test_what_is_exported_imports_again_unchanged(what: str, front_door: FrontDoor, tmp_path: Path) -> None:
    own = {"id": "own", "name": "Own", "places": 3, "approved": True, "catchment": {"areas": ["E06000023"]}}
    front_door.import_(saved(tmp_path / "own.json", [own]))
    front_door.import_(saved(tmp_path / "bristol.json", [service(number) for number in range(120)]))
    front_door.import_(saved(tmp_path / "places.geojson", feature()))
    front_door.client.put("/api/v1/schemes/own/places", json={"places": 9})
    exported = front_door.run("export", "--what", what)
    assert exported.exit_code == 0, exported.output
    entries = json.loads(exported.stdout)
    assert len(entries) == {"schemes": 121, "drafts": 120, "activities": 1}[what]
    told = front_door.import_(saved(tmp_path / "again.json", entries))
    assert told == f"0 registered, 0 changed, {len(entries):,} unchanged, 0 refused.\n"


NO_DIRECTORY = [
    b"",
    b"{}",
    b"[]",
    b"\x1f\x8bnot really packed",
    b"PK\x03\x04zip",
    b"[" * 100_000,
    b"[[[[" + b"]]]]",
    b"a,b\n1,2\n",
]


@pytest.mark.parametrize("content", NO_DIRECTORY)
def test_what_is_no_directory_is_refused_as_a_whole_in_words(
    content: bytes, front_door: FrontDoor, tmp_path: Path
) -> None:
    path = tmp_path / "odd.json"
    path.write_bytes(content)
    done = front_door.run("import", str(path))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.strip().endswith((".", "knows."))


def test_a_file_that_is_not_there_is_asked_wrongly(front_door: FrontDoor, tmp_path: Path) -> None:
    assert front_door.run("import", str(tmp_path / "nothing.json")).exit_code == 2
