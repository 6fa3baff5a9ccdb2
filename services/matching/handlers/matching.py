"""What matching does about what it hears: match, match again, free places, stop."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from services.matching.domain.match import match_of, stop
from services.matching.domain.offering import decide
from services.matching.domain.shortlist import Request, shortlist, suitable_ids
from services.matching.queries import Directories, locked_capacity
from shared.clock import london_date
from shared.contracts.cases import CaseClosed, OfferDeclined, OfferWithdrawn
from shared.contracts.event import Event, Meta
from shared.contracts.intake import ReferralWithdrawn
from shared.contracts.matching import PlaceReleased, PlaceReserved
from shared.contracts.triage import ReferralTriaged
from shared.event_store.recorded import Recorded
from shared.event_store.transaction import Transaction

Ended = OfferDeclined | OfferWithdrawn | CaseClosed


class Wanted(NamedTuple):
    """A referral to be matched. `version`: its match stream's version; `because`, `cause`: what led here."""

    request: Request
    version: int
    because: str
    cause: Meta


class Freed(NamedTuple):
    """A place to be freed."""

    release: PlaceReleased
    because: str
    cause: Meta


class Needs(NamedTuple):
    """What some events lead to: referrals to be matched, and places to be freed."""

    wanted: Sequence[Wanted] = ()
    freed: Sequence[Freed] = ()


@dataclass(frozen=True)
class Matching:
    """Matching's reactions."""

    directories: Directories = field(default_factory=Directories)

    def react(self, work: Transaction, heard: Sequence[Recorded]) -> None:
        """Do all that a batch leads to while the places in question are held; what was taken back comes first.

        Why at once: whoever locks places a second time may wait in a circle with somebody who does the same. A stream
        has at most one event that matters here, so their order makes no difference.
        """
        self.on_referral_withdrawn(work, heard)
        needs = [on(work, heard) for on in (self.on_offer_declined, self.on_case_ended, self.on_referral_triaged)]
        self._settle(
            work, [one for each in needs for one in each.wanted], [one for each in needs for one in each.freed]
        )

    def on_referral_triaged(self, work: Transaction, heard: Sequence[Recorded]) -> Needs:
        """Match every referral not matched or taken back before."""
        triaged = [(one, one.event) for one in heard if isinstance(one.event, ReferralTriaged)]
        versions = work.versions([stream_of(event.facts.reference) for _, event in triaged]) if triaged else {}
        return Needs(
            wanted=[
                Wanted(Request(event.facts, event.complexity, 1, frozenset()), 0, "triage.referral_triaged", one.meta)
                for one, event in triaged
                if versions[stream_of(event.facts.reference)] == 0
            ]
        )

    def on_offer_declined(self, work: Transaction, heard: Sequence[Recorded]) -> Needs:
        """Free the place and go on to the next scheme."""
        declined = [(one, one.event) for one in heard if isinstance(one.event, OfferDeclined)]
        histories = work.histories([stream_of(event.reference) for _, event in declined]) if declined else {}
        wanted = []
        for one, event in declined:
            history = histories[stream_of(event.reference)]
            request = match_of(past.event for past in history).after_decline(event.scheme_id)
            if request:
                wanted.append(Wanted(request, len(history), "cases.offer_declined", one.meta))
        return Needs(wanted, [_freed(event, "declined", "cases.offer_declined", one.meta) for one, event in declined])

    def on_case_ended(self, _work: Transaction, heard: Sequence[Recorded]) -> Needs:
        """Free the place, of support that ended or of an offer whose referral was taken back."""
        ends = {CaseClosed: ("closed", "cases.case_closed"), OfferWithdrawn: ("withdrawn", "cases.offer_withdrawn")}
        ended = [(one, *ends[type(one.event)]) for one in heard if type(one.event) in ends]
        return Needs(freed=[_freed(one.event, reason, because, one.meta) for one, reason, because in ended])

    def on_referral_withdrawn(self, work: Transaction, heard: Sequence[Recorded]) -> None:
        """Stop matching referrals that were taken back; an open offer is ended by cases."""
        withdrawn = [(one, one.event) for one in heard if isinstance(one.event, ReferralWithdrawn)]
        histories = work.histories([stream_of(event.reference) for _, event in withdrawn]) if withdrawn else {}
        for one, event in withdrawn:
            history = histories[stream_of(event.reference)]
            events = stop(match_of(past.event for past in history), event)
            work.append(stream_of(event.reference), len(history), events, "intake.referral_withdrawn", cause=one.meta)

    def _settle(self, work: Transaction, wanted: Sequence[Wanted], freed: Sequence[Freed]) -> None:
        if not wanted and not freed:
            return
        directory = self.directories.current(work.connection)
        ranking = self.directories.ranking(work.connection)
        lists = [shortlist(one.request, directory.reaching(one.request.facts), ranking) for one in wanted]
        schemes = {scheme_id for considered in lists for scheme_id in suitable_ids(considered)}
        people = {one.request.facts.person_id for one in wanted} | {one.release.person_id for one in freed}
        capacity = locked_capacity(work.connection, schemes | {one.release.scheme_id for one in freed}, people)
        for place in freed:
            if capacity.release(place.release.scheme_id, place.release.person_id, place.release.reference):
                stream = scheme_stream(place.release.scheme_id)
                version = capacity.turn(place.release.scheme_id)
                work.append(stream, version, [place.release], place.because, cause=place.cause)
        today = london_date(work.now)
        for one, considered in zip(wanted, lists, strict=True):
            decision = decide(one.request, considered, directory.schemes, capacity, ranking, today)
            facts = one.request.facts
            work.append(stream_of(facts.reference), one.version, decision.events, one.because, cause=one.cause)
            if decision.scheme_id:
                held = PlaceReserved(scheme_id=decision.scheme_id, reference=facts.reference, person_id=facts.person_id)
                stream = scheme_stream(decision.scheme_id)
                work.append(stream, capacity.turn(decision.scheme_id), [held], one.because, cause=one.cause)


def _freed(event: Event, reason: str, because: str, cause: Meta) -> Freed:
    assert isinstance(event, Ended)
    release = PlaceReleased(
        scheme_id=event.scheme_id, reference=event.reference, person_id=event.person_id, reason=reason
    )
    return Freed(release, because, cause)


def stream_of(reference: str) -> str:
    """Return the stream of a referral's matching."""
    return f"match-{reference}"


def scheme_stream(scheme_id: str) -> str:
    """Return the stream of a scheme."""
    return f"scheme-{scheme_id}"
