"""The decision to take a referral in."""

from typing import NamedTuple

from services.intake.domain.recognition import Recognition
from shared.contracts.event import Event
from shared.contracts.facts import Facts
from shared.contracts.intake import PersonRecognised, PersonRegistered, ReferralReceived, ReferralWithdrawn
from shared.contracts.referral import Referral


class Submission(NamedTuple):
    """One valid referral with the keyed hashes of the sender's key and of the body sent under it."""

    submission: str
    content: str
    referral: Referral


def receive(sent: Submission, facts: Facts) -> ReferralReceived:
    """Take a referral in."""
    return ReferralReceived(facts=facts, submission=sent.submission, content=sent.content, referral=sent.referral)


def meet(facts: Facts, recognition: Recognition | None, referral: Referral) -> Event:
    """Say who the referral is about: somebody known, or somebody met for the first time."""
    if recognition:
        return PersonRecognised(person_id=recognition.person_id, reference=facts.reference, on=recognition.on)
    return PersonRegistered(person_id=facts.person_id, reference=facts.reference, details=referral.person)


def withdraw(history: list[Event], reason: str) -> list[Event]:
    """Take a referral back; one already taken back stays so."""
    received, *later = history
    if any(isinstance(event, ReferralWithdrawn) for event in later) or not isinstance(received, ReferralReceived):
        return []
    facts = received.facts
    return [ReferralWithdrawn(reference=facts.reference, person_id=facts.person_id, reason=reason)]
