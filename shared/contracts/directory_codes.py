"""The code lists of the public directory: each code with its plain-English words."""

from collections.abc import Mapping

LISTING_STATUSES: Mapping[str, str] = {
    "active": "Running",
    "inactive": "Not running now",
    "defunct": "Ended for good",
    "temporarily closed": "Closed for a while",
}
"""Whether something runs. Source: Open Referral UK 3.0, service.status."""

VENUE_KINDS: Mapping[str, str] = {
    "physical": "A place people go to",
    "postal": "A place people write to",
    "virtual": "On the telephone or online",
}
"""Source: Open Referral UK 3.0, location.location_type."""

RHYTHMS: Mapping[str, str] = {"weekly": "Every week, or every few weeks", "monthly": "Every month, or every few months"}
"""Source: Open Referral UK 3.0, schedule.freq."""

WEEKDAYS: Mapping[str, str] = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
"""Source: RFC 5545."""

TAKEN_OFF_REASONS: Mapping[str, str] = {
    "gone": "The directory it came from no longer has it",
    "ended": "It does not take place any more",
    "not_safe": "It would not be safe to send people there",
    "asked_to": "Those who run it asked us to",
    "duplicate": "It stood in the directory twice",
    "other": "Another reason",
}
"""Why an activity was taken off. Only what is merely gone comes back when its directory has it again."""
