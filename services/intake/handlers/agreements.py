"""The yes at the door: what is held of somebody and what they agreed to become a referral, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from services.intake.domain.outreach import TO_REACH, Outreach, agree, outreach_of
from services.intake.domain.receiving import Submission
from services.intake.handlers.arrivals import Answer
from services.intake.handlers.outreach import OutreachFollowing, outreach_stream
from services.intake.handlers.receiving import canonical
from shared.clock import london_date
from shared.contracts.event import FORGOTTEN
from shared.contracts.outreach import OutreachListed
from shared.doors.malformed import Malformed
from shared.doors.referral import load_referral
from shared.event_store.engine import empty_log
from shared.event_store.races import decided
from shared.event_store.recorded import WrongExpectedVersion
from shared.event_store.transaction import Transaction

OF_THE_PERSON = ("given_name", "family_name", "address", "postcode", "phone")


@dataclass(frozen=True)
class OutreachAgreeing(OutreachFollowing):
    """The command that makes a referral of an outreach."""

    def agree_outreach(self, contact_id: str, told: Mapping[str, Any], by: str) -> Answer:
        """Take a referral in for somebody who said yes; asked again, the answer names the same one.

        Shape: `told` is a referral, of which may be left out what is held already: names, address, postcode, phone,
        safe contact, the channel `outreach` and its source. What is told counts before what is held.
        """
        answer = decided(self.store, lambda work: self._agree(work, contact_id, told, by))
        empty_log(self.store.engine, wait=False)
        return answer

    def _agree(self, work: Transaction, contact_id: str, told: Mapping[str, Any], by: str) -> Answer:
        stream = outreach_stream(contact_id)
        history = work.histories([stream], opened=True)[stream]
        outreach = outreach_of(one.event for one in history)
        if outreach is None:
            return {"status": "not_found"}
        if outreach.reference:
            return {"status": "received", "reference": outreach.reference, "repeated": True}
        if outreach.state != TO_REACH:
            return {"status": "refused", "reason": f"outreach_is_{outreach.state}"}
        answer = self._refer(work, outreach, told, by)
        if answer["status"] == "received":
            agreed = [agree(outreach, answer["reference"])]
            self.follow(work, outreach, len(history), agreed, "agree_outreach", by)
        return answer

    def _refer(self, work: Transaction, outreach: Outreach, told: Mapping[str, Any], by: str) -> Answer:
        """Take the referral in. Why a key without a sender: whoever asks, one yes is one referral."""
        try:
            referral = load_referral(completed(told, outreach.listed), london_date(work.now))
        except Malformed as malformed:
            return {"status": "malformed", "errors": malformed.errors}
        sent = Submission(
            submission=self.digest(f"outreach {outreach.contact_id}".encode()),
            content=self.digest(canonical(told)),
            referral=referral,
        )
        return self.arrivals(work, [sent], by).receive(sent)


def completed(told: Mapping[str, Any], listed: OutreachListed) -> dict[str, Any]:
    """Return what was told at the door as a whole referral, completed from the list.

    Why field by field: whoever tells one more safe way must not wipe out a warning that was there before.
    Raises: WrongExpectedVersion when the details went while this was read: somebody else has just ended it.
    """
    contact = listed.contact
    if contact is None or contact is FORGOTTEN:
        raise WrongExpectedVersion("the outreach ended meanwhile")
    held = {name: value for name in OF_THE_PERSON if (value := getattr(contact, name)) is not None}
    whole = dict(told)
    whole["person"] = _over(held, told.get("person"))
    whole["referrer"] = _over({"channel": "outreach", "source": listed.source}, told.get("referrer"))
    if contact.safe_contact:
        whole["safe_contact"] = _over(msgspec.to_builtins(contact.safe_contact), told.get("safe_contact"))
    return whole


def _over(held: Mapping[str, Any], told: object) -> Any:
    """Return what is held with what was told over it; something that is no object is left for the door to name."""
    if told is None:
        return dict(held)
    if not isinstance(told, Mapping):
        return told
    return {**held, **{name: value for name, value in told.items() if value is not None}}
