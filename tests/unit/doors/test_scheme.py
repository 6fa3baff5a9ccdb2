from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.scheme import Catchment, PlannedMeasure, Remit, Scheme
from shared.doors.malformed import WHOLE, Malformed
from shared.doors.scheme import SchemeSchema, load_scheme
from tests.unit.doors.test_referral import junk


def written() -> dict[str, Any]:
    """Return the example of the design, word for word."""
    return {
        "id": "riverside-new-parents", "name": "Riverside New Parents", "provider": "Riverside Family Support",
        "kind": "specialist", "remit": {"for": "…", "not_for": "…", "how_long": "…"},
        "cohorts": ["new_parent", "family_with_young_children"], "needs": ["social_connection", "parenting"],
        "age_min": 16, "age_max": None, "sexes": [], "complexity_max": "some",
        "catchment": {"areas": ["E06000023", "E05010896"], "practices": ["L81087"], "everywhere": False},
        "channels": ["gp", "self", "community_group"], "languages": ["en", "cy"], "support": ["home_visit", "group"],
        "places": 20, "usual_wait_days": 14, "time_limit_weeks": 12,
        "measures": [{"instrument": "ucla_3", "at_months": [0, 6, 18]}],
        "funder": "Riverside Council", "funding_ends_on": "2027-03-31", "assured_until": "2027-01-31",
        "approved": True,
    }  # fmt: skip


def particular() -> dict[str, Any]:
    """Return what only some schemes say of themselves."""
    return {
        "takes_referrals": False,
        "accepts_from": ["RX1", "8KL43"],
        "priority_areas": ["S01009758"],
        "return_whenever": True,
        "sharing_arrangement": "honorary_contract",
        "funding": "by_outcome",
        "aims": ["health", "loneliness"],
        "grants": True,
        "catchment": {"areas": ["S12000049"], "population": 14_200, "population_max": 15_000},
    }


def wrong(**replaced: Any) -> set[str]:
    """Return the fields the example is refused for once `replaced` stand in it; none when it is let in."""
    try:
        load_scheme({**written(), **replaced})
    except Malformed as refused:
        return set(refused.errors)
    return set()


def test_the_example_of_the_design_is_read_whole() -> None:
    assert load_scheme(written()) == Scheme(
        id="riverside-new-parents",
        name="Riverside New Parents",
        provider="Riverside Family Support",
        kind="specialist",
        remit=Remit(for_whom="…", not_for_whom="…", how_long="…"),
        cohorts=("new_parent", "family_with_young_children"),
        needs=("social_connection", "parenting"),
        age_min=16,
        complexity_max="some",
        catchment=Catchment(areas=("E06000023", "E05010896"), practices=("L81087",)),
        channels=("gp", "self", "community_group"),
        languages=("en", "cy"),
        support=("home_visit", "group"),
        places=20,
        usual_wait_days=14,
        time_limit_weeks=12,
        measures=(PlannedMeasure(instrument="ucla_3", at_months=(0, 6, 18)),),
        funder="Riverside Council",
        funding_ends_on=date(2027, 3, 31),
        assured_until=date(2027, 1, 31),
        approved=True,
    )


def test_a_scheme_survives_being_written_and_read_under_the_names_of_the_design() -> None:
    scheme = load_scheme(written())
    text = msgspec.json.encode(scheme)
    assert msgspec.json.decode(text, type=Scheme) == scheme
    assert load_scheme(msgspec.json.decode(text)) == scheme


def test_what_is_particular_to_a_scheme_is_read_whole_and_survives_being_written() -> None:
    scheme = load_scheme({**written(), **particular()})
    assert load_scheme(msgspec.json.decode(msgspec.json.encode(scheme))) == scheme
    assert {name: getattr(scheme, name) for name in particular()} == {
        **{name: tuple(said) if isinstance(said, list) else said for name, said in particular().items()},
        "catchment": Catchment(areas=("S12000049",), population=14_200, population_max=15_000),
    }


def test_what_is_missing_is_no_limit_but_a_scheme_is_hidden_until_approved() -> None:
    scheme = load_scheme({"id": "a", "name": "A"})
    assert scheme == Scheme(id="a", name="A")
    assert scheme.catchment.everywhere
    assert (scheme.age_min, scheme.age_max, scheme.places, scheme.time_limit_weeks) == (None, None, None, None)
    assert (scheme.kind, scheme.complexity_max, scheme.approved) == ("generalist", "high", False)


def test_null_stands_for_what_is_missing_in_a_scheme() -> None:
    nothing = dict.fromkeys(SchemeSchema().fields)
    assert load_scheme({**nothing, "id": "a", "name": "A"}) == Scheme(id="a", name="A")


