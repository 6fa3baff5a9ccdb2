"""One import from beginning to end: of a file, of a folder of files, or of a feed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from deploy.importing.feed import Feed
from deploy.importing.fetching import FeedBroken
from deploy.importing.sending import Imported, Importer
from deploy.importing.source import Source, source_of_feed, source_of_file, table_of_terms
from deploy.importing.unpacking import SourceRefused
from deploy.program.kept_door import KeptDoor
from deploy.program.rejects import Rejects
from shared.doors.foreign.formats import DRAFTS
from shared.doors.foreign.terms import TermTable

Watch = Callable[[Imported], None]
_READ = (".json", ".geojson", ".jsonl", ".ndjson", ".csv", ".gz")


class Wishes(NamedTuple):
    """How somebody wants a directory imported. `becomes`: schemes or activities, where its format leaves the choice.

    `name`: what to call the directory; `areas`: GSS codes of its place; `details`: see `Feed`; `rejects`: folder for
    what is refused; beside the file when left out; `terms`: a table of one's own of what categories stand for.
    """

    name: str | None = None
    areas: tuple[str, ...] = ()
    becomes: str | None = None
    details: bool = True
    rejects: Path | None = None
    terms: Path | None = None


@dataclass
class Run:
    """What came of everything that was imported together.

    `drafts`: how many wait for the hub; `rejects`: the files of refused records; `unread`: files that hold nothing
    we can read, each with why.
    """

    done: Imported = field(default_factory=Imported)
    kinds: dict[str, None] = field(default_factory=dict)
    drafts: int = 0
    rejects: list[Path] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def import_all(where: str, wanted: Wishes, door: KeptDoor, watch: Watch, say: Callable[[str], None]) -> Run:
    """Import a file, a folder or a feed, and return what came of it.

    Raises: SourceRefused, FeedBroken or OSError when it is one thing that cannot be read; TermsRefused; DoorClosed;
    NoFrontDoor.
    """
    run, terms = Run(), table_of_terms(wanted.terms)
    folder = Path(where) if "://" not in where and Path(where).is_dir() else None
    if folder is None:
        _import(_opened(where, wanted, terms, say), wanted, door, run, watch)
        return run
    for path in _files_of(folder):
        try:
            source = source_of_file(path, wanted.name or folder.resolve().name, wanted.areas, terms)
        except (SourceRefused, OSError) as refused:
            run.unread.append(f"{path.name}: {refused}")
        else:
            _import(source, wanted, door, run, watch)
    return run


def _opened(where: str, wanted: Wishes, terms: TermTable, say: Callable[[str], None]) -> Source:
    if "://" in where:
        return source_of_feed(Feed(where, wanted.details, say), wanted.name, wanted.areas, terms)
    return source_of_file(Path(where), wanted.name, wanted.areas, terms)


def _files_of(folder: Path) -> Iterator[Path]:
    """Give every file of a folder that may hold records; not those written by us, nor what only explains others."""
    for path in sorted(folder.iterdir()):
        ours = ".rejects" in path.name or path.name.startswith("_sources")
        if path.is_file() and path.suffix in _READ and not ours:
            yield path


def _import(source: Source, wanted: Wishes, door: KeptDoor, run: Run, watch: Watch) -> None:
    becomes = source.format.becomes
    if source.format.read is not None and wanted.becomes is not None:
        becomes = DRAFTS if wanted.becomes == "schemes" else wanted.becomes
    beside = wanted.rejects / source.rejects.name if wanted.rejects else source.rejects
    rejects, registered = Rejects(beside, ()), run.done.registered
    run.kinds[source.format.says] = None
    try:
        Importer(source, becomes, rejects, run.done).send(door, watch)
    except FeedBroken as broken:
        run.done.stopped = str(broken)
    finally:
        rejects.close()
    run.rejects += [rejects.path] if rejects.count else []
    run.drafts += run.done.registered - registered if becomes == DRAFTS else 0
