"""Telephone numbers and email addresses out of a line such as `Tel: 01297 255002; Email: hall@example.org`."""

import re

from shared.contracts.listing import PublicContact
from shared.doors.foreign.record import ForeignRecord

_MAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PHONE = re.compile(r"(?:\+44\s?|0)(?:\(0\)\s?)?[0-9](?:[\s()-]{0,2}[0-9]){6,11}")


def contacts_in(record: ForeignRecord, name: str) -> tuple[PublicContact, ...]:
    """Return the numbers and addresses in a field of words; the names of people among them are left out."""
    text = record.words(name)
    if text is None:
        return ()
    mails = [ForeignRecord({name: found}, record.mends).mail(name) for found in _MAIL.findall(text)]
    numbers = [" ".join(found.split()) for found in _PHONE.findall(_MAIL.sub(" ", text))]
    contacts = [PublicContact(phone=number) for number in dict.fromkeys(numbers)]
    contacts += [PublicContact(email=mail) for mail in dict.fromkeys(filter(None, mails))]
    if not contacts:
        record.mend(name, "holds neither a number nor an email address, left out")
    return tuple(contacts)
