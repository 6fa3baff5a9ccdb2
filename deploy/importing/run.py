"""One import from beginning to end, and the folder of several."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from deploy.importing.feed import Feed
from deploy.importing.sending import Imported, Importer
from deploy.importing.source import Source, source_of_feed, source_of_file
from deploy.program.kept_door import KeptDoor
from deploy.program.rejects import Rejects
from shared.doors.foreign.formats import DRAFTS

Watch = Callable[[Imported], None]
_READ = (".json", ".geojson", ".jsonl", ".ndjson", ".csv", ".gz")


def open_source(
    where: str, name: str | None, areas: Sequence[str], details: bool, say: Callable[[str], None]
) -> Source:
    """Open a file or the address of a feed.

    Raises: SourceRefused; FeedBroken; OSError.
    """
    if "://" in where:
        return source_of_feed(Feed(where, details, say), name, tuple(areas), Path.cwd())
    return source_of_file(Path(where), name, tuple(areas))


def files_of(where: str) -> Iterator[str]:
    """Give what is to be imported: the address or the file itself, or every file of a folder that may hold records."""
    if "://" in where or not Path(where).is_dir():
        yield where
        return
    for path in sorted(Path(where).iterdir()):
        if (
            path.is_file()
            and path.suffix in _READ
            and ".rejects" not in path.name
            and not path.name.startswith("_sources")
        ):
            yield str(path)


def import_source(source: Source, wanted: str | None, door: KeptDoor, watch: Watch) -> tuple[Imported, Rejects, str]:
    """Import a source, and return what came of it, the file of what was refused, and what its records became.

    `wanted`: schemes or activities, where the format leaves the choice.
    Raises: DoorClosed; NoFrontDoor.
    """
    becomes = source.format.becomes
    if source.format.read is not None and wanted is not None:
        becomes = DRAFTS if wanted == "schemes" else wanted
    rejects = Rejects(source.rejects, ())
    try:
        return Importer(source, becomes, rejects).send(door, watch), rejects, becomes
    finally:
        rejects.close()
