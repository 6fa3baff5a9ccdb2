from typing import Any

import msgspec
from hypothesis import given, settings

from services.matching.domain.comparing import Choice, choices
from services.matching.domain.directory import Directory
from services.matching.domain.listed import Listed
from services.matching.domain.ranking import Ranking
from services.matching.domain.shortlist import shortlist
from services.matching.handlers.ranking import RANKINGS
from shared.contracts.event import BY_CLASS
from shared.contracts.matching import RankingPublished
from shared.doors.ranking import load_ranking
from shared.event_store.editions import content_of
from tests.contract.samples import read, written
from tests.unit.doors.protocols import any_ranking
from tests.unit.matching.given import RANKING, any_complexity, any_facts, any_schemes, directory, facts, listed, request


def published(sent: dict[str, Any], version: int = 2) -> Ranking:
    """Return a ranking as it is after its door, its event and its store."""
    entered = RANKINGS.read(load_ranking({"based_on": version - 1, "protocol": sent}).protocol, version)
    event = RankingPublished(version=version, ranking=msgspec.to_builtins(entered))
    contract = BY_CLASS[RankingPublished]
    stored = read(contract.stored_type, written(event, contract))
    assert isinstance(stored, RankingPublished)
    return msgspec.convert(stored.ranking, Ranking)


@given(any_ranking)
def test_a_ranking_comes_through_door_event_and_store_as_it_was_sent(sent: dict[str, Any]) -> None:
    assert content_of(published(sent)) == sent


@given(any_facts, any_complexity, any_schemes)
@settings(max_examples=40)
def test_trying_the_ranking_in_force_changes_no_choice(
    person: Any, complexity: str, schemes: tuple[Listed, ...]
) -> None:
    first, second = choices(request(person, complexity), Directory(schemes), RANKING, RANKING)
    assert first == second


@given(any_facts, any_complexity, any_schemes, any_ranking)
@settings(max_examples=40)
def test_each_choice_is_the_one_its_ranking_puts_first_on_a_shortlist(
    person: Any, complexity: str, schemes: tuple[Listed, ...], sent: dict[str, Any]
) -> None:
    edited, asked, known = published(sent), request(person, complexity), Directory(schemes)
    for ranking, chosen in zip((RANKING, edited), choices(asked, known, RANKING, edited), strict=True):
        best = next((one for one in shortlist(asked, known.reaching(person), ranking) if one.suitable), None)
        if best is None:
            assert chosen == Choice(None, 0, {}, ranking.review_parked_after_days)
        else:
            assert chosen == Choice(best.scheme_id, best.score, best.factors, None)


def test_points_that_tie_go_by_scheme_id_in_both_choices() -> None:
    known = directory(listed("b"), listed("a"))
    assert [one.first_choice for one in choices(request(facts()), known, RANKING, RANKING)] == ["a", "a"]
