"""Each rule about people on lists is broken, and the auditor names exactly that rule."""

import pytest

from deploy.audit.outreach import OUTREACH_RULES
from deploy.audit.sentences import tables_rule
from tests.unit.audit.spoiled import Spoiled

REFERRED, HELD = (rule.sentence for rule in OUTREACH_RULES)


def contact(spoiled: Spoiled, state: str) -> str:
    """Return the id of somebody on a list in a state."""
    ((contact_id,),) = spoiled.ask("intake", "select contact_id from outreach where state = ?", state)
    return str(contact_id)


def test_people_on_lists_are_counted_by_state_and_not_among_the_referrals(spoiled: Spoiled) -> None:
    found = spoiled.audited()
    on_lists = {name: count for name, count in found.figures.items() if name.startswith("people on lists")}
    assert on_lists == {f"people on lists {state}": 1 for state in ("agreed", "declined", "ended", "to_reach")}
    ((received,),) = spoiled.ask("intake", "select count(*) from events where stream like 'referral-%' and version = 1")
    assert found.figures["referrals"] == received


def test_a_yes_without_its_referral_breaks_the_rule_of_referring(spoiled: Spoiled) -> None:
    spoiled.do("intake", "update outreach set reference = 'K7MD3QXP' where state = 'agreed'")
    assert spoiled.broken() == {REFERRED, tables_rule("intake")}


@pytest.mark.parametrize("state", ["agreed", "declined", "ended"])
def test_details_that_were_kept_after_the_end_break_the_rule_of_holding(state: str, spoiled: Spoiled) -> None:
    other = contact(spoiled, "to_reach")
    spoiled.do(
        "intake",
        "update person_keys set wrapped = (select wrapped from person_keys where person_id = ?) where person_id = ?",
        *(other, contact(spoiled, state)),
    )
    assert HELD in spoiled.broken()


@pytest.mark.parametrize(
    "spoiling",
    ["delete from person_keys where person_id = ?", "update person_keys set wrapped = null where person_id = ?"],
)
def test_details_lost_before_anybody_was_reached_break_the_rule_of_holding(spoiling: str, spoiled: Spoiled) -> None:
    spoiled.do("intake", spoiling, contact(spoiled, "to_reach"))
    assert spoiled.broken() == {HELD}
