"""What is made of measurements."""

from datetime import date

import pytest

from deploy.bench.inventing import Inventor
from deploy.bench.match.county import County, requests
from deploy.bench.match.deciding import directory_of, plain_loop
from deploy.bench.report import Report
from deploy.bench.spread import Spread, percentile
from deploy.bench.town import schemes
from shared.doors.referral import load_referral
from shared.doors.scheme import load_scheme

TODAY = date(2026, 7, 1)


def test_the_middle_repetition_counts_beside_the_lowest_and_the_highest() -> None:
    assert Spread.of([5, 1, 3]) == Spread(median=3, lowest=1, highest=5)


@pytest.mark.parametrize(("share", "value"), [(0.5, 51), (0.95, 96), (1.0, 100)])
def test_a_percentile_is_the_value_so_many_do_not_exceed(share: float, value: float) -> None:
    assert percentile(range(1, 101), share) == value


def test_a_target_of_a_figure_beside_another_is_held_against_their_ratio() -> None:
    report = Report(title="", asked={})
    limit = report.add("limit", "a second", Spread.of([100]))
    assert report.add_beside("half", Spread.of([50]), limit, at_least=0.5).kept is True
    assert report.add_beside("less", Spread.of([49]), limit, at_least=0.5).kept is False
    assert limit.kept is None


def test_every_invented_referral_is_taken_and_the_same_seed_invents_the_same_ones() -> None:
    referrals = Inventor(seed=7).referrals(50)
    assert all(load_referral(referral, TODAY) for referral in referrals)
    assert referrals == Inventor(seed=7).referrals(50)


@pytest.mark.parametrize(("schemes_", "reaching"), [(300, 300), (1_000, 300), (1_000, 7), (999, 100)])
def test_as_many_schemes_of_a_county_as_were_asked_for_reach_its_people(schemes_: int, reaching: int) -> None:
    directory = directory_of(County(schemes_, reaching))
    assert len(directory.schemes) == schemes_
    loop = plain_loop(directory)
    for request in requests(5):
        found = [one.scheme.id for one in directory.reaching(request.facts)]
        assert len(found) == reaching
        assert [one.scheme.id for one in loop(request.facts)] == found


def test_every_scheme_of_the_town_is_a_scheme() -> None:
    assert len({load_scheme(scheme).id for scheme in schemes()}) == len(schemes())
