"""The code lists of the public directory: each code with its plain-English words."""

from collections.abc import Mapping

LISTING_STATUSES: Mapping[str, str] = {
    "active": "Running",
    "inactive": "Not running now",
    "defunct": "Ended for good",
    "temporarily closed": "Closed for a while",
}
"""Whether something runs. Source: Open Referral UK 3.0, service.status."""

SCHEME_STATES: Mapping[str, str] = {
    "draft": "Waits for the hub's approval",
    "open": "Takes referrals",
    "review_due": "Takes referrals; its entry must be checked",
    "lapsed": "Takes nobody: nobody has checked its entry",
    "paused": "Takes nobody new for now",
    "closed": "Has ended for good",
}
"""How a scheme's entry stands."""

PAUSE_REASONS: Mapping[str, str] = {
    "full": "Everybody who could help is busy",
    "staffing": "Staff are away or missing",
    "funding": "The funding is being settled",
    "holiday": "Closed for a holiday",
    "safety": "It would not be safe at the moment",
    "other": "Another reason",
}
"""Why a scheme takes nobody new for a while."""

SCHEME_CLOSURE_REASONS: Mapping[str, str] = {
    "funding_ended": "Its funding has ended",
    "merged": "It has become part of another scheme",
    "replaced": "Another scheme takes its place",
    "not_needed": "It is needed no more",
    "provider_closed": "Those who ran it have closed",
    "other": "Another reason",
}
"""Why a scheme ended for good."""

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
