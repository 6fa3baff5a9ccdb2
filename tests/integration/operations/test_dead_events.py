"""An event that cannot be handled is put aside with the rest of its stream, and given again once that is mended."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import delete, select

from services.triage.tables import PROTOCOLS
from shared.contracts.triage import ReferralHeldForReview, ReviewEnded, UrgentConcernRaised
from shared.event_store.rows import insert_rows
from shared.messaging.dead_events import dead
from tests.integration.operations.commands import run
from tests.unit.audit.walked import Walked


def test_nothing_lies_dead_in_an_onward_in_which_nothing_went_wrong(walked: Walked) -> None:
    walked.submit(2)
    walked.pump()
    assert run(walked.settings, "dead", "list") == (0, "Nothing lies dead.\n")
    assert run(walked.settings, "dead", "replay") == (0, "")


def test_a_reaction_that_fails_holds_up_its_own_stream_and_no_other(walked: Walked) -> None:
    held_up, going_on = one_held_up(walked)
    assert [(heard.stream, heard.version) for heard, _ in dead(walked.rooms["triage"].store)] == [
        (f"referral-{held_up}", 1)
    ]
    assert stands_at(walked, "journeys", f"referral-{held_up}") == 2
    assert stands_at(walked, "triage", f"referral-{held_up}") == 0
    assert state(walked, going_on) == "offered"


def test_a_dead_event_is_listed_with_its_reason_and_nothing_of_the_person(walked: Walked) -> None:
    held_up, _ = one_held_up(walked)
    code, said = run(walked.settings, "dead", "list", "triage")
    assert code == 0
    for word in ("triage", f"referral-{held_up}", "intake.referral_received.v1", "LookupError in services.triage"):
        assert word in said
    for value in walked.people[held_up].values():
        assert str(value) not in said
    assert run(walked.settings, "dead", "list", "matching").said == "Nothing lies dead.\n"


def test_replay_applies_the_dead_event_and_what_waited_behind_it_once_and_in_order(walked: Walked) -> None:
    held_up, _ = one_held_up(walked)
    code, said = run(walked.settings, "dead", "replay", "triage")
    assert (code, said) == (0, f"triage: referral-{held_up} version 1 handled\n")
    events = [one.event for one in walked.rooms["triage"].store.read(f"assessment-{held_up}")]
    assert [type(event) for event in events] == [UrgentConcernRaised, ReferralHeldForReview, ReviewEnded]
    walked.pump()
    assert run(walked.settings, "dead", "replay").code == 0
    assert len(walked.rooms["triage"].store.read(f"assessment-{held_up}")) == 3
    assert run(walked.settings, "check", "--wait", "0").code == 0


def test_replay_of_what_still_fails_says_so_and_keeps_it(walked: Walked) -> None:
    with no_protocol(walked):
        (reference,) = walked.submit()
        walked.pump("triage")
        code, said = run(walked.settings, "dead", "replay")
    assert code == 1
    assert f"referral-{reference} version 1 still can not be handled: LookupError" in said
    assert len(dead(walked.rooms["triage"].store)) == 1


def one_held_up(walked: Walked) -> tuple[str, str]:
    """Have one referral fail in triage and be taken back behind that, and another one come after it."""
    with no_protocol(walked):
        (held_up,) = walked.submit(1, safeguarding_concern=True)
        walked.pump()
    walked.rooms["intake"].commands.withdraw_referral(held_up, "changed_mind", "referrer:test")
    (going_on,) = walked.submit()
    walked.pump()
    return held_up, going_on


@contextmanager
def no_protocol(walked: Walked) -> Iterator[None]:
    """Take away, for a while, what triage cannot work without."""
    store = walked.rooms["triage"].store
    with store.transaction() as work:
        rows = [row._asdict() for row in work.connection.execute(select(PROTOCOLS))]
        work.connection.execute(delete(PROTOCOLS))
    yield
    with store.transaction() as work:
        insert_rows(work.connection, PROTOCOLS, rows)


def stands_at(walked: Walked, service: str, stream: str) -> int:
    """Return how far a service has heard a stream."""
    table = walked.rooms[service].store.tables.inbox_cursors
    with walked.rooms[service].store.reading() as connection:
        return connection.scalar(select(table.c.version).where(table.c.stream == stream)) or 0


def state(walked: Walked, reference: str) -> str:
    """Return the state of a referral as journeys tells it."""
    return str(walked.rooms["journeys"].commands.journey(reference)["state"])
