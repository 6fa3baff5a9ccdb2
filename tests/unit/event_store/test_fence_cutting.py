"""Where the fence cuts a page: before the first hole that may still be filled."""

from hypothesis import given
from hypothesis import strategies as st

from shared.event_store.fence import _contiguous

POSITIONS = st.lists(st.integers(1, 40), unique=True).map(sorted)


@given(POSITIONS, st.integers(0, 40), st.integers(0, 40))
def test_a_page_is_cut_before_the_first_hole_that_is_not_known_to_be_dead(
    positions: list[int], after: int, dead_up_to: int
) -> None:
    rows = [(position, "row") for position in positions if position > after]
    safe = _contiguous(after, rows, dead_up_to)
    there = {row[0] for row in rows}
    holes = [p for p in range(after + 1, max(there, default=0)) if p not in there and p > dead_up_to]
    assert [row[0] for row in rows[:safe]] == [p for p in sorted(there) if not holes or p < holes[0]]


def test_an_empty_page_needs_no_cut() -> None:
    assert _contiguous(7, [], 0) == 0
