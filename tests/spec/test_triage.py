"""Every row of triage.md, decided by the protocol Onward ships with."""

import pytest

from services.triage.domain.assessment import assess
from services.triage.wiring import shipped_protocol
from shared.contracts.facts import Facts
from shared.contracts.triage import (
    ReferralHeldForReview,
    ReferralReturnedWithAdvice,
    ReferralTriaged,
    UrgentConcernRaised,
)
from shared.contracts.vocabulary import CHANNELS, COHORTS, NEEDS, URGENCIES
from tests.spec.tables import Row, codes, table

PROTOCOL = shipped_protocol()
EXAMPLES = table("triage.md", "Examples")
GOES_TO = {ReferralTriaged: "matching", ReferralHeldForReview: "review", ReferralReturnedWithAdvice: "returned"}


def facts(row: Row) -> Facts:
    """Return what triage knows of the referral in a row."""
    return Facts(
        reference="K7MD3QXP",
        person_id="person",
        needs=codes(row["needs"]),
        cohorts=codes(row["cohorts"]),
        age=int(row["age"]) if row["age"] else None,
        channel=row["by"],
        urgency=row["urgency"],
        risks_known=row["risks known"] == "yes",
        safeguarding_concern=row["safeguarding"] == "yes",
        contacting_prohibited=row["no contact"] == "yes",
        interpreter_needed=row["interpreter"] == "yes",
    )


def told(row: Row) -> tuple[str, str, str, str]:
    """Return the last four cells of a row as triage would fill them."""
    *concerns, routed = assess(PROTOCOL, facts(row))
    assert isinstance(routed, ReferralTriaged | ReferralHeldForReview | ReferralReturnedWithAdvice)
    raised = [reason for one in concerns if isinstance(one, UrgentConcernRaised) for reason in one.reasons]
    complexity = "" if isinstance(routed, ReferralReturnedWithAdvice) else routed.complexity
    return GOES_TO[type(routed)], complexity, ", ".join(routed.reasons), ", ".join(raised)


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["referral"])
def test_each_referral_of_the_table_is_sent_where_the_table_says_by_these_rules(row: Row) -> None:
    assert told(row) == (row["goes to"], row["complexity"], row["rules"], row["urgent concern"])


def test_the_table_speaks_only_in_codes_of_the_vocabulary() -> None:
    for row in EXAMPLES:
        assert set(codes(row["needs"])) <= NEEDS.keys()
        assert set(codes(row["cohorts"])) <= COHORTS.keys()
        assert (row["by"] in CHANNELS, row["urgency"] in URGENCIES) == (True, True)


def test_the_table_has_an_example_of_every_rule_of_the_protocol() -> None:
    shown = {rule for row in EXAMPLES for rule in codes(row["rules"])}
    assert {rule.code for rule in PROTOCOL.rules} == shown
