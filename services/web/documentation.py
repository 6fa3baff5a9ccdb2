"""The OpenAPI document as a person reads it: each route, what it takes, what it answers."""

from collections.abc import Iterator, Mapping
from typing import Any

Document = Mapping[str, Any]
Told = dict[str, Any]

_KINDS = {
    "array": "list",
    "boolean": "true or false",
    "date": "date, as YYYY-MM-DD",
    "date-time": "instant in UTC",
    "integer": "whole number",
    "string": "text",
}


def operations_told(document: Document) -> list[Told]:
    """Return the routes in groups, in the order they were registered."""
    groups: dict[str, list[Told]] = {tag["name"]: [] for tag in document["tags"]}
    for path, methods in document["paths"].items():
        shared = methods.get("parameters", [])
        for method, operation in methods.items():
            if method != "parameters":
                told = _operation(document, f"{method.upper()} {path}", operation, shared)
                groups[operation["tags"][0]].append(told)
    return [{"name": tag["description"], "operations": groups[tag["name"]]} for tag in document["tags"]]


def _operation(document: Document, title: str, operation: Document, shared: list[Document]) -> Told:
    sent = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    good, *bad = sorted(operation["responses"])
    content = operation["responses"][good]["content"]
    schema = content.get("application/json", next(iter(content.values())))["schema"]
    return {
        "title": title,
        "summary": operation.get("summary", ""),
        "description": operation.get("description", ""),
        "parameters": [_parameter(one) for one in [*shared, *operation.get("parameters", [])]],
        "sent": list(_fields(document, sent, "")) if sent else [],
        "answered": list(_fields(document, schema, "")),
        "good": good,
        "problems": f"{', '.join(bad[:-1])} and {bad[-1]}",
    }


def _parameter(parameter: Document) -> Told:
    return {"name": parameter["name"], "where": parameter["in"], "says": parameter.get("description", "")}


def _fields(document: Document, schema: Document, name: str) -> Iterator[Told]:
    """Yield every field under its dotted name; `[]` stands for each entry of a list."""
    schema = _resolved(document, schema)
    if "items" in schema:
        yield from _fields(document, schema["items"], f"{name}[]")
        return
    needed = schema.get("required", ())
    for called, named in schema.get("properties", {}).items():
        below = _resolved(document, named)
        dotted = f"{name}.{called}".lstrip(".")
        yield {"name": dotted, "needed": called in needed, **_leaf(document, below)}
        yield from _fields(document, below, dotted)


def _leaf(document: Document, schema: Document) -> Told:
    entry = _resolved(document, schema.get("items", {}))
    kinds = schema.get("type", "object")
    kind = kinds if isinstance(kinds, str) else next(one for one in kinds if one != "null")
    codes = [str(code) for code in schema.get("enum") or entry.get("enum") or () if code is not None]
    kind = schema.get("format", kind)
    return {"kind": _KINDS.get(kind, kind), "codes": codes, "says": schema.get("description", "")}


def _resolved(document: Document, schema: Document) -> Document:
    """Return the schema a reference leads to; of alternatives, the one that is not null."""
    for alternatives in ("allOf", "anyOf", "oneOf"):
        if alternatives in schema:
            schema = next(one for one in schema[alternatives] if one.get("type") != "null")
    if "$ref" in schema:
        found: Document = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return found
    return schema
