import msgspec
import pytest

from services.intake.domain.receiving import Submission, meet, receive, withdraw
from services.intake.domain.recognition import Recognition
from shared.contracts.codec import public_part
from shared.contracts.event import Event
from shared.contracts.facts import Facts
from shared.contracts.intake import PersonRecognised, PersonRegistered, ReferralReceived, ReferralWithdrawn
from tests.unit.intake.given import referral

FACTS = Facts(reference="K7MD3QXP", person_id="p1", needs=("food",))
SENT = Submission("hash-of-the-key", "hash-of-the-body", referral())
RECEIVED = receive(SENT, FACTS)
TAKEN_BACK = ReferralWithdrawn(reference="K7MD3QXP", person_id="p1", reason="moved")


def test_a_referral_is_received_whole_and_only_its_facts_travel() -> None:
    assert isinstance(RECEIVED, ReferralReceived)
    assert (RECEIVED.facts, RECEIVED.referral) == (FACTS, SENT.referral)
    travels = msgspec.json.decode(public_part(RECEIVED))
    assert set(travels) == {"facts"}
    assert "Lee" not in public_part(RECEIVED)


def test_somebody_new_is_registered_with_their_details() -> None:
    met = meet(FACTS, None, SENT.referral)
    assert met == PersonRegistered(person_id="p1", reference="K7MD3QXP", details=SENT.referral.person)


def test_somebody_known_is_recognised_by_what_agreed() -> None:
    met = meet(FACTS, Recognition("p1", "nhs_number"), SENT.referral)
    assert met == PersonRecognised(person_id="p1", reference="K7MD3QXP", on="nhs_number")


def test_a_referral_is_taken_back_for_a_reason() -> None:
    assert withdraw([RECEIVED], "moved") == [TAKEN_BACK]


@pytest.mark.parametrize("reason", ["moved", "died"])
def test_a_referral_taken_back_before_stays_so_whatever_is_said_the_second_time(reason: str) -> None:
    history: list[Event] = [RECEIVED, TAKEN_BACK]
    assert withdraw(history, reason) == []
