"""The plain words for what a referral goes through. Codes stay as they are in the API; words may change."""

from collections.abc import Mapping

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
    "referral_received": "The referral was received",
    "urgent_concern_raised": "The hub was told of an urgent concern",
    "referral_held_for_review": "Somebody at the hub was asked to look at the referral",
    "referral_returned_with_advice": "The referral was sent back with advice",
    "referral_triaged": "The referral was read, and we began to look for a scheme",
    "referral_moved": "The scheme could hold it no more, and we began to look for another",
    "schemes_shortlisted": "The schemes in the area were considered",
    "overlap_found": "The person is already with another scheme, or has been offered to one",
    "scheme_offered": "The referral was offered to a scheme",
    "no_scheme_found": "No scheme here can take it at the moment",
    "referral_parked": "The referral waits until we look again",
    "waiting_list_joined": "The person joined a waiting list",
    "waiting_list_left": "The person left a waiting list",
    "case_opened": "The offer lies with the scheme",
    "offer_accepted": "The scheme accepted",
    "offer_declined": "The offer was not taken up",
    "case_transferred": "The scheme that could hold it no more has handed it on",
    "case_closed": "Support came to its end",
    "referral_withdrawn": "The referral was taken back",
    "review_ended": "The hub no longer needs to look at the referral",
    "match_withdrawn": "The search for a scheme was stopped",
    "offer_withdrawn": "The offer was taken back",
}
"""What happened, in the order in which it may."""

BY: Mapping[str, str] = {
    "referrer": "the referrer",
    "scheme": "the scheme",
    "hub": "the hub",
    "intake": "Onward",
    "triage": "Onward",
    "matching": "Onward",
    "cases": "Onward",
    "service": "Onward",
    "clock": "Onward",
}
"""Who did something, by the role before the colon."""


def in_words(words: Mapping[str, str], code: str) -> str:
    """Return the words of a code, or for one this version does not know the code itself, made readable."""
    return words.get(code) or code.replace("_", " ").capitalize()
