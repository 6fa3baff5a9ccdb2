"""Everything one referral left behind in five stores, laid side by side."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from services.cases.domain.case import Case, case_of
from shared.contracts.event import Event
from shared.contracts.intake import ReferralReceived, ReferralWithdrawn
from shared.contracts.matching import MatchWithdrawn, ReferralMoved, SchemeOffered, SchemesShortlisted
from shared.contracts.triage import ReferralTriaged
from shared.event_store.recorded import Recorded

OPEN = ("offered", "accepted")
"""The states of a case in which its place is held."""


@dataclass
class Trail:
    """One referral. Lists are in the order of their streams; `people` and `places` in the order they were recorded.

    `heard`: how far each service has heard each stream, by service and stream. `taken_back`: whether cases has noted
    the withdrawal. `journey`, `steps`, `checklist`: the rows of journeys. `unreadable`: an event of it can not be read.
    """

    reference: str
    referral: list[Recorded] = field(default_factory=list)
    people: list[Recorded] = field(default_factory=list)
    assessment: list[Recorded] = field(default_factory=list)
    match: list[Recorded] = field(default_factory=list)
    places: list[Recorded] = field(default_factory=list)
    cases: list[Recorded] = field(default_factory=list)
    heard: dict[tuple[str, str], int] = field(default_factory=dict)
    taken_back: bool = False
    journey: dict[str, Any] | None = None
    steps: list[dict[str, Any]] = field(default_factory=list)
    checklist: str | None = None
    unreadable: bool = False

    @cached_property
    def received(self) -> ReferralReceived | None:
        """Return the receipt."""
        return next((one.event for one in self.referral if isinstance(one.event, ReferralReceived)), None)

    @cached_property
    def withdrawn(self) -> Recorded | None:
        """Return the withdrawal."""
        return next((one for one in self.referral if isinstance(one.event, ReferralWithdrawn)), None)

    @cached_property
    def routed(self) -> Recorded | None:
        """Return the event by which triage sent the referral on to matching."""
        return next((one for one in self.assessment if isinstance(one.event, ReferralTriaged)), None)

    @cached_property
    def rounds(self) -> list[int]:
        """Return the rounds that matching has shortlisted for, in order."""
        return [one.event.round for one in self.match if isinstance(one.event, SchemesShortlisted)]

    @cached_property
    def offers(self) -> list[tuple[Recorded, SchemeOffered]]:
        """Return every offer, in order."""
        return [(one, one.event) for one in self.match if isinstance(one.event, SchemeOffered)]

    @cached_property
    def moved(self) -> list[int]:
        """Return the rounds whose offer the scheme could hold no more."""
        return [one.event.round for one in self.match if isinstance(one.event, ReferralMoved)]

    @cached_property
    def parked(self) -> list[int]:
        """Return the rounds that found no scheme."""
        offered = {offer.round for _, offer in self.offers}
        return [turn for turn in self.rounds if turn not in offered]

    @cached_property
    def match_stopped(self) -> list[Recorded]:
        """Return every time that matching stopped for a withdrawal."""
        return [one for one in self.match if isinstance(one.event, MatchWithdrawn)]

    @cached_property
    def case_streams(self) -> dict[int, list[Recorded]]:
        """Return the streams of the referral's cases, by round."""
        found: dict[int, list[Recorded]] = {}
        for one in self.cases:
            found.setdefault(_round_of(one.stream), []).append(one)
        return found

    @cached_property
    def case_states(self) -> dict[int, Case | None]:
        """Return where each case stands, by round."""
        return {turn: case_of(one.event for one in history) for turn, history in sorted(self.case_streams.items())}

    def has_heard(self, service: str, one: Recorded) -> bool:
        """Whether a service has heard an event."""
        return self.heard.get((service, one.stream), 0) >= one.version

    def last_heard(self, service: str, stream: list[Recorded]) -> Event | None:
        """Return the newest event of a stream that a service has heard."""
        heard = [one.event for one in stream if self.has_heard(service, one)]
        return heard[-1] if heard else None

    def streams(self) -> list[list[Recorded]]:
        """Return every stream of the referral's own that others hear."""
        return [self.referral, self.assessment, self.match, *self.case_streams.values()]


def _round_of(stream: str) -> int:
    last = stream.rpartition("-")[2]
    return int(last) if last.isdecimal() else 0
