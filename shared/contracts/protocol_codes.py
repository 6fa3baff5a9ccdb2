"""The codes a triage protocol is written in, beside those of the vocabulary: each with its plain-English words."""

from collections.abc import Mapping

ROUTES: Mapping[str, str] = {
    "matching": "On to matching",
    "review": "A person at the hub looks first",
    "return": "Back to its sender, with advice",
}
"""Where a rule sends a referral; of several that speak, return comes before review, review before matching."""

ADVICE: Mapping[str, str] = {
    "see_hub": "Please talk to the hub",
    "emergency_services": "If somebody is in danger now, call the emergency services",
    "adult_social_care": "Please turn to adult social care",
    "childrens_services": "Please turn to children's services",
    "mental_health_crisis": "Please turn to the mental health crisis team",
    "domestic_abuse_help": "Please turn to a domestic abuse service",
    "drug_and_alcohol_service": "Please turn to the drug and alcohol service",
    "housing_options": "Please turn to the council's housing options team",
    "tell_us_more": "Please send it again with what is missing",
    "other_area": "Please turn to the hub of the area the person lives in",
}
"""What a referral that goes back is told to do instead. Codes, because they travel with the referral."""
