"""Every row of routing.md, decided by the ranking Onward ships with."""

from datetime import date

import pytest

from services.matching.domain.capacity import Capacity, Places
from services.matching.domain.directory import Directory
from services.matching.domain.listed import Listed
from services.matching.domain.offering import decide
from services.matching.domain.shortlist import Request, shortlist
from services.matching.wiring import shipped_ranking
from services.triage.domain.cohorts import age_cohorts
from services.web.reason_words import MATCHING_REASONS
from shared.contracts.event import Event
from shared.contracts.facts import Facts
from shared.contracts.matching import NoSchemeFound, SchemeOffered, SchemesShortlisted
from shared.contracts.scheme import Catchment, Scheme
from shared.contracts.vocabulary import CHANNELS, COHORTS, COMPLEXITIES, GENDERS, NEEDS
from tests.spec.tables import Row, codes, table

RANKING = shipped_ranking()
PLACES = {row["name"]: row for row in table("routing.md", "Places")}
EXAMPLES = table("routing.md", "Examples")
TODAY = date(2026, 7, 1)

FOR_OTHERS = {"cohort_not_served", "need_not_served"}
"""Schemes ruled out for these are simply for other people or other needs: the table does not list them."""


def listed(row: Row) -> Listed:
    """Return a scheme as the table describes it."""
    youngest, _, oldest = row["ages"].partition("-")
    return Listed(
        Scheme(
            id=row["id"],
            name=row["id"],
            kind=row["kind"],
            cohorts=codes(row["cohorts"]),
            needs=codes(row["needs"]),
            age_min=int(youngest) if youngest else None,
            age_max=int(oldest) if oldest else None,
            sexes=codes(row["sexes"]),
            catchment=Catchment(
                areas=codes(row["areas"]), practices=codes(row["practices"]), everywhere=row["everywhere"] == "yes"
            ),
            channels=codes(row["channels"]),
            complexity_max=row["complexity up to"],
            languages=codes(row["languages"]),
            support=codes(row["support"]),
            usual_wait_days=int(row["wait in days"] or 0),
        ),
        approved=row["approved"] == "yes",
    )


SCHEMES = [listed(row) for row in table("routing.md", "Schemes")]


def facts(row: Row) -> Facts:
    """Return what routing knows of the person in a row; the age cohorts are worked out, as triage does."""
    age = int(row["age"]) if row["age"] else None
    place = PLACES[row["lives in"]]
    return Facts(
        reference="K7MD3QXP",
        person_id="person",
        needs=codes(row["needs"]),
        cohorts=(*codes(row["cohorts"]), *age_cohorts(age)),
        age=age,
        gender=row["gender"] or None,
        areas=codes(place["areas"]),
        practice=place["practice"] or None,
        channel=row["by"],
        language=row["language"] or None,
        interpreter_needed=row["interpreter"] == "yes",
        requested_scheme=row["wish"] or None,
    )


def routed(row: Row) -> tuple[Event, ...]:
    """Return what matching decides about a row."""
    directory = Directory(SCHEMES)
    request = Request(facts(row), row["complexity"], 1, frozenset(codes(row["tried"])))
    full = codes(row["full"])
    capacity = Capacity({one.scheme.id: Places(0 if one.scheme.id in full else None, 0, 0) for one in SCHEMES}, [])
    considered = shortlist(request, directory.reaching(request.facts), RANKING)
    return decide(request, considered, directory.schemes, capacity, RANKING, TODAY).events


def told(row: Row) -> tuple[str, str, str, str]:
    """Return the last four cells of a row as matching would fill them."""
    events = routed(row)
    shortlisted, decision = events[0], events[1]
    assert isinstance(shortlisted, SchemesShortlisted)
    considered = shortlisted.considered or ()
    scheme_id = decision.scheme_id if isinstance(decision, SchemeOffered) else "nobody"
    assert isinstance(decision, SchemeOffered | NoSchemeFound)
    also = [one.scheme_id for one in considered if not one.reasons and one.scheme_id != scheme_id]
    out = [(one.scheme_id, one.reasons) for one in considered if one.reasons and FOR_OTHERS.isdisjoint(one.reasons)]
    ruled_out = "; ".join(f"{scheme_id}: {', '.join(reasons)}" for scheme_id, reasons in sorted(out))
    return scheme_id, ", ".join(decision.reasons), ", ".join(also), ruled_out


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["person"])
def test_each_referral_of_the_table_goes_where_the_table_says_for_these_reasons(row: Row) -> None:
    assert told(row) == (row["offered to"], row["why"], row["also suitable"], row["ruled out"])


def test_the_table_speaks_only_in_codes_of_the_vocabulary() -> None:
    for row in EXAMPLES:
        assert set(codes(row["needs"])) <= NEEDS.keys()
        assert set(codes(row["cohorts"])) <= COHORTS.keys()
        assert row["by"] in CHANNELS
        assert row["complexity"] in COMPLEXITIES
        assert row["gender"] in {*GENDERS, ""}


def test_the_table_has_an_example_of_every_reason_code_there_is() -> None:
    shown = " ".join(f"{row['why']} {row['ruled out']}" for row in EXAMPLES)
    need_a_directory_of_their_own = {"already_with_scheme", "no_scheme_in_area"}  # the tests of matching show them
    assert [code for code in MATCHING_REASONS.keys() - need_a_directory_of_their_own if code not in shown] == []
