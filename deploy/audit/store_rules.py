"""What holds of one store by itself; each question is answered by the database, so that nothing is carried over."""

from collections.abc import Iterator

from deploy.audit.snapshot import Snapshot
from deploy.audit.words import WORDS


def gaps(store: Snapshot) -> Iterator[str]:
    """Give the streams whose versions are not 1, 2, 3 and so on."""
    rows = store.rows(
        "select stream, count(*), min(version), max(version) from events group by stream "
        "having count(*) <> max(version) or min(version) <> 1 order by stream"
    )
    return (f"{stream} has {count} events, version {first} to {last}" for stream, count, first, last in rows)


def received(intake: Snapshot) -> int:
    """Return how many referrals were taken in."""
    category = WORDS[intake.dialect].category
    return intake.number(f"select count(*) from events where {category} = 'referral' and version = 1")


def keys_taken_twice(intake: Snapshot) -> Iterator[str]:
    """Give the streams of referrals that were taken in under a key used before."""
    words = WORDS[intake.dialect]
    rows = intake.rows(
        f"select {words.submission} as submission, count(*), min(stream), max(stream) from events "
        f"where {words.category} = 'referral' and version = 1 and private is not null "
        "group by 1 having count(*) > 1 order by 3"
    )
    return (f"{count} referrals, among them {first} and {last}" for _, count, first, last in rows)


def dead(store: Snapshot) -> Iterator[str]:
    """Give the events that a service could not handle, and why."""
    rows = store.rows("select stream, version, type, failure from dead_events order by stream, version")
    return (f"{stream} version {version}, {kind}: {failure}" for stream, version, kind, failure in rows)


def waiting_for_nothing(store: Snapshot) -> Iterator[str]:
    """Give the events that wait although nothing before them is missing."""
    rows = store.rows(
        "select w.stream, w.version, c.version from inbox_waiting w join inbox_cursors c on c.stream = w.stream "
        "where w.version <= c.version + 1 order by w.stream, w.version"
    )
    return (f"{stream} version {version} waits, and {heard} was heard" for stream, version, heard in rows)


def not_passed_on(store: Snapshot) -> Iterator[str]:
    """Give how far the relay of a store is from its newest event; ahead of it, it would pass over what comes next."""
    newest = store.number("select max(position) from events")
    passed = store.number("select max(position) from relay_checkpoints")
    return iter(() if passed == newest else (f"the relay stands at {passed} of {newest}",))


def not_read(listener: Snapshot, source: str, newest: int) -> Iterator[str]:
    """Give how far a listener's feed is from the newest event of the store it reads (embedded mode)."""
    reached = listener.number(f"select max(position) from feed_positions where source = '{source}'")
    return iter(() if reached == newest else (f"has read the store of {source} up to {reached} of {newest}",))
