from datetime import date

from services.matching.domain.match import match_of, stop
from services.matching.domain.shortlist import Request
from shared.contracts.event import Event
from shared.contracts.intake import ReferralWithdrawn
from shared.contracts.matching import MatchWithdrawn, NoSchemeFound, ReferralParked, SchemeOffered, SchemesShortlisted
from tests.unit.matching.given import PERSON, REFERENCE, facts

TAKEN_BACK = ReferralWithdrawn(reference=REFERENCE, person_id=PERSON, reason="moved")
STOPPED = MatchWithdrawn(reference=REFERENCE, person_id=PERSON)


def round_of(number: int, scheme_id: str | None) -> list[Event]:
    """Return what one round of matching records, offered to a scheme or to none."""
    shortlisted = SchemesShortlisted(
        reference=REFERENCE,
        person_id=PERSON,
        round=number,
        protocol_version=1,
        complexity="some",
        facts=facts() if number == 1 else None,
    )
    if scheme_id is None:
        gap = NoSchemeFound(reference=REFERENCE, person_id=PERSON, needs=(), cohorts=(), areas=(), reasons=())
        return [
            shortlisted,
            gap,
            ReferralParked(reference=REFERENCE, person_id=PERSON, review_on=date(2026, 8, 1)),
        ]
    return [
        shortlisted,
        SchemeOffered(
            reference=REFERENCE,
            person_id=PERSON,
            round=number,
            scheme_id=scheme_id,
            scheme_name="",
            scheme_kind="generalist",
            score=0,
        ),
    ]


def test_a_declined_referral_is_wanted_again_with_its_facts_and_all_it_was_offered_to() -> None:
    match = match_of([*round_of(1, "a"), *round_of(2, "b")])
    again = match.after_decline("b")
    assert again is not None
    assert again == Request(facts(), "some", 3, frozenset({"a", "b"}))


def test_a_decline_of_a_scheme_the_referral_no_longer_lies_with_leads_nowhere() -> None:
    assert match_of([*round_of(1, "a"), *round_of(2, "b")]).after_decline("a") is None
    assert match_of([*round_of(1, "a"), *round_of(2, None)]).after_decline("a") is None
    assert match_of([]).after_decline("a") is None


def test_a_referral_taken_back_is_not_matched_again() -> None:
    assert match_of([*round_of(1, "a"), STOPPED]).after_decline("a") is None
    assert match_of([STOPPED, *round_of(1, "a")]).after_decline("a") is None


def test_matching_stops_once_whether_it_had_begun_or_not() -> None:
    assert stop(match_of([]), TAKEN_BACK) == [STOPPED]
    assert stop(match_of(round_of(1, "a")), TAKEN_BACK) == [STOPPED]
    assert stop(match_of([STOPPED]), TAKEN_BACK) == []
