"""Code lists that only a specification is written in: how a scheme is paid for, what it is for, what it may share."""

from collections.abc import Mapping

AIMS: Mapping[str, str] = {
    "loneliness": "Less loneliness, more connection",
    "wellbeing": "Wellbeing",
    "health": "Health",
    "prevention": "Living well without formal care for longer",
    "independence": "A good life in one's own home and community",
    "settlement": "Feeling at home in a new country",
    "family_life": "Family life",
}
"""What a scheme is meant to change. Source: the learning report's section on what schemes aim for."""

FUNDING_KINDS: Mapping[str, str] = {
    "public": "Public money",
    "charitable": "Charitable money",
    "mixed": "Public and charitable money",
    "by_outcome": "Paid by what comes of it",
}
"""Where a scheme's money comes from. Source: the learning report: public and charitable funders, outcome payments."""

SHARING_ARRANGEMENTS: Mapping[str, str] = {
    "honorary_contract": "Its workers hold honorary contracts with the practices",
    "employed_by_practices": "Its workers are employed by the practices",
    "sharing_agreement": "A data sharing agreement between the organisations",
    "consent_each_time": "The person's own agreement each time",
}
"""What lets a scheme and its referrers share details. Source: the learning report's Glasgow and Mendip examples."""
