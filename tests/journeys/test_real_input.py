"""A hub on real input, shortened: real contracts and warm spaces, real postcodes, invented people."""

from pathlib import Path

import pytest

from tests.proof.real_input import real_input

MEMORY_MEGABYTES_MAX = 150


@pytest.mark.slow
@pytest.mark.full
def test_real_contracts_and_warm_spaces_are_offered_to_people_at_real_postcodes(tmp_path: Path) -> None:
    figures = real_input(tmp_path, lambda words: None, referrals=600, spaces=500, whole=False, each=1)
    assert (figures.contracts, figures.spaces) == (143, 500)
    assert figures.clean, figures
    assert sum(figures.states.values()) == 600
    assert figures.states["offered"] > 100
    assert [held for held in figures.memory if held.most > MEMORY_MEGABYTES_MAX] == []
