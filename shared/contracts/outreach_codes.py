"""The codes of outreach, each with its plain-English words."""

from collections.abc import Mapping

OUTREACH_STATES: Mapping[str, str] = {
    "to_reach": "Still to be reached",
    "agreed": "The person agreed, and was referred",
    "declined": "The person would rather not",
    "ended": "Nobody tries any more",
}

OUTREACH_OUTCOMES: Mapping[str, str] = {
    "no_answer": "Nobody answered",
    "message_left": "A message was left, where that is safe",
    "call_back": "The person asked us to come back another time",
    "thinking_it_over": "The person would like to think it over",
    "wrong_details": "The details lead to nobody, or to somebody else",
}
"""What came of one try to reach somebody, where it was neither a yes nor a no."""

OUTREACH_DECLINE_REASONS: Mapping[str, str] = {
    "declined_by_person": "The person would rather not",
    "needs_met_elsewhere": "The person already has the support they need",
    "no_contact_wanted": "The person does not want to be contacted",
}

OUTREACH_END_REASONS: Mapping[str, str] = {
    "unable_to_contact": "The person could not be reached",
    "moved": "The person has moved away",
    "died": "The person has died",
    "sent_in_error": "Listed in error",
    "held_long_enough": "The details may be held no longer",
}

FOR_GOOD = frozenset({"died"})
"""The reasons of an end after which nobody is put on a list again. A decline always is for good."""
