"""Outreach: one person to be reached, from a list to a yes, a no, or an end. Not a referral until the yes."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.intake.areas.postcode import is_pseudo_postcode, postcode_key
from services.intake.domain.identity import Hash, folded
from shared.contracts.event import Event
from shared.contracts.outreach import (
    Contact,
    OutreachAgreed,
    OutreachDeclined,
    OutreachDisclosed,
    OutreachEnded,
    OutreachListed,
    OutreachTried,
    TryTold,
)
from shared.contracts.outreach_codes import FOR_GOOD

TO_REACH = "to_reach"
AFTER: dict[type[Event], str] = {
    OutreachListed: TO_REACH,
    OutreachDisclosed: TO_REACH,
    OutreachTried: TO_REACH,
    OutreachAgreed: "agreed",
    OutreachDeclined: "declined",
    OutreachEnded: "ended",
}
"""The state each event leads to. Only while somebody is still to be reached can anything more happen."""


@dataclass(frozen=True)
class Outreach:
    """Where it stands with one person. `tries`: the keyed hashes of the senders' keys of every try so far."""

    listed: OutreachListed
    state: str = TO_REACH
    tries: tuple[str | None, ...] = ()
    reference: str | None = None

    @property
    def contact_id(self) -> str:
        """Whose outreach it is; also the name of the key under which their details are sealed."""
        return self.listed.contact_id


def outreach_of(history: Iterable[Event]) -> Outreach | None:
    """Fold the stream of one outreach; None when nobody was listed."""
    outreach: Outreach | None = None
    for event in history:
        if isinstance(event, OutreachListed):
            outreach = Outreach(event)
        elif outreach and type(event) in AFTER:
            outreach = _followed(outreach, event)
    return outreach


def _followed(outreach: Outreach, event: Event) -> Outreach:
    tries = (*outreach.tries, event.submission) if isinstance(event, OutreachTried) else outreach.tries
    reference = event.reference if isinstance(event, OutreachAgreed) else None
    return Outreach(outreach.listed, AFTER[type(event)], tries, reference)


def disclose(outreach: Outreach) -> list[Event]:
    """Note that the details are shown; nothing when there are none any more."""
    return [OutreachDisclosed(contact_id=outreach.contact_id)] if outreach.state == TO_REACH else []


def try_to_reach(outreach: Outreach, told: TryTold, submission: str) -> list[Event] | None:
    """Note how a try went; nothing when it was noted before, None when nobody is to be reached any more."""
    if submission in outreach.tries:
        return []
    if outreach.state != TO_REACH:
        return None
    tried = OutreachTried(
        contact_id=outreach.contact_id,
        outcome=told.outcome,
        again_on=told.again_on,
        note=told.note,
        submission=submission,
    )
    return [tried]


def agree(outreach: Outreach, reference: str) -> Event:
    """The person said yes to what a referral now asks for. Only asked while they are to be reached."""
    return OutreachAgreed(contact_id=outreach.contact_id, reference=reference)


def decline(outreach: Outreach, reason: str) -> list[Event] | None:
    """The person said no; nothing when they had before, None when it ended otherwise."""
    if outreach.state == "declined":
        return []
    declined = OutreachDeclined(contact_id=outreach.contact_id, reason=reason)
    return [declined] if outreach.state == TO_REACH else None


def end(outreach: Outreach, reason: str) -> list[Event] | None:
    """Nobody tries any more; nothing when that was so before, None when the person has answered."""
    if outreach.state == "ended":
        return []
    return [OutreachEnded(contact_id=outreach.contact_id, reason=reason)] if outreach.state == TO_REACH else None


def is_for_good(event: Event) -> bool:
    """Whether after this event nobody may put the person on a list again."""
    return isinstance(event, OutreachDeclined) or (isinstance(event, OutreachEnded) and event.reason in FOR_GOOD)


def marks_of(contact: Contact, hashed: Hash) -> tuple[int, ...]:
    """Return by what a contact is known on another list: the name with each way to find them, or the bare address.

    Why never a phone or a postcode without a name: other people share it, and their no is not this person's.
    """
    name = folded(f"{contact.given_name or ''}{contact.family_name or ''}")
    if not name:
        return _address_mark(contact, hashed)
    return tuple(sorted({hashed(f"outreach|{name}|{place}") for place in _places(contact)}))


def marks_looked_up(contact: Contact, hashed: Hash) -> tuple[int, ...]:
    """Return every mark under which a no counts for this contact: also one said at the door, without a name."""
    return tuple(sorted({*marks_of(contact, hashed), *_address_mark(contact, hashed)}))


def _places(contact: Contact) -> Iterable[str]:
    postcode = postcode_key(contact.postcode or "")
    if postcode and not is_pseudo_postcode(postcode):
        yield f"postcode {postcode}"
    if contact.address:
        yield f"address {folded(contact.address)}"
    if contact.phone:
        yield f"phone {contact.phone}"


def _address_mark(contact: Contact, hashed: Hash) -> tuple[int, ...]:
    if not contact.address:
        return ()
    return (hashed(f"outreach||address {folded(contact.address)} {postcode_key(contact.postcode or '')}"),)
