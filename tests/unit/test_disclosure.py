from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.config.report_limits import COUNTS_ROUNDED_TO
from shared.disclosure import hidden, in_words, rounded, told

TRIED = 20_000
counts = st.integers(0, 100_000)


@pytest.mark.parametrize(
    ("count", "says"),
    [(0, 0), (1, None), (7, None), (8, 10), (9, 10), (12, 10), (13, 15), (17, 15), (18, 20), (1_000, 1_000)],
)
def test_none_is_told_as_none_one_to_seven_are_hidden_and_the_rest_are_rounded(count: int, says: int | None) -> None:
    assert told(count) == says


@given(counts)
def test_a_count_that_is_told_is_a_multiple_of_five_and_at_most_two_away(count: int) -> None:
    said = told(count)
    assert said is None or (said % 5 == 0 and abs(said - count) <= 2)


def could_be(said: int | None) -> tuple[int, int]:
    """Return the least and the most that a told count can stand for."""
    if said is None:
        return 1, 7
    return (max(said - 2, 8), said + 2) if said else (0, 0)


@given(counts | st.integers(0, 12), st.integers(1, 7))
def test_a_total_less_its_other_part_never_gives_the_part_that_is_hidden(other: int, part: int) -> None:
    least, most = could_be(told(other + part))
    other_least, other_most = could_be(told(other))
    possible = {one for one in range(1, 8) if other_least + one <= most and other_most + one >= least}
    assert part in possible
    assert len(possible) > 1


def test_a_total_less_many_parts_hardly_ever_gives_the_one_that_is_hidden() -> None:
    random, given_away = Random(4), 0
    for _ in range(TRIED):
        others, part = [random.randrange(8, 200) for _ in range(9)], random.randint(1, 7)
        difference = rounded(sum(others) + part) - sum(rounded(one) for one in others)
        furthest = COUNTS_ROUNDED_TO // 2 * (len(others) + 1)
        given_away += sum(abs(difference - one) <= furthest for one in range(1, 8)) == 1
    assert given_away <= TRIED // 1_000


def test_hidden_counts_are_named_and_shown_as_fewer_than_eight() -> None:
    assert hidden({"people": None, "referrals": 10, "placed": 0}) == ["people"]
    assert [in_words(told(count)) for count in (0, 3, 9)] == ["0", "fewer than 8", "10"]
