"""What came of an import, as a table for people."""

from collections import Counter
from collections.abc import Iterator

from deploy.importing.run import Run
from deploy.importing.sending import Imported

_KINDS_SHOWN_MAX = 40
_WIDTH = 90
_PATHS_SHOWN_MAX = 5
_STRANGE_SHOWN_MAX = 10


def told(run: Run) -> Iterator[str]:
    """Give the lines: what was entered, changed, mended and refused, each kind with how often."""
    done = run.done
    yield (
        f"{done.registered:,} registered, {done.changed:,} changed, {done.unchanged:,} unchanged, "
        f"{done.refused:,} refused."
    )
    yield from _changed(done)
    if done.mends:
        yield from _table(f"Mended: {done.mended:,} records", done.mends)
    if done.reasons:
        yield from _table(f"Refused: {done.refused:,} records", done.reasons)
    if done.strange:
        said = ", ".join(f"{name} {count:,}" for name, count in done.strange.most_common(_STRANGE_SHOWN_MAX))
        yield f"Categories the table of terms does not have: {said}{', …' * (len(done.strange) > _STRANGE_SHOWN_MAX)}"
    yield from _where(run)
    if run.drafts:
        yield f"{', '.join(run.kinds)}: nobody is sent to any of the {run.drafts:,} before the hub approves it."
    if done.stopped:
        yield f"Not all of it was read: {done.stopped}. What was read is in."


def _where(run: Run) -> Iterator[str]:
    for path in run.rejects[:_PATHS_SHOWN_MAX]:
        yield f"The refused records, with the reason beside each: {path}"
    if len(run.rejects) > _PATHS_SHOWN_MAX:
        yield f"  and {len(run.rejects) - _PATHS_SHOWN_MAX:,} more files like it"
    yield from (f"Not read: {unread}" for unread in run.unread)


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
