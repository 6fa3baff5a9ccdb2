"""Every code list a referral, a scheme or an answer is written in: each code with its plain-English words."""

from collections.abc import Mapping

from shared.contracts.needs_and_cohorts import AGE_COHORTS, COHORTS, NEEDS

__all__ = [
    "AGE_COHORTS",
    "ATTRIBUTIONS",
    "CHANNELS",
    "CLOSURE_REASONS",
    "COHORTS",
    "COMPLEXITIES",
    "DECLINE_REASONS",
    "GENDERS",
    "INSTRUMENTS",
    "LAWFUL_BASES",
    "NEEDS",
    "OUTCOMES",
    "PURPOSES",
    "REVIEW_DECISIONS",
    "SCHEME_KINDS",
    "SEXES",
    "SUPPORT_KINDS",
    "URGENCIES",
    "WITHDRAWAL_REASONS",
]

CHANNELS: Mapping[str, str] = {
    "gp": "A GP practice",
    "hospital": "A hospital",
    "social_care": "Social care",
    "police": "The police",
    "housing": "A housing organisation",
    "community_group": "A community group",
    "self": "The person themselves",
    "family": "Family or a friend",
    "outreach": "Outreach, such as a doorstep visit or a stall",
    "scheme": "Another scheme",
}

URGENCIES: Mapping[str, str] = {"routine": "Routine", "soon": "Soon", "urgent": "Urgent"}

COMPLEXITIES: Mapping[str, str] = {"low": "Low", "some": "Some", "high": "High"}
"""How much a person has to deal with at once, and how much a scheme can hold; in rising order."""

GENDERS: Mapping[str, str] = {
    "female": "Female",
    "male": "Male",
    "non_binary": "Non-binary",
    "other": "Another gender",
    "not_stated": "Prefers not to say",
}

SEXES: Mapping[str, str] = {"female": "Women and girls", "male": "Men and boys"}
"""Whom a scheme may keep itself to, where the Equality Act 2010 allows a single-sex service."""

PURPOSES: Mapping[str, str] = {
    "direct_support": "Passing details to a scheme so that it can support the person",
    "feedback_to_referrer": "Telling the referrer what came of it",
    "feedback_to_gp": "Telling the person's GP what came of it",
    "evaluation": "Finding out how well schemes work",
    "research": "Research",
    "story": "Telling the person's story, without their name",
}
"""What details are shared for. Only `direct_support` is needed for a referral to go on."""

LAWFUL_BASES: Mapping[str, str] = {
    "direct_care": "Direct care",
    "explicit_consent": "The person said yes",
    "public_task": "A public task",
    "legal_obligation": "The law requires it",
    "vital_interests": "To protect somebody's life",
}

SCHEME_KINDS: Mapping[str, str] = {"specialist": "Specialist", "generalist": "Generalist"}

SUPPORT_KINDS: Mapping[str, str] = {
    "home_visit": "Visits at home",
    "one_to_one": "One-to-one support",
    "group": "Groups",
    "telephone": "By telephone",
    "online": "Online",
    "drop_in": "Drop-in",
    "transport": "Transport",
    "accompany": "Going along with the person",
    "childcare": "Looking after children",
    "advice": "Advice",
    "advocacy": "Speaking up for the person",
    "practical_help": "Practical help",
    "peer_support": "Support from people who have been there",
    "interpreter": "An interpreter",
}

INSTRUMENTS: Mapping[str, str] = {
    "ucla_3": "UCLA three-item loneliness scale",
    "ons_direct": "ONS direct question on loneliness",
    "ctel": "Campaign to End Loneliness tool",
    "djg_6": "De Jong Gierveld six-item scale",
    "ons4": "ONS four questions on wellbeing",
    "swemwbs": "Short Warwick-Edinburgh Mental Wellbeing Scale",
    "mycaw": "Measure Yourself Concerns and Wellbeing",
}

ATTRIBUTIONS: Mapping[str, str] = {
    "by_person": "The person decided",
    "by_scheme": "The scheme decided",
    "neither": "Neither decided",
}

DECLINE_REASONS: Mapping[str, str] = {
    "declined_by_person": "The person would rather not",
    "needs_met_elsewhere": "The person already has the support they need",
    "unable_to_contact": "The person could not be reached",
    "no_capacity": "No room at the moment",
    "not_eligible": "The scheme is for somebody else",
    "not_suitable": "The scheme would not meet the need",
    "too_complex": "The person needs more than the scheme can offer",
    "out_of_area": "Outside the area",
    "too_far": "Too far to travel",
    "home_visit_needed": "A visit at home is needed",
    "language_not_offered": "The scheme does not offer the language",
    "not_safe": "It would not be safe",
    "information_missing": "More information is needed first",
    "moved": "The person has moved away",
    "died": "The person has died",
    "duplicate": "The same referral came twice",
    "sent_in_error": "Sent in error",
    "scheme_closed": "The scheme has closed",
    "other": "Another reason, in the note",
}
"""Why an offer was not taken up. Source: glossary; BaRS rejection reasons (transport, capacity, distance, …)."""

CLOSURE_REASONS: Mapping[str, str] = {
    "completed": "The support came to its end",
    "goals_met_early": "The person's goals were met early",
    "ended_early_by_person": "The person ended it early",
    "declined_by_person": "The person would rather not",
    "unable_to_contact": "The person could not be reached",
    "not_eligible": "The scheme is for somebody else",
    "not_suitable": "The scheme would not meet the need",
    "no_capacity": "No room at the moment",
    "out_of_area": "Outside the area",
    "moved": "The person has moved away",
    "died": "The person has died",
    "duplicate": "The same referral came twice",
    "sent_in_error": "Sent in error",
    "needs_met_elsewhere": "The person found the support they need elsewhere",
    "stepped_back": "The person went back to the service they came from",
    "scheme_closed": "The scheme has closed",
    "transferred": "Another scheme took over",
}
"""Why a case ended. Source: glossary (HMPPS, BaRS, CAS)."""

WITHDRAWAL_REASONS: Mapping[str, str] = {
    "declined_by_person": "The person would rather not",
    "needs_met_elsewhere": "The person has found the support they need elsewhere",
    "unable_to_contact": "The person could not be reached",
    "moved": "The person has moved away",
    "died": "The person has died",
    "duplicate": "The same referral came twice",
    "sent_in_error": "Sent in error",
    "other": "Another reason, in the note",
}
"""Why a referrer took a referral back. All but `other` are also reasons of a closure."""

OUTCOMES: Mapping[str, str] = {
    "goals_met": "The person's goals were met",
    "goals_partly_met": "Some of the person's goals were met",
    "goals_not_met": "The person's goals were not met",
    "not_taken_up": "Support was not taken up",
    "not_known": "Not known",
}
"""What came of a case, as its referrer hears it."""

REVIEW_DECISIONS: Mapping[str, str] = {"route": "Send it on to matching", "return": "Send it back with advice"}
