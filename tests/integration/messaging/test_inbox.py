"""What the inbox promises, on both databases: each event once, each stream in order, nothing lost."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from shared.event_store.transaction import Transaction
from shared.messaging.dead_events import count_dead, dead
from shared.messaging.inbox import Inbox
from tests.integration.messaging.bells import Bells, ring, rings, unreadable

A, B, C = "referral-A", "referral-B", "referral-C"


def test_each_event_has_its_effect_once_and_in_the_order_of_its_stream(bells: Bells) -> None:
    bells.inbox.take([*rings(A, 1, 2), *rings(B, 1), *rings(A, 3)])
    assert bells.notes() == {A: [1, 2, 3], B: [1]}


def test_what_was_heard_before_is_ignored_alone_and_among_what_is_new(bells: Bells) -> None:
    bells.inbox.take(rings(A, 1, 2))
    bells.inbox.take(rings(A, 1, 2))
    bells.inbox.take([*rings(A, 2, 1, 3), *rings(A, 3)])
    assert bells.notes() == {A: [1, 2, 3]}


def test_what_comes_too_early_waits_and_is_let_go_in_order_once_the_gap_is_filled(bells: Bells) -> None:
    bells.inbox.take(rings(A, 4, 2))
    bells.inbox.take(rings(A, 3))
    assert (bells.notes(), bells.waiting()) == ({}, [(A, 2), (A, 3), (A, 4)])
    bells.inbox.take([*rings(B, 1), *rings(A, 1)])
    assert (bells.notes(), bells.waiting()) == ({A: [1, 2, 3, 4], B: [1]}, [])


def test_what_waits_and_comes_again_waits_only_once(bells: Bells) -> None:
    for _ in range(3):
        bells.inbox.take(rings(A, 3, 2))
    assert bells.waiting() == [(A, 2), (A, 3)]
    bells.inbox.take(rings(A, 3, 2, 1))
    assert (bells.notes(), bells.waiting()) == ({A: [1, 2, 3]}, [])


def test_a_gap_in_one_stream_holds_up_no_other(bells: Bells) -> None:
    bells.inbox.take([*rings(A, 2), *rings(B, 1, 2), *rings(C, 2, 1)])
    assert (bells.notes(), bells.waiting()) == ({B: [1, 2], C: [1, 2]}, [(A, 2)])


def test_an_empty_batch_is_taken_in_and_its_mark_is_kept(bells: Bells) -> None:
    marked = []
    bells.inbox.take([], lambda _connection: marked.append(True))
    assert marked == [True]


def test_a_poison_event_is_buried_the_rest_of_its_stream_waits_and_other_streams_go_on(bells: Bells) -> None:
    bells.poison = {(A, 2)}
    bells.inbox.take([*rings(A, 1, 2, 3, 4), *rings(B, 1, 2, 3), *rings(C, 1)])
    assert bells.notes() == {A: [1], B: [1, 2, 3], C: [1]}
    assert [(event.stream, event.version) for event, _ in dead(bells.store)] == [(A, 2)]
    assert bells.waiting() == [(A, 3), (A, 4)]


def test_why_an_event_died_names_the_failure_and_where_but_not_its_words(bells: Bells) -> None:
    bells.poison = {(A, 1)}
    bells.inbox.take(rings(A, 1))
    ((_, failure),) = dead(bells.store)
    assert failure.startswith("Poisoned in shared.messaging.inbox:")
    assert "must not be told" not in failure


def test_an_event_that_nobody_here_can_read_is_buried_and_its_stream_waits(bells: Bells) -> None:
    bells.inbox.take([unreadable(A, 1), *rings(A, 2), *rings(B, 1)])
    assert (bells.notes(), bells.waiting(), count_dead(bells.store)) == ({B: [1]}, [(A, 2)], 1)


def test_poison_that_was_waiting_is_buried_itself_and_not_the_event_that_released_it(bells: Bells) -> None:
    bells.poison = {(A, 3)}
    bells.inbox.take(rings(A, 2, 3, 4))
    bells.inbox.take(rings(A, 1))
    assert bells.notes() == {A: [1, 2]}
    assert [event.version for event, _ in dead(bells.store)] == [3]
    assert bells.waiting() == [(A, 4)]
    bells.inbox.take([*rings(A, 5), *rings(B, 1)])
    assert (bells.notes(), bells.waiting()) == ({A: [1, 2], B: [1]}, [(A, 4), (A, 5)])


def test_a_poison_event_delivered_again_dies_only_once(bells: Bells) -> None:
    bells.poison = {(A, 1)}
    for _ in range(3):
        bells.inbox.take(rings(A, 1, 2))
    assert (count_dead(bells.store), bells.waiting(), bells.notes()) == (1, [(A, 2)], {})


def test_a_dead_event_replayed_after_the_mend_has_its_effect_and_its_stream_goes_on(bells: Bells) -> None:
    bells.poison = {(A, 2)}
    bells.inbox.take(rings(A, 1, 2, 3, 4))
    bells.poison = set()
    ((event, _),) = dead(bells.store)
    assert bells.inbox.replay(event) is None
    assert (bells.notes(), bells.waiting(), count_dead(bells.store)) == ({A: [1, 2, 3, 4]}, [], 0)
    assert bells.inbox.replay(event) is None
    assert bells.notes() == {A: [1, 2, 3, 4]}


def test_a_dead_event_replayed_before_the_mend_stays_dead_and_says_why(bells: Bells) -> None:
    bells.poison = {(A, 2)}
    bells.inbox.take(rings(A, 1, 2, 3))
    ((event, _),) = dead(bells.store)
    failure = bells.inbox.replay(event)
    assert type(failure).__name__ == "Poisoned"
    assert (bells.notes(), bells.waiting(), count_dead(bells.store)) == ({A: [1]}, [(A, 3)], 1)


def test_the_next_poison_of_a_stream_is_buried_when_the_first_is_mended(bells: Bells) -> None:
    bells.poison = {(A, 1), (A, 3)}
    bells.inbox.take(rings(A, 1, 2, 3, 4))
    bells.poison = {(A, 3)}
    ((first, _),) = dead(bells.store)
    assert bells.inbox.replay(first) is None
    assert (bells.notes(), bells.waiting()) == ({A: [1, 2]}, [(A, 4)])
    ((second, _),) = dead(bells.store)
    bells.poison = set()
    bells.inbox.replay(second)
    assert (bells.notes(), count_dead(bells.store)) == ({A: [1, 2, 3, 4]}, 0)


def test_a_batch_full_of_poison_kills_nothing_but_the_poison(bells: Bells) -> None:
    bells.poison = {(f"referral-{n}", 1) for n in range(0, 40, 3)}
    bells.inbox.take([ring(f"referral-{n}", version) for version in (1, 2) for n in range(40)])
    assert bells.notes() == {f"referral-{n}": [1, 2] for n in range(40) if n % 3}
    assert (count_dead(bells.store), len(bells.waiting())) == (14, 14)


def test_the_mark_of_a_feed_is_kept_whether_the_batch_was_good_split_or_poison(bells: Bells) -> None:
    marks: list[str] = []
    bells.poison = {(A, 1)}
    bells.inbox.take(rings(B, 1), lambda _connection: marks.append("good"))
    bells.inbox.take([*rings(A, 1), *rings(B, 2)], lambda _connection: marks.append("split"))
    bells.inbox.take(rings(A, 1), lambda _connection: marks.append("poison"))
    assert marks == ["good", "split", "poison"]


class Away:
    """Makes the database fail while a batch is handled, and then no more."""

    def __init__(self, bells: Bells) -> None:
        self._bells = bells
        self.times = 1

    def react(self, work: Transaction, heard: object) -> None:
        """Handle the batch, then lose the database before it is committed."""
        self._bells.react(work, heard)  # type: ignore[arg-type]
        if self.times and work.connection.dialect.name == "postgresql":
            self.times -= 1
            own = work.connection.execute(text("select pg_backend_pid()")).scalar_one()
            with self._bells.store.reading() as other:
                other.execute(text("select pg_terminate_backend(:pid)"), {"pid": own})
            work.connection.execute(text("select 1"))
        elif self.times:
            self.times -= 1
            pages = work.connection.exec_driver_sql("pragma page_count").scalar_one()
            work.connection.exec_driver_sql(f"pragma max_page_count = {pages}")
            work.connection.exec_driver_sql("create table too_much as select zeroblob(1000000) as much")


def test_with_the_database_gone_or_full_the_batch_is_kept_whole_and_has_its_effect_later_once(bells: Bells) -> None:
    inbox = Inbox(bells.store, Away(bells).react)
    batch = [*rings(A, 1, 3), *rings(B, 1)]
    with pytest.raises(OperationalError):
        inbox.take(batch)
    assert (bells.notes(), bells.waiting(), count_dead(bells.store)) == ({}, [], 0)
    if bells.store.engine.dialect.name == "sqlite":
        with bells.store.engine.connect() as connection:
            connection.exec_driver_sql("pragma max_page_count = 100000")
    inbox.take(batch)
    assert (bells.notes(), bells.waiting()) == ({A: [1], B: [1]}, [(A, 3)])
