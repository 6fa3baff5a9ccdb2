from typing import Any

import msgspec
from hypothesis import given

from services.triage.domain.assessment import assess
from services.triage.domain.comparing import Assessed, assessed, assessed_by
from services.triage.domain.protocol import Protocol, When
from services.triage.handlers.protocols import PROTOCOLS
from shared.contracts.event import BY_CLASS
from shared.contracts.facts import Facts
from shared.contracts.triage import ProtocolPublished, ReviewEnded
from shared.doors.protocol import load_protocol
from shared.event_store.editions import content_of
from tests.contract.samples import read, written
from tests.unit.doors.protocols import any_protocol
from tests.unit.triage.given import any_facts, facts, protocol, rule


def published(sent: dict[str, Any], version: int = 2) -> Protocol:
    """Return a protocol as it is after its door, its event and its store."""
    entered = PROTOCOLS.read(load_protocol({"based_on": version - 1, "protocol": sent}).protocol, version)
    event = ProtocolPublished(version=version, protocol=msgspec.to_builtins(entered))
    contract = BY_CLASS[ProtocolPublished]
    stored = read(contract.stored_type, written(event, contract))
    assert isinstance(stored, ProtocolPublished)
    return msgspec.convert(stored.protocol, Protocol)


@given(any_protocol)
def test_a_protocol_comes_through_door_event_and_store_as_it_was_sent(sent: dict[str, Any]) -> None:
    once = content_of(published(sent))
    assert content_of(published(once)) == once
    assert [one["code"] for one in once["rules"]] == [one["code"] for one in sent["rules"]]
    assert [one["when"] for one in once["rules"]] == [one["when"] for one in sent["rules"]]
    assert once["complexity"] == sent["complexity"]


@given(any_protocol, any_facts)
def test_the_same_facts_and_version_give_the_same_assessment_also_after_the_store(
    sent: dict[str, Any], known: Facts
) -> None:
    kept = published(sent)
    assert assess(kept, known) == assess(published(content_of(kept)), known)
    assert assessed_by(kept, known) == assessed_by(kept, known)


@given(any_protocol, any_facts)
def test_what_was_recorded_is_what_deciding_again_from_its_own_facts_gives(sent: dict[str, Any], known: Facts) -> None:
    kept = published(sent)
    found = assessed(assess(kept, known))
    assert found is not None
    recorded, routed = found
    assert routed.facts is not None
    assert assessed_by(kept, routed.facts) == recorded
    assert routed.protocol_version == 2


def test_an_assessment_tells_route_advice_concern_complexity_and_reasons() -> None:
    back = rule("back", "return", advice="see_hub", urgent_concern=True)
    assert assessed_by(protocol(back, rule("hold", "review")), facts()) == Assessed(
        "return", "see_hub", ("back",), None, ("back", "hold")
    )
    assert assessed_by(protocol(rule("never", "return", When(age_below=3))), facts()) == Assessed(
        "matching", None, (), "low", ()
    )


def test_what_a_person_decided_later_is_not_what_the_protocol_decided() -> None:
    held = assess(protocol(rule("hold", "review")), facts())
    ended = ReviewEnded(reference=facts().reference, person_id="p1", reason="withdrawn")
    found = assessed([*held, ended])
    assert found is not None
    assert found[0].route == "review"
    assert assessed([ended]) is None
