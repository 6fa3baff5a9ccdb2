"""Loading a file of postcodes chunk by chunk, each committed with its bookmark, so that it can stop anywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from services.intake.areas import bookmark as bookmarks
from services.intake.areas.bookmark import Bookmark
from services.intake.areas.columns import PostcodeFileRefused
from services.intake.areas.nesting import is_nested, nest
from services.intake.areas.opening import fingerprint
from services.intake.areas.reading import AreaFile, Chunk, Refusal
from services.intake.areas.writing import settle, write
from shared.clock import Clock
from shared.config.limits import AREA_REFUSALS_SHOWN_MAX

Watch = Callable[[AreaFile, Bookmark], None]
"""Called after every commit: with the file, to see how much of it is read, and the bookmark just written."""


@dataclass(frozen=True)
class Loaded:
    """What came of a load.

    `after_row`: where it went on; `refusals`: the first of those met in this run; `before`: the same file had been
    loaded to its end already, so nothing was done.
    """

    bookmark: Bookmark
    after_row: int
    refusals: tuple[Refusal, ...] = ()
    before: bool = False


def load_areas(engine: Engine, path: Path, clock: Clock, watch: Watch, again: bool = False) -> Loaded:
    """Load the file, going on where a load of the same bytes stopped; one that was finished is only loaded `again`.

    Raises: PostcodeFileRefused when it is no file of postcodes or not one row of it is good; LoadRaced.
    """
    name = fingerprint(path)
    with engine.begin() as connection:
        begun = bookmarks.find(connection, name)
    if begun and begun.finished_at and not again:
        if not is_nested(engine):
            nest(engine)
        return Loaded(begun, begun.rows_read, before=True)
    with AreaFile(path) as file:
        start = begun if begun and not begun.finished_at else _begin(engine, name, path.name)
        return _load(engine, file, start, clock, watch)


def _begin(engine: Engine, name: str, file_name: str) -> Bookmark:
    with engine.begin() as connection:
        return bookmarks.begin(connection, name, file_name)


def _load(engine: Engine, file: AreaFile, start: Bookmark, clock: Clock, watch: Watch) -> Loaded:
    here, refusals = start, list[Refusal]()
    for chunk in file.chunks(after_row=start.rows_read):
        here = _commit(engine, here, chunk)
        refusals += chunk.refusals[: AREA_REFUSALS_SHOWN_MAX - len(refusals)]
        watch(file, here)
    if here.rows_read == here.rows_refused:
        _refuse(engine, here, refusals)
    nest(engine)
    with engine.begin() as connection:
        settle(connection)
        finished = bookmarks.finish(connection, here, clock())
    return Loaded(finished, start.rows_read, tuple(refusals))


def _commit(engine: Engine, here: Bookmark, chunk: Chunk) -> Bookmark:
    with engine.begin() as connection:
        moved = bookmarks.advance(connection, here, chunk.rows_read, len(chunk.refusals))
        write(connection, chunk.rows.values())
    return moved


def _refuse(engine: Engine, here: Bookmark, refusals: list[Refusal]) -> None:
    with engine.begin() as connection:
        bookmarks.forget(connection, here.fingerprint)
    first = f" Line {refusals[0].line}: {refusals[0].reason}." if refusals else ""
    raise PostcodeFileRefused(
        f"Not one of the {here.rows_read:,} rows under the header of this file can be used.{first}"
    )
