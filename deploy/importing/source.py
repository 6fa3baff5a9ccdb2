"""A directory about to be imported: where its records come from, and how they are written."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from deploy.importing.feed import Feed
from deploy.importing.unpacking import SourceRefused, decoded, is_json, json_value, table, unpacked
from services.web.strict_json import NotReadable, read_json
from shared.config.limits import IMPORT_FILE_BYTES_MAX
from shared.doors.foreign.draft import Setting
from shared.doors.foreign.formats import SCHEMES, Format, format_of, records_in
from shared.doors.foreign.naming import slug
from shared.doors.foreign.terms import TermTable, read_terms

_ENDINGS = (".gz", ".geojson", ".json", ".jsonl", ".ndjson", ".csv", ".txt", ".rejects")
_UNKNOWN = "Nobody knows how to read this: it is none of the directories `onward schemes import` knows."
_LOOKED_AT = 20


@dataclass(frozen=True)
class Source:
    """Records of one kind, one after the other. `rejects`: the file beside which refused ones are written."""

    format: Format
    records: Iterator[Any]
    setting: Setting
    rejects: Path


def source_of_file(path: Path, name: str | None, areas: tuple[str, ...], terms: TermTable) -> Source:
    """Open a file and recognise what is in it.

    Raises: SourceRefused; OSError.
    """
    if not path.is_file():
        raise SourceRefused(f"There is no file {path.name} there.")
    if path.stat().st_size > IMPORT_FILE_BYTES_MAX:
        raise SourceRefused(f"The file is larger than {IMPORT_FILE_BYTES_MAX:,} bytes.")
    raw = unpacked(path.read_bytes())
    text = decoded(raw)
    if not text.strip():
        raise SourceRefused("The file is empty.")
    records: Iterable[Any] = records_in(json_value(text)) if is_json(text) else table(text)
    found, records = recognised(records)
    if found.becomes == SCHEMES and is_json(text):
        records = iter(_strictly(raw))
    short = name or short_name(path)
    setting = Setting(slug(short, 40) or "unnamed", short, terms, areas, _beside(path))
    return Source(found, _joined(found, records), setting, path.with_name(f"{short_name(path)}.json"))


def source_of_feed(feed: Feed, name: str | None, areas: tuple[str, ...], terms: TermTable) -> Source:
    """Ask a feed for its first page and recognise what is in it.

    Raises: SourceRefused; FeedBroken.
    """
    found, records = recognised(feed.records())
    if found.becomes == SCHEMES:
        raise SourceRefused("Schemes as Onward writes them are imported from a file, not from an address.")
    short = name or feed.host
    setting = Setting(slug(short, 40) or "unnamed", short, terms, areas)
    return Source(found, _joined(found, records), setting, Path.cwd() / f"{slug(short, 60)}.json")


def recognised(records: Iterable[Any]) -> tuple[Format, Iterator[Any]]:
    """Return how records are written, and all of them again. Raises: SourceRefused."""
    rest, first = iter(records), list[Any]()
    for record in itertools.islice(rest, _LOOKED_AT):
        first.append(record)
        found = format_of([record])
        if found is not None:
            return found, itertools.chain(first, rest)
    raise SourceRefused(_UNKNOWN)


def _joined(found: Format, records: Iterable[Any]) -> Iterator[Any]:
    """Return the records, where it takes several rows to make one."""
    return iter(found.join(records) if found.join else records)


def table_of_terms(path: Path | None) -> TermTable:
    """Return the table that says what other people's categories stand for: a file's, or the one Onward ships with.

    Raises: TermsRefused; OSError.
    """
    shipped = files("shared.doors.foreign") / "terms.csv"
    return read_terms(decoded(path.read_bytes()) if path else shipped.read_text("utf-8"))


def short_name(path: Path) -> str:
    """Return what a file is called, without what says how it is packed."""
    name = path.name
    for ending in _ENDINGS:
        name = name.removesuffix(ending)
    return name


def _strictly(raw: bytes) -> Sequence[Any]:
    """Read a list of the hub's own schemes. Why strictly: what it says is in force at once, not a draft."""
    try:
        value = read_json(raw.removeprefix(b"\xef\xbb\xbf"))
    except NotReadable as refused:
        raise SourceRefused(str(refused)) from refused
    if not isinstance(value, list) or not value:
        raise SourceRefused("Give a JSON list of schemes, in square brackets.")
    return value


def _beside(path: Path) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Return the tables that lie beside a file and explain its records."""
    found: dict[str, Sequence[Mapping[str, Any]]] = {}
    for name in ("locations", "organisations"):
        other = path.with_name(f"{name}.csv")
        if other.is_file() and other != path:
            found[name] = list(table(decoded(other.read_bytes())))
    sources = path.with_name("_sources.json")
    if sources.is_file() and sources != path:
        told = json_value(decoded(sources.read_bytes()))
        listed = list(told.values()) if isinstance(told, dict) else told
        found["sources"] = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return found
