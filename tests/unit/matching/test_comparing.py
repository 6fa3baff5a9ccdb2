from datetime import date
from typing import Any

import msgspec
from hypothesis import given, settings

from services.matching.domain.comparing import Choice, choices
from services.matching.domain.directory import Directory
from services.matching.domain.listed import Listed
from services.matching.domain.offering import decide
from services.matching.domain.ranking import Ranking
from services.matching.domain.shortlist import shortlist
from services.matching.handlers.ranking import RANKINGS
from shared.contracts.event import BY_CLASS
from shared.contracts.matching import RankingPublished
from shared.doors.ranking import load_ranking
from shared.event_store.editions import content_of
from tests.contract.samples import read, written
from tests.unit.doors.protocols import any_ranking, edited_ranking
from tests.unit.matching.given import (
    PERSON,
    RANKING,
    REFERENCE,
    any_complexity,
    any_facts,
    any_schemes,
    capacity,
    directory,
    facts,
    listed,
    request,
)

SOON = {"routine": 28, "soon": 14, "urgent": 7}


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
def test_each_choice_is_what_its_ranking_would_offer_if_every_scheme_had_room(
    person: Any, complexity: str, schemes: tuple[Listed, ...], sent: dict[str, Any]
) -> None:
    edited, asked, known = published(sent), request(person, complexity), Directory(schemes)
    room = capacity(*((one.scheme.id, None) for one in schemes))
    for ranking, chosen in zip((RANKING, edited), choices(asked, known, RANKING, edited), strict=True):
        considered = shortlist(asked, known.reaching(person), ranking)
        offered = decide(asked, considered, known.schemes, room, ranking, date(2026, 11, 23)).scheme_id
        room.release(offered or "", PERSON, REFERENCE)
        best = next((one for one in considered if one.scheme_id == offered), None)
        if best is None:
            assert chosen == Choice(None, 0, {}, ranking.review_parked_after_days)
        else:
            assert chosen == Choice(best.scheme_id, best.score, best.factors, None)


def test_a_scheme_that_lets_people_wait_too_long_is_chosen_only_where_no_other_is() -> None:
    slow = listed("slow", usual_wait_days=70, languages=("cy",))
    patient, strict = published(edited_ranking()["protocol"]), published(edited_ranking(wait_days_max=SOON)["protocol"])
    asked = request(facts(language="cy"))
    both, alone = directory(slow, listed("quick")), directory(slow)
    assert [one.first_choice for one in choices(asked, both, patient, strict)] == ["slow", "quick"]
    assert [one.first_choice for one in choices(asked, alone, patient, strict)] == ["slow", "slow"]


def test_points_that_tie_go_by_scheme_id_in_both_choices() -> None:
    known = directory(listed("b"), listed("a"))
    assert [one.first_choice for one in choices(request(facts()), known, RANKING, RANKING)] == ["a", "a"]
