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
    "best_suitable": "The scheme suits best of those with room",
    "better_scheme_full": "A scheme that suits better has no room at the moment",
    "no_scheme_in_area": "No scheme reaches the person's area",
}

REASONS: Mapping[str, str] = {
    **TRIAGE_REASONS,
    **ADVICE,
    **MATCHING_REASONS,
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
    "taken_off": "Somebody took it off the directory, and an import does not put it back",
    "outreach_is_agreed": "The person has agreed already, and was referred",
    "outreach_is_declined": "The person has said no, and is not to be asked again",
    "outreach_is_ended": "Nobody tries to reach the person any more",
    "declined_before": "The person said no before, and is not put on a list again",
    "ended_before": "The person is not put on a list again",
}
"""Why something cannot be done, as a code of the service that refused."""
