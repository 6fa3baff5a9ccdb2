"""The rules between the fields of a referral: each a sentence that is true when all is well."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from shared.config.limits import AGE_YEARS_MAX
from shared.doors.door import Broken
from shared.doors.told import Told

NAMELESS_CHANNELS = frozenset({"self"})
"""Channels whose referrer is the person, who is named already."""

PRIVATE_CHANNELS = frozenset({"self", "family", "outreach"})
"""Channels without an organisation that must be named: people who ask for themselves or somebody close, and outreach,
which names its `source` instead."""


def born_in_living_memory(told: Told) -> Broken:
    """The date of birth is today or earlier, and no longer ago than anybody has lived."""
    born_on = told.person.get("born_on")
    if born_on and born_on > told.today:
        yield "person.born_on", "Check the date of birth: it lies in the future."
    if born_on and _years_later(born_on, AGE_YEARS_MAX) < _years_later(told.today, 0):
        yield "person.born_on", f"Check the date of birth: it lies more than {AGE_YEARS_MAX} years ago."


def findable(told: Told) -> Broken:
    """There is a postcode or an NHS number, without which the person can neither be recognised nor placed."""
    if not (told.given("person", "postcode") or told.given("person", "nhs_number")):
        yield "person.postcode", "Enter the postcode, or the NHS number; ZZ99 3VZ for no fixed abode."


def something_is_asked(told: Told) -> Broken:
    """There is a need, or what matters to the person."""
    if not (told.given("needs") or told.given("what_matters")):
        yield "needs", "Give at least one need, or say in what_matters what matters to the person."


def sharing_covers_support(told: Told) -> Broken:
    """Details may be shared for direct support, and each purpose stands once."""
    purposes = [entry.get("purpose") for entry in told.sharing]
    if purposes and None not in purposes and "direct_support" not in purposes:
        yield "sharing", "Add an entry for the purpose direct_support: without it nothing can be passed to a scheme."
    for index, purpose in enumerate(purposes):
        if purpose and purpose in purposes[:index]:
            yield f"sharing.{index}.purpose", "Give each purpose once."


def agreement_is_dated(told: Told) -> Broken:
    """Explicit consent has its day, and nothing was agreed in the future."""
    for index, entry in enumerate(told.sharing):
        agreed_on = entry.get("agreed_on")
        if agreed_on and agreed_on > told.today:
            yield f"sharing.{index}.agreed_on", "Check the date: nobody can have agreed in the future."
        if entry.get("lawful_basis") == "explicit_consent" and not agreed_on:
            yield f"sharing.{index}.agreed_on", "Enter the day the person said yes, as YYYY-MM-DD."


def referrer_is_named(told: Told) -> Broken:
    """Whoever refers somebody else gives their own name."""
    channel = told.referrer.get("channel")
    if channel and channel not in NAMELESS_CHANNELS and not told.given("referrer", "name"):
        yield "referrer.name", "Enter the referrer's name."


def organisation_is_named(told: Told) -> Broken:
    """Professionals and groups name their organisation or its ODS code; outreach names the round or place."""
    channel = told.referrer.get("channel")
    named = told.given("referrer", "organisation") or told.given("referrer", "ods_code")
    if channel and channel not in PRIVATE_CHANNELS and not named:
        yield "referrer.organisation", "Enter the referrer's organisation, or its ODS code."
    if channel == "outreach" and not told.given("referrer", "source"):
        yield "referrer.source", "Say which outreach this came from."


def haste_is_explained(told: Told) -> Broken:
    """What is not routine has its reason."""
    if told.right.get("urgency") in {"soon", "urgent"} and not told.given("urgency_reason"):
        yield "urgency_reason", "Say why this cannot wait for the usual time."


def risks_agree(told: Told) -> Broken:
    """Risks are told, or known not to be there, not both."""
    if told.right.get("no_known_risks") and "risks" in told.right:
        yield "no_known_risks", "Either describe the risks, or say that none are known, not both."


def contact_agrees(told: Told) -> Broken:
    """A safe way to reach the person is left, unless reaching them is prohibited and no way is called safe."""
    ways = [told.contact.get(way) for way in ("call", "text", "write")]
    prohibited = told.contact.get("contacting_prohibited")
    if prohibited and (any(ways) or told.contact.get("leave_message")):
        yield "safe_contact.contacting_prohibited", "No way of contact can be safe where contacting is prohibited."
    if ways == [False] * 3 and not prohibited and not told.given("safe_contact", "notes"):
        yield "safe_contact.notes", "Say how the person can be reached, or that contacting is prohibited."
    if told.contact.get("leave_message") and told.contact.get("call") is False:
        yield "safe_contact.leave_message", "A message cannot be left where calling is not safe."


def _years_later(day: date, years: int) -> tuple[int, int, int]:
    return day.year + years, day.month, day.day


RULES: tuple[Callable[[Told], Broken], ...] = (
    born_in_living_memory,
    findable,
    something_is_asked,
    sharing_covers_support,
    agreement_is_dated,
    referrer_is_named,
    organisation_is_named,
    haste_is_explained,
    risks_agree,
    contact_agrees,
)


def broken_rules(sent: Mapping[str, Any], right: Mapping[str, Any], today: date) -> Broken:
    """Yield what every rule finds."""
    told = Told(sent, right, today)
    for rule in RULES:
        yield from rule(told)
