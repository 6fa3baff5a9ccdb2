"""The plain words for every code the front door shows. Codes stay as they are in the API; words may change."""

from collections.abc import Mapping

from shared.contracts.vocabulary import ATTRIBUTIONS, CLOSURE_REASONS, DECLINE_REASONS, OUTCOMES

STATES: Mapping[str, str] = {
    "received": "Received. We are finding out what is needed.",
    "in_review": "Somebody at the hub is looking at it.",
    "returned": "Sent back to the referrer with advice.",
    "matching": "We are looking for the right scheme.",
    "offered": "Offered to a scheme. We are waiting for its answer.",
    "accepted": "A scheme has taken it on.",
    "parked": "No scheme can take it now. It will be looked at again.",
    "withdrawn": "Taken back by the referrer.",
    "closed": "Support has come to its end.",
}

STATES_SHORT: Mapping[str, str] = {
    "received": "Received",
    "in_review": "With the hub",
    "returned": "Sent back with advice",
    "matching": "Looking for a scheme",
    "offered": "Offered",
    "accepted": "Accepted",
    "parked": "Waiting for a scheme",
    "withdrawn": "Taken back",
    "closed": "Ended",
}
"""The states in the order a referral may go through them, short enough for a table."""

STEPS: Mapping[str, str] = {
    "received": "The referral was received",
    "triaged": "The referral was read and sent on to find a scheme",
    "held_for_review": "Somebody at the hub was asked to look at the referral",
    "returned_with_advice": "The referral was sent back with advice",
    "urgent_concern_raised": "An urgent concern was passed to the hub",
    "shortlisted": "The schemes in the area were considered",
    "offered": "The referral was offered to a scheme",
    "overlap_found": "Another scheme already supports the person",
    "no_scheme_found": "No scheme here can take it at the moment",
    "parked": "The referral waits, and will be looked at again",
    "accepted": "The scheme accepted",
    "declined": "The offer was not taken up",
    "offer_withdrawn": "The offer was taken back",
    "withdrawn": "The referral was taken back",
    "closed": "Support came to its end",
}

BY: Mapping[str, str] = {
    "referrer": "the referrer",
    "scheme": "the scheme",
    "hub": "the hub",
    "intake": "Onward",
    "triage": "Onward",
    "matching": "Onward",
    "cases": "Onward",
    "clock": "Onward",
}
"""Who did something, by the role before the colon."""

WITHDRAWAL_REASONS: Mapping[str, str] = {
    "declined_by_person": "The person would rather not",
    "needs_met_elsewhere": "The person has found the support they need elsewhere",
    "unable_to_contact": "The person could not be reached",
    "moved": "The person has moved away",
    "died": "The person has died",
    "duplicate": "The same referral came twice",
    "sent_in_error": "Sent in error",
    "other": "Another reason",
}

REVIEW_REASONS: Mapping[str, str] = {
    "safe_to_route": "The risks are understood, and a scheme can support the person safely",
    "spoken_with_referrer": "The referrer has told us what was missing",
    "spoken_with_person": "The person has told us what they would like",
    "information_missing": "More information is needed first",
    "needs_other_help": "Another kind of help is needed first",
    "urgent_help_arranged": "Urgent help has been arranged",
    "not_suitable": "Connector schemes would not meet the need",
    "out_of_area": "Outside the area",
    "duplicate": "The same referral came twice",
    "sent_in_error": "Sent in error",
    "other": "Another reason",
}

REASONS: Mapping[str, str] = {
    **WITHDRAWAL_REASONS,
    **REVIEW_REASONS,
    **OUTCOMES,
    **ATTRIBUTIONS,
    **CLOSURE_REASONS,
    **DECLINE_REASONS,
}
"""Why something happened: every reason a step or a shortlist may name."""

REFUSALS: Mapping[str, str] = {}


def in_words(words: Mapping[str, str], code: str) -> str:
    """Return the words of a code, or for one this version does not know the code itself, made readable."""
    return words.get(code) or code.replace("_", " ").replace(":", " ").capitalize()
