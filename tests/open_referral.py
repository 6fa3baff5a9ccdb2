"""What the standard itself says an answer must be: the compiled schemas of the UK profile, every format checked."""

import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from tests.outside import outside_data

PAGE_MEMBERS = frozenset(
    {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"}
)


@cache
def _schema(name: str) -> Any:
    """Return the validator of one compiled schema, Draft 2020-12. Why with formats: UUIDs, addresses and instants."""
    text = outside_data(f"oruk/uk-profile-3.0/schema/compiled/{name}.json").read_text("utf-8")
    return jsonschema_rs.Draft202012Validator(json.loads(text), validate_formats=True)


def faults(name: str, told: Any) -> list[str]:
    """Return what is wrong with an answer by the schema of that name; nulls are wrong wherever they stand."""
    found = [f"{'.'.join(map(str, one.instance_path))}: {one.message}" for one in _schema(name).iter_errors(told)]
    return found + [f"{where}: null" for where in nulls(told, name)]


def nulls(told: Any, where: str) -> Iterator[str]:
    """Give the places of every null."""
    if told is None:
        yield where
    elif isinstance(told, dict):
        for name, value in told.items():
            yield from nulls(value, f"{where}.{name}")
    elif isinstance(told, list):
        for number, value in enumerate(told):
            yield from nulls(value, f"{where}.{number}")


CHECKS = "response_schema_conformance,status_code_conformance,content_type_conformance,not_a_server_error"


def schemathesis(document: dict[str, Any], url: str, folder: Path, examples: int) -> subprocess.CompletedProcess[str]:
    """Run schemathesis on an address by a document, and return what it said. Shape: 0 when it found nothing."""
    path = folder / "document.json"
    path.write_text(json.dumps(document), "utf-8")
    words = f"run {path} --url {url} --include-method GET --phases examples,coverage,fuzzing --seed 1 --checks {CHECKS}"
    program = Path(sys.executable).parent / "schemathesis"
    command = [str(program), *words.split(), "--max-examples", str(examples)]
    return subprocess.run(command, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


PROBLEM: dict[str, Any] = {
    "description": "What is wrong, as RFC 9457 writes it.",
    "content": {
        "application/problem+json": {
            "schema": {
                "type": "object",
                "required": ["type", "title", "status", "detail"],
                "properties": {
                    "status": {"type": "integer"},
                    "detail": {"type": "string"},
                    "errors": {"type": "object"},
                },
            }
        }
    },
}


def validators_profile(ids: dict[str, list[str]]) -> dict[str, Any]:
    """Return the official validator's own OpenAPI document, made fit to find faults of ours.

    `ids`: real ids for each kind of thing. What is different, and why: the document knows no answer but 200, so that
    any other would be a fault, also to somebody who asks for what is not there; real ids, or nothing whole would be
    looked at; entries of lists are checked too, which a slip in the document prevents; and organisations, which the UK
    profile leaves out, are left out.
    """
    document: dict[str, Any] = json.loads(
        outside_data("oruk/oruk-v3-validator-openapi.bundled.json").read_text("utf-8")
    )
    for path in [path for path in document["paths"] if path.startswith("/organizations")]:
        del document["paths"][path]
    for path, item in document["paths"].items():
        item["get"]["responses"]["4XX"] = PROBLEM
        if "{id}" in path:
            item["parameters"][0]["schema"] = {"type": "string", "enum": [*ids[path.split("/")[1]], "nobody"]}
        elif path != "/":
            _check_entries(document, item["get"]["responses"]["200"]["content"]["application/json"]["schema"])
    return document


def _check_entries(document: dict[str, Any], page: dict[str, Any]) -> None:
    """Let a page's entries be checked: the document wraps each in a page of its own."""
    if "$ref" in page:
        page = document["components"]["schemas"][page["$ref"].rpartition("/")[2]]
    entries = page["properties"]["contents"]
    inner = (
        document["components"]["schemas"][entries["items"]["$ref"].rpartition("/")[2]]
        if "$ref" in entries["items"]
        else {}
    )
    if "contents" in inner.get("properties", {}):
        entries["items"] = inner["properties"]["contents"]["items"]
    page["required"] = sorted(PAGE_MEMBERS)