@pytest.mark.parametrize("catchment", [{}, {"areas": []}, {"everywhere": True}, {"areas": None, "practices": []}])
def test_a_catchment_that_names_nothing_is_everywhere(catchment: dict[str, Any]) -> None:
    assert load_scheme({**written(), "catchment": catchment}).catchment == Catchment(everywhere=True)


@pytest.mark.parametrize(
    ("replaced", "fields"),
    [
        ({"id": "Riverside"}, {"id"}),
        ({"id": None, "name": ""}, {"id", "name"}),
        ({"kind": "expert"}, {"kind"}),
        ({"kind": "specialist", "cohorts": [], "needs": []}, {"cohorts"}),
        ({"kind": "specialist", "cohorts": [], "needs": ["debt"]}, set()),
        ({"remit": {"for_whom": "…"}}, {"remit.for_whom"}),
        ({"remit": {"for": 1}}, {"remit.for"}),
        ({"cohorts": ["new_parents"], "needs": ["debt", "detb"]}, {"cohorts.0", "needs.1"}),
        ({"age_min": 50, "age_max": 49}, {"age_max"}),
        ({"age_min": 50, "age_max": 50}, set()),
        ({"age_min": -1, "age_max": 131}, {"age_min", "age_max"}),
        ({"age_min": 16.5, "age_max": "90"}, {"age_min", "age_max"}),
        ({"places": 1_000_000}, set()),
        ({"places": 1_000_001, "usual_wait_days": True}, {"places", "usual_wait_days"}),
        ({"time_limit_weeks": 0}, {"time_limit_weeks"}),
        ({"sexes": ["women"]}, {"sexes.0"}),
        ({"complexity_max": "medium"}, {"complexity_max"}),
        ({"catchment": {"areas": ["E92000001", "E06000023", 7]}}, {"catchment.areas.0", "catchment.areas.2"}),
        ({"catchment": {"practices": ["Riverside"], "town": "Bristol"}}, {"catchment.practices.0", "catchment.town"}),
        ({"catchment": {"areas": [], "everywhere": False}}, {"catchment"}),
        ({"catchment": []}, {"catchment"}),
        ({"channels": "gp"}, {"channels"}),
        ({"languages": ["Welsh"]}, {"languages.0"}),
        ({"support": ["hugs"]}, {"support.0"}),
        ({"measures": [{"instrument": "phq_9", "at_months": []}]}, {"measures.0.instrument", "measures.0.at_months"}),
        ({"measures": [{"instrument": "ucla_3", "at_months": [0, 121]}]}, {"measures.0.at_months.1"}),
        ({"funding_ends_on": "31/03/2027", "assured_until": "2027"}, {"funding_ends_on", "assured_until"}),
        ({"approved": "yes"}, {"approved"}),
        (
            {"takes_referrals": "no", "return_whenever": 1, "grants": "some"},
            {"takes_referrals", "return_whenever", "grants"},
        ),
        (
            {"accepts_from": ["RX1", "the practice"], "priority_areas": ["E01000001", "L81087"]},
            {"accepts_from.1", "priority_areas.1"},
        ),
        (
            {"sharing_arrangement": "handshake", "funding": "lottery", "aims": ["health", "wealth"]},
            {"sharing_arrangement", "funding", "aims.1"},
        ),
        ({"catchment": {"areas": ["E05000001"], "population": 15_000, "population_max": 15_000}}, set()),
        (
            {"catchment": {"areas": ["E05000001"], "population": 15_001, "population_max": 15_000}},
            {"catchment.population"},
        ),
        ({"catchment": {"areas": ["E05000001"], "population_max": 15_000}}, {"catchment.population"}),
        ({"catchment": {"areas": ["E05000001"], "population": 15_001}}, set()),
        ({"catchment": {"population": -1, "population_max": 0}}, {"catchment.population", "catchment.population_max"}),
        ({"approvd": True}, {"approvd"}),
    ],
)
def test_every_wrong_field_of_a_scheme_is_named_and_no_other(replaced: dict[str, Any], fields: set[str]) -> None:
    assert wrong(**replaced) == fields


@given(junk)
def test_junk_is_refused_as_a_malformed_scheme_and_nothing_else(sent: Any) -> None:
    with pytest.raises(Malformed):
        load_scheme(sent)


@given(st.dictionaries(st.sampled_from([*written(), *particular()]), junk))
def test_junk_in_the_fields_of_a_scheme_raises_nothing_but_malformed(fields: dict[str, Any]) -> None:
    assert wrong(**fields) <= wrong(**fields)


def test_what_is_no_object_is_no_scheme_either() -> None:
    with pytest.raises(Malformed) as refused:
        load_scheme([written()])
    assert set(refused.value.errors) == {WHOLE}
