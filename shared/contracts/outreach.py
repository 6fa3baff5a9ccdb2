"""The facts intake records of outreach: whom somebody set out to reach, and how it went. None of it is a referral."""

from datetime import date
from typing import Annotated

import msgspec

from shared.contracts.event import Event, Kept, Personal, recorded
from shared.contracts.referral import SafeContact


class Contact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody to be reached: as little as it takes to find them. Shape: as in a referral's `PersonDetails`.

    `limits`: what the details may be used for, in words, as whoever holds them promised.
    """

    given_name: str | None = None
    family_name: str | None = None
    address: str | None = None
    postcode: str | None = None
    phone: str | None = None
    safe_contact: SafeContact | None = None
    limits: str | None = None


class ListEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a list as it was understood at the door: whom to reach, and by what right they are on it."""

    contact: Contact
    source: str
    lawful_basis: str
    held_since: date
    hold_until: date | None = None


class TryTold(msgspec.Struct, frozen=True, kw_only=True):
    """How one try to reach somebody went."""

    outcome: str
    again_on: date | None = None
    note: str | None = None


@recorded("intake.outreach_listed")
class OutreachListed(Event):
    """Somebody was put on a list of people to be reached; nobody has asked them yet.

    `lawful_basis`: on which their details are held, decided on the day `held_since`; `hold_until`: the last day they
    may be held, where one was set. `source`: which list or round it was, as a code. `marks`: keyed hashes by which the
    same person is known on another list; they stay when the details are gone. `submission` and `content`: keyed hashes
    of the sender's key and of the entry sent with it.
    """

    contact_id: str
    lawful_basis: str
    held_since: date
    hold_until: date | None = None
    source: Annotated[str | None, Kept] = None
    marks: Annotated[tuple[int, ...] | None, Kept] = None
    submission: Annotated[str | None, Kept] = None
    content: Annotated[str | None, Kept] = None
    contact: Annotated[Contact | None, Personal] = None


@recorded("intake.outreach_disclosed")
class OutreachDisclosed(Event):
    """Somebody was shown the details; who, and when, stands beside the event as it does beside every other."""

    contact_id: str


@recorded("intake.outreach_tried")
class OutreachTried(Event):
    """Somebody knocked, called or wrote. `again_on`: the day to try again, where one was agreed."""

    contact_id: str
    outcome: str
    again_on: date | None = None
    submission: Annotated[str | None, Kept] = None
    note: Annotated[str | None, Personal] = None


@recorded("intake.outreach_agreed")
class OutreachAgreed(Event):
    """The person said yes, and a referral was taken in. Their details are the referral's now, and held only there."""

    contact_id: str
    reference: str


@recorded("intake.outreach_declined")
class OutreachDeclined(Event):
    """The person said no. Their details are destroyed with it, and no list brings them back."""

    contact_id: str
    reason: str


@recorded("intake.outreach_ended")
class OutreachEnded(Event):
    """Nobody tries any more, though the person neither agreed nor declined. Their details are destroyed with it."""

    contact_id: str
    reason: str
