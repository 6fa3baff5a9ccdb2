"""The plain words for why something happened, did not happen, or cannot be done."""

from collections.abc import Mapping

from shared.contracts.protocol_codes import ADVICE
from shared.contracts.vocabulary import (
    ATTRIBUTIONS,
    CLOSURE_REASONS,
    DECLINE_REASONS,
    OUTCOMES,
    WITHDRAWAL_REASONS,
)

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

TRIAGE_REASONS: Mapping[str, str] = {
    "urgent_and_at_risk": "Urgent, and a risk is known",
    "safeguarding_concern": "Somebody may not be safe",
    "contacting_prohibited": "The person must not be contacted",
    "child_under_16": "The person is under 16",
    "needs_other_services": "Other services may be needed first",
    "urgent": "Urgent",
    "withdrawn": "The referral was taken back",
}

MATCHING_REASONS: Mapping[str, str] = {
    "not_approved": "The scheme is not approved yet",
    "signposting_only": "People are told of it and go themselves; it takes no referrals",
    "scheme_paused": "The scheme takes nobody new at the moment",
    "entry_lapsed": "Nobody has checked the scheme's entry for too long",
    "cohort_not_served": "The scheme is for people in another situation",
    "need_not_served": "The scheme does not offer what is needed",
    "age_not_known": "The scheme has an age limit, and the person's age is not known",
    "too_young": "The person is younger than the scheme is for",
    "too_old": "The person is older than the scheme is for",
    "sex_not_served": "The scheme is for the other sex",
    "channel_not_accepted": "The scheme does not take referrals by this channel",
    "referrer_not_accepted": "The scheme does not take referrals from this organisation",
    "complexity_too_high": "The person needs more than the scheme can offer",
    "offered_before": "It was offered to this scheme before",
    "already_with_scheme": "The person is already with this scheme",
    "no_place_free": "No place is free",
    "wait_too_long": "People wait longer there than this person should",
    "better_scheme_waits": "A scheme that suits better would let the person wait too long",
    "best_suitable": "The scheme suits best of those with room",
    "better_scheme_full": "A scheme that suits better has no room at the moment",
    "no_scheme_in_area": "No scheme reaches the person's area",
}

MOVING_REASONS: Mapping[str, str] = {
    "places_reduced": "The scheme has fewer places now",
    "offered": "A place was found",
    "not_suitable_now": "The scheme would not suit any more",
}
"""Why somebody left a scheme or a waiting list, beside what the reasons of an end say."""

REASONS: Mapping[str, str] = {
    **TRIAGE_REASONS,
    **ADVICE,
    **MATCHING_REASONS,
    **MOVING_REASONS,
    **WITHDRAWAL_REASONS,
    **REVIEW_REASONS,
    **OUTCOMES,
    **ATTRIBUTIONS,
    **CLOSURE_REASONS,
    **DECLINE_REASONS,
}
"""Why something happened: every reason a step or a shortlist may name."""

REFUSALS: Mapping[str, str] = {
    "not_in_review": "Nobody at the hub has to decide on this referral now",
    "case_is_offered": "The scheme has not accepted yet",
    "case_is_accepted": "The scheme has accepted already",
    "case_is_declined": "This offer was not taken up",
    "case_is_withdrawn": "This offer was taken back",
    "case_is_closed": "Support has ended already",
    "places_below_held": "The scheme holds more people than that now",
    "published_meanwhile": "Another version has been published since: look at the one in force, and edit that",
    "version_not_known": "The version that the edit is based on has not been published",
    "too_many_to_move": "The scheme holds more people than can be moved at once",
    "day_not_ahead": "Give a day to come, at most three years ahead",
    "scheme_is_draft": "The scheme is not approved yet",
    "scheme_is_open": "The scheme is open",
    "scheme_is_review_due": "The scheme is open, and its entry must be checked",
    "scheme_is_lapsed": "The scheme's entry has lapsed: check it first",
    "scheme_is_paused": "The scheme is paused",
    "scheme_is_closed": "The scheme has closed",
    "case_is_transferred": "The scheme could hold it no more, and it was handed on",
    "taken_off": "Somebody took it off the directory, and an import does not put it back",
    "outreach_is_agreed": "The person has agreed already, and was referred",
    "outreach_is_declined": "The person has said no, and is not to be asked again",
    "outreach_is_ended": "Nobody tries to reach the person any more",
    "declined_before": "The person said no before, and is not put on a list again",
    "ended_before": "The person is not put on a list again",
}
"""Why something cannot be done, as a code of the service that refused."""
