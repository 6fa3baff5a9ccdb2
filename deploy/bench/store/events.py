"""The events that stores are measured with: what the others hear of a referral that was received."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from deploy.bench.inventing import Inventor
from services.intake.domain.facts import facts_of
from shared.contracts.codec import encode, public_part
from shared.contracts.event import BY_CLASS, Meta
from shared.contracts.intake import ReferralReceived
from shared.doors.referral import load_referral

AREAS = ("E01999001", "E05999001", "E06999001")
BECAUSE = "submit_referrals"
STORED_TYPE = BY_CLASS[ReferralReceived].stored_type
STREAM_EVENTS = 200  # events of one stream: appends meet it at every length
_TODAY = datetime(2026, 7, 1, tzinfo=UTC)
META = encode(Meta(at=_TODAY, by="service:intake", because=BECAUSE)).decode()


class Share(NamedTuple):
    """What one connection is to append. `number`: which of the connections; `batch`: events in one append."""

    number: int
    appends: int
    batch: int


class Append(NamedTuple):
    """Some events to be appended to a stream that stands at `expected`."""

    stream: str
    expected: int
    events: Sequence[ReferralReceived]


def sample_events() -> list[ReferralReceived]:
    """Return different events as they are published: the facts, and nothing personal."""
    referrals = [load_referral(sent, _TODAY.date()) for sent in Inventor(seed=3).referrals(STREAM_EVENTS)]
    return [
        ReferralReceived(facts=facts_of(referral, f"REF{number:05d}", uuid.uuid4().hex, AREAS, _TODAY.date()))
        for number, referral in enumerate(referrals)
    ]


def appends_of(share: Share) -> list[Append]:
    """Return the appends of one connection, stream after stream, each of its own."""
    events = sample_events()
    found: list[Append] = []
    while len(found) < share.appends:
        stream = f"referral-{share.number}-{uuid.uuid4().hex[:12]}"
        starts = range(0, STREAM_EVENTS - share.batch + 1, share.batch)
        found += [Append(stream, start, events[start : start + share.batch]) for start in starts]
    return found[: share.appends]


def texts(append: Append) -> Iterator[tuple[int, str]]:
    """Give the version and the public text of each event."""
    return enumerate((public_part(event) for event in append.events), start=append.expected + 1)
