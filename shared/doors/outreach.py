"""The doors of outreach: an entry of a list of people to be reached, and how a try to reach one of them went."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from marshmallow import ValidationError

from shared.config.limits import (
    LINE_CHARACTERS_MAX,
    NAME_CHARACTERS_MAX,
    NOTE_CHARACTERS_MAX,
    PHONE_CHARACTERS_MAX,
)
from shared.contracts.outreach import Contact, ListEntry, TryTold
from shared.contracts.outreach_codes import OUTREACH_OUTCOMES
from shared.contracts.vocabulary import LAWFUL_BASES
from shared.doors import identifiers
from shared.doors.door import Broken, Door, let_in
from shared.doors.fields import Code, Day
from shared.doors.groups import Part
from shared.doors.phone import phone
from shared.doors.referral_parts import SafeContactSchema
from shared.doors.referral_rules import contact_agrees
from shared.doors.told import Told
from shared.doors.words import Name, Text, Written

_POSTCODE_CHARACTERS_MAX = 40
_SOURCE = re.compile("[a-z][a-z0-9-]*")
_SOURCE_ASK = "Name the list or round by a short code: small letters, digits and hyphens, such as waste-collections-1."
_OF_THE_LIST = ("source", "lawful_basis", "held_since", "hold_until")


def source_code(text: str) -> str:
    """Return the code of a list or round. Why a code: it is counted, and stays when the details are gone."""
    if not _SOURCE.fullmatch(text):
        raise ValidationError(_SOURCE_ASK)
    return text


class ListEntrySchema(Door):
    """Somebody to be reached, with as little as it takes to find them, and by what right they are on the list."""

    source = Written(source_code, NAME_CHARACTERS_MAX, _SOURCE_ASK, required=True)
    lawful_basis = Code(LAWFUL_BASES, f"Choose one of: {', '.join(LAWFUL_BASES)}.", required=True)
    held_since = Day("Enter the day on which that basis was decided, as YYYY-MM-DD.", required=True)
    hold_until = Day()
    given_name = Name()
    family_name = Name()
    address = Text(LINE_CHARACTERS_MAX, lines=True)
    postcode = Written(identifiers.postcode, _POSTCODE_CHARACTERS_MAX, "Write a full postcode, or leave this out.")
    phone = Written(phone, PHONE_CHARACTERS_MAX, "Write one telephone number, or leave this out.")
    safe_contact = Part(SafeContactSchema)
    limits = Text(NOTE_CHARACTERS_MAX, lines=True)


class TrySchema(Door):
    """How a try to reach somebody went."""

    outcome = Code(OUTREACH_OUTCOMES, f"Choose one of: {', '.join(OUTREACH_OUTCOMES)}.", required=True)
    again_on = Day()
    note = Text(NOTE_CHARACTERS_MAX, lines=True)


_entry, _try = ListEntrySchema(), TrySchema()


def load_list_entry(data: object, today: date) -> ListEntry:
    """Return the entry of a list that `data` tells. Raises: Malformed with every wrong field."""

    def rules(sent: Mapping[str, Any], told: dict[str, Any]) -> Broken:
        yield from _findable(sent)
        yield from _may_be_reached(told)
        yield from contact_agrees(Told(sent, told, today))
        if told.get("held_since", today) > today:
            yield "held_since", "Check the date: a basis cannot have been decided in the future."
        if told.get("hold_until", today) < today:
            yield "hold_until", "Leave them off the list: their details could not be held even today."

    told = let_in(_entry, data, rules)
    listed = {name: told.pop(name) for name in _OF_THE_LIST if name in told}
    return ListEntry(contact=msgspec.convert(told, Contact), **listed)


def load_try(data: object, today: date) -> TryTold:
    """Return how a try went. Raises: Malformed."""

    def rules(_sent: Mapping[str, Any], told: dict[str, Any]) -> Broken:
        if told.get("again_on", today) < today:
            yield "again_on", "Check the date: the next try cannot lie in the past."

    return msgspec.convert(let_in(_try, data, rules), TryTold)


def _findable(sent: Mapping[str, Any]) -> Broken:
    """There is somewhere to knock or to call, and somebody to ask for; at an address, whoever opens the door."""
    if not any(sent.get(way) for way in ("address", "postcode", "phone")):
        yield "address", "Enter the address, the postcode or the telephone number."
    elif not any(sent.get(who) for who in ("given_name", "family_name", "address")):
        yield "family_name", "Enter a name; only an address can be looked up without one."


def _may_be_reached(told: Mapping[str, Any]) -> Broken:
    """Nobody is put on a list of people to reach who must not be reached."""
    if (told.get("safe_contact") or {}).get("contacting_prohibited"):
        yield "safe_contact.contacting_prohibited", "Leave them off the list: somebody must not contact them."
