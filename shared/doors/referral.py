"""The door of a referral: `load_referral` turns what was sent into a `Referral`, or says everything that is wrong."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from shared.config.limits import CODES_MAX, LINE_CHARACTERS_MAX, NOTE_CHARACTERS_MAX, SHARING_ENTRIES_MAX, TEXTS_MAX
from shared.contracts.referral import Referral
from shared.contracts.vocabulary import AGE_COHORTS, COHORTS, NEEDS, URGENCIES
from shared.doors import identifiers
from shared.doors.door import Broken, Door, let_in
from shared.doors.fields import Code, Flag
from shared.doors.groups import ListOf, Part, Parts
from shared.doors.referral_parts import PersonSchema, ReferrerSchema, SafeContactSchema, SharingSchema
from shared.doors.referral_rules import broken_rules
from shared.doors.words import Text, Written

NO_KNOWN_RISKS = frozenset({"no known risks", "no known risk"})
"""The words that stand for the explicit `no_known_risks` where they come as the text of `risks`."""

_SHARE = "Say on what basis the details may be shared with a scheme: give an entry for the purpose direct_support."


class ReferralSchema(Door):
    """The fields of a referral, DESIGN section 5. The rules between fields stand in `referral_rules`."""

    person = Part(PersonSchema, "Say who the referral is about.", required=True)
    safe_contact = Part(SafeContactSchema)
    referrer = Part(ReferrerSchema, "Say who refers: at least the channel.", required=True)
    needs = ListOf(
        Code(NEEDS, "Use a code of the list of needs, such as befriending or debt.", required=True), CODES_MAX
    )
    cohorts = ListOf(
        Code(COHORTS, "Use a code of the list of cohorts, such as new_parent or carer.", required=True), CODES_MAX
    )
    what_matters = Text(NOTE_CHARACTERS_MAX, lines=True)
    risks = Text(NOTE_CHARACTERS_MAX, lines=True)
    no_known_risks = Flag()
    safeguarding_concern = Flag()
    urgency = Code(URGENCIES, f"Choose one of: {', '.join(URGENCIES)}.")
    urgency_reason = Text(NOTE_CHARACTERS_MAX, lines=True)
    sharing = Parts(SharingSchema, SHARING_ENTRIES_MAX, _SHARE, required=True)
    requested_scheme = Written(identifiers.scheme_id, 80, "Write the scheme's id, or leave this out.")
    other_services = ListOf(Text(LINE_CHARACTERS_MAX, required=True), TEXTS_MAX, lone=True)


_referral = ReferralSchema()


def load_referral(data: object, today: date) -> Referral:
    """Return the referral `data` tells, or name every field that is wrong at once.

    `today`: the day in the United Kingdom, which no date of a referral may lie after.
    Raises: Malformed, and nothing else, whatever JSON value came in.
    """

    def rules(sent: Mapping[str, Any], told: dict[str, Any]) -> Broken:
        understand(told)
        return broken_rules(sent, told, today)

    return msgspec.convert(let_in(_referral, data, rules), Referral)


def understand(told: dict[str, Any]) -> None:
    """Bring what was told into its one form: the words "no known risks", and no age cohort beside the date of birth."""
    if told.get("risks", "").rstrip(".").lower() in NO_KNOWN_RISKS:
        del told["risks"]
        told["no_known_risks"] = True
    if "cohorts" in told:
        told["cohorts"] = [cohort for cohort in told["cohorts"] if cohort not in AGE_COHORTS]
