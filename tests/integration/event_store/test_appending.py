"""Events are stored at the version they were decided on, or not at all."""

import pytest

from shared.config.limits import STREAM_NAME_CHARACTERS_MAX, WRITE_PAGE_EVENTS
from shared.event_store.recorded import WrongExpectedVersion
from shared.event_store.store import Store
from tests.integration.event_store.happenings import NOW, Happened, append, append_together, numbers, told


def test_a_new_stream_begins_at_version_one_when_nothing_is_expected(store: Store) -> None:
    append(store, "thing-1", 0, 10, 20)
    assert [(one.stream, one.version) for one in store.read("thing-1")] == [("thing-1", 1), ("thing-1", 2)]
    assert numbers(store, "thing-1") == [10, 20]


def test_an_existing_stream_goes_on_where_it_stood_when_that_is_expected(store: Store) -> None:
    append(store, "thing-1", 0, 10, 20)
    append(store, "thing-1", 2, 30)
    assert numbers(store, "thing-1") == [10, 20, 30]


@pytest.mark.parametrize("expected", [0, 1, 3, 4, 1000, -1])
def test_an_append_is_refused_when_the_stream_is_not_as_far_or_further_than_expected(
    store: Store, expected: int
) -> None:
    append(store, "thing-1", 0, 10, 20)
    with pytest.raises(WrongExpectedVersion):
        append(store, "thing-1", expected, 99)
    assert numbers(store, "thing-1") == [10, 20]


@pytest.mark.parametrize("expected", [-1, 1, 7])
def test_an_append_is_refused_when_the_stream_was_expected_to_exist_and_does_not(store: Store, expected: int) -> None:
    with pytest.raises(WrongExpectedVersion):
        append(store, "thing-1", expected, 99)
    assert told(store) == []


def test_many_streams_are_written_in_one_transaction_each_in_the_order_of_its_appends(store: Store) -> None:
    append(store, "thing-2", 0, 1)
    append_together(store, ("thing-3", 0, [1, 2]), ("thing-2", 1, [3]), ("thing-1", 0, [4]), ("thing-3", 2, [5]))
    assert sorted(told(store)[1:]) == [("thing-1", 1), ("thing-2", 2), ("thing-3", 1), ("thing-3", 2), ("thing-3", 3)]
    assert numbers(store, "thing-3") == [1, 2, 5]


@pytest.mark.parametrize("wrong", [0, 5])
def test_nothing_at_all_is_stored_when_one_of_many_streams_is_not_as_expected(store: Store, wrong: int) -> None:
    append(store, "thing-2", 0, 1)
    with pytest.raises(WrongExpectedVersion):
        append_together(store, ("thing-1", 0, [1]), ("thing-2", wrong, [2]), ("thing-3", 0, [3]))
    assert told(store) == [("thing-2", 1)]


def test_more_events_than_one_statement_takes_are_stored_together_and_in_order(store: Store) -> None:
    many = range(WRITE_PAGE_EVENTS * 2 + 1)
    append(store, "thing-1", 0, *many)
    assert numbers(store, "thing-1") == list(many)


def test_what_a_transaction_appended_is_already_there_for_itself(store: Store) -> None:
    append(store, "thing-1", 0, 1)
    with store.transaction() as work:
        work.append("thing-1", 1, [Happened(n=2)], "test")
        work.append("thing-2", 0, [Happened(n=3)], "test")
        assert work.versions(["thing-1", "thing-2", "thing-3"]) == {"thing-1": 2, "thing-2": 1, "thing-3": 0}
        assert [one.version for one in work.histories(["thing-1"])["thing-1"]] == [1, 2]
        work.append("thing-1", 2, [Happened(n=4)], "test")
    assert numbers(store, "thing-1") == [1, 2, 4]


def test_a_second_append_to_a_stream_is_refused_at_once_when_it_ignores_the_first(store: Store) -> None:
    with pytest.raises(WrongExpectedVersion, match="stands at 2, not at 1"):
        append_together(store, ("thing-1", 0, [1, 2]), ("thing-1", 1, [3]))
    assert told(store) == []


def test_a_transaction_goes_on_after_what_it_had_was_stored(store: Store) -> None:
    with store.transaction() as work:
        work.append("thing-1", 0, [Happened(n=1)], "test")
        assert [one.version for one in work.finish()] == [1]
        assert work.finish() == []
        work.append("thing-1", 1, [Happened(n=2)], "test")
    assert numbers(store, "thing-1") == [1, 2]


def test_a_single_append_is_stored_at_once_or_refused_like_any_other(store: Store) -> None:
    assert [one.version for one in store.append_once("thing-1", 0, [Happened(n=1), Happened(n=2)], "test")] == [1, 2]
    for expected in (0, 1, 3):
        with pytest.raises(WrongExpectedVersion):
            store.append_once("thing-1", expected, [Happened(n=9)], "test")
    store.append_once("thing-1", 2, [Happened(n=3)], "test")
    assert numbers(store, "thing-1") == [1, 2, 3]


def test_who_recorded_an_event_when_and_why_is_kept_with_it(store: Store) -> None:
    with store.transaction() as work:
        work.append("thing-1", 0, [Happened(n=1)], "submit_thing", by="hub:7")
        work.append("thing-1", 1, [Happened(n=2)], "thing.happened")
    first, second = (one.meta for one in store.read("thing-1"))
    assert (first.at, first.by, first.because) == (NOW, "hub:7", "submit_thing")
    assert (second.at, second.by, second.because) == (NOW, "service:test", "thing.happened")


@pytest.mark.parametrize("stream", ["", "x" * (STREAM_NAME_CHARACTERS_MAX + 1)])
def test_a_stream_must_have_a_name_of_bearable_length(store: Store, stream: str) -> None:
    with pytest.raises(ValueError, match="characters"):
        append(store, stream, 0, 1)


@pytest.mark.parametrize("words", ["'; drop table events; --", "%s %(n)s {}", '\\ " \n\t', "\0", "ŵ 語 🏠", ""])
def test_words_come_back_as_they_were_given_whatever_is_in_them(store: Store, words: str) -> None:
    store.append_once("thing-1", 0, [Happened(n=1, words=words)], "test")
    assert [one.event for one in store.read("thing-1")] == [Happened(n=1, words=words)]
