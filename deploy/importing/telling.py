"""What came of an import, as a table for people."""

from collections import Counter
from collections.abc import Iterator

from deploy.importing.sending import Imported
from deploy.importing.source import Source
from deploy.program.rejects import Rejects
from shared.doors.foreign.formats import DRAFTS

_KINDS_SHOWN_MAX = 40
_WIDTH = 78


def summary(done: Imported) -> str:
    """Return the one line that counts."""
    return (
        f"{done.registered:,} registered, {done.changed:,} changed, {done.unchanged:,} unchanged, "
        f"{done.refused:,} refused."
    )


def details(source: Source, becomes: str, done: Imported, rejects: Rejects) -> Iterator[str]:
    """Give the lines below it: what was changed, mended and refused, each kind with how often."""
    yield from _changed(done)
    if done.mends:
        yield from _table(f"Mended: {done.mended:,} records", done.mends)
    if done.reasons:
        yield from _table(f"Refused: {done.refused:,} records", done.reasons)
        yield f"The refused records, with the reason beside each: {rejects.path}"
    if becomes == DRAFTS and done.registered:
        yield f"{source.format.says}: nobody is sent to any of the {done.registered:,} before the hub approves it."
    if done.stopped:
        yield f"Not all of it was read: {done.stopped}. What was read is in."


def _changed(done: Imported) -> Iterator[str]:
    if done.changes:
        yield f"Changed: {', '.join(f'{name} {count:,}' for name, count in done.fields.most_common())}"
        yield from (f"  {change}" for change in done.changes)
    if done.changed > len(done.changes):
        yield f"  and {done.changed - len(done.changes):,} more"


def _table(title: str, counts: Counter[str]) -> Iterator[str]:
    yield title
    shown = counts.most_common(_KINDS_SHOWN_MAX)
    for what, count in shown:
        yield f"  {what[:_WIDTH]:<{_WIDTH}} {count:>9,}"
    rest = sum(counts.values()) - sum(count for _, count in shown)
    if rest:
        yield f"  {'other':<{_WIDTH}} {rest:>9,}"
