"""What matching does about what it hears: match, match again, free places, stop."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from services.matching.domain.match import match_of, stop
from services.matching.domain.shortlist import Request
from services.matching.handlers.settling import Freed, Wanted, settle, stream_of
from services.matching.queries import Directories
from shared.contracts.cases import CaseClosed, OfferDeclined, OfferWithdrawn
from shared.contracts.event import Meta
from shared.contracts.intake import ReferralWithdrawn
from shared.contracts.matching import PlaceReleased
from shared.contracts.triage import ReferralTriaged
from shared.event_store.recorded import Recorded
from shared.event_store.transaction import Transaction

Ended = OfferDeclined | OfferWithdrawn | CaseClosed
_ENDED = (OfferWithdrawn, CaseClosed)


class Needs(NamedTuple):
    """What some events lead to: referrals to be matched, and places to be freed."""

    wanted: Sequence[Wanted] = ()
    freed: Sequence[Freed] = ()


@dataclass(frozen=True)
class Matching:
    """Matching's reactions."""

    directories: Directories = field(default_factory=Directories)

    def react(self, work: Transaction, heard: Sequence[Recorded]) -> None:
        """Do all that a batch leads to; what was taken back comes first.

        A stream has at most one event that matters here, so their order makes no difference.
        """
        self.on_referral_withdrawn(work, heard)
        needs = [on(work, heard) for on in (self.on_offer_declined, self.on_case_ended, self.on_referral_triaged)]
        wanted, freed = [one for each in needs for one in each.wanted], [one for each in needs for one in each.freed]
        settle(work, self.directories, wanted, freed)

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
        ended = [(one.event, *ends[type(one.event)], one.meta) for one in heard if isinstance(one.event, _ENDED)]
        return Needs(freed=[_freed(*one) for one in ended])

    def on_referral_withdrawn(self, work: Transaction, heard: Sequence[Recorded]) -> None:
        """Stop matching referrals that were taken back; an open offer is ended by cases."""
        withdrawn = [(one, one.event) for one in heard if isinstance(one.event, ReferralWithdrawn)]
        histories = work.histories([stream_of(event.reference) for _, event in withdrawn]) if withdrawn else {}
        for one, event in withdrawn:
            history = histories[stream_of(event.reference)]
            events = stop(match_of(past.event for past in history), event)
            work.append(stream_of(event.reference), len(history), events, "intake.referral_withdrawn", cause=one.meta)


def _freed(event: Ended, reason: str, because: str, cause: Meta) -> Freed:
    release = PlaceReleased(
        scheme_id=event.scheme_id, reference=event.reference, person_id=event.person_id, reason=reason
    )
    return Freed(release, because, cause)
