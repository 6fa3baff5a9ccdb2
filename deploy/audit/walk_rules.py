"""The walk of one referral through five stores: sentences that are true when nothing was lost and nothing done twice.

Each returns None when it holds, else in a few words what is there instead. None speaks before a service has heard of
a thing, so they hold at every moment, also while everything moves.
"""

from collections.abc import Callable

from deploy.audit.trail import OPEN, Trail
from deploy.audit.whereabouts import places_of
from services.cases.domain.case import AFTER, MAY
from services.journeys.domain.story import reference_of
from shared.contracts.cases import CaseOpened, OfferDeclined
from shared.contracts.event import Event
from shared.contracts.intake import ReferralReceived
from shared.contracts.triage import ReferralHeldForReview

WalkRule = Callable[[Trail], str | None]


def every_referral_is_received_once_and_taken_back_at_most_once(trail: Trail) -> str | None:
    """Nothing is known anywhere of a referral that intake did not receive first."""
    kinds = [type(one.event) for one in trail.referral]
    if kinds[:1] != [ReferralReceived] and (kinds or trail.assessment or trail.match or trail.cases):
        return "it was never received"
    return "it was received or taken back more than once" if len(set(kinds)) < len(kinds) else None


def every_referral_is_about_one_person_who_was_met_when_it_came(trail: Trail) -> str | None:
    """Whoever records something about a referral means the same person."""
    walked = [*trail.referral, *trail.assessment, *trail.match, *trail.cases, *trail.places]
    people = {_person_of(one.event) for one in [*walked, *trail.people]}
    if len(people) > 1:
        return f"it is about {len(people)} people"
    return None if len(trail.people) == 1 else f"{len(trail.people)} people were met with it"


def everything_recorded_under_a_referral_is_about_it(trail: Trail) -> str | None:
    """A stream holds no event of another referral."""
    own = [*trail.referral, *trail.assessment, *trail.match, *trail.cases]
    others = [one for one in own if reference_of(one.event) != trail.reference]
    return f"{others[0].stream} version {others[0].version} is about another referral" if others else None


def every_referral_that_triage_heard_of_is_assessed(trail: Trail) -> str | None:
    """What intake received was routed, held or returned."""
    heard = any(trail.has_heard("triage", one) for one in trail.referral)
    if heard and not trail.assessment:
        return "triage heard of it and did not assess it"
    return "triage assessed it without having heard of it" if trail.assessment and not heard else None


def every_referral_that_matching_heard_was_triaged_is_matched(trail: Trail) -> str | None:
    """What triage routed got a round, unless it had been taken back by then."""
    heard = trail.routed is not None and trail.has_heard("matching", trail.routed)
    if heard and not trail.match:
        return "matching heard that it was triaged and did not match it"
    return "matching shortlisted it without having heard that it was triaged" if trail.rounds and not heard else None


def rounds_are_counted_from_one_and_each_follows_the_end_of_the_last(trail: Trail) -> str | None:
    """A referral goes on because the last scheme did not take it up, could hold it no more, or there was none."""
    if trail.rounds != list(range(1, len(trail.rounds) + 1)):
        return f"its rounds are {', '.join(map(str, trail.rounds))}"
    declined = [turn for turn in trail.case_streams if _decline_heard(trail, turn)]
    ended = {*declined, *trail.moved, *trail.parked}
    unexplained = [turn for turn in trail.rounds[1:] if turn - 1 not in ended]
    unanswered = [turn for turn in declined if turn + 1 not in trail.rounds and not trail.match_stopped]
    if unexplained:
        return f"round {unexplained[0]} began before the last one had ended"
    return f"the decline of round {unanswered[0]} led nowhere" if unanswered else None


def no_referral_is_offered_twice_to_one_scheme(trail: Trail) -> str | None:
    """Every round offers it to a scheme that has not had it before, unless that could hold it no more, and only one."""
    schemes = [offer.scheme_id for _, offer in trail.offers if offer.round not in trail.moved]
    rounds = [offer.round for _, offer in trail.offers]
    if len(set(schemes)) < len(schemes):
        return "a scheme was offered it twice"
    return "one round offered it twice" if len(set(rounds)) < len(rounds) else None


def every_offer_that_cases_heard_of_is_a_case_and_every_case_was_offered(trail: Trail) -> str | None:
    """The scheme that holds the case is the one that matching offered it to."""
    heard = {offer.round: offer.scheme_id for one, offer in trail.offers if trail.has_heard("cases", one)}
    opened = {turn: case.opened.scheme_id for turn, case in trail.case_states.items() if case}
    if unopened := heard.keys() - opened.keys():
        return f"the offer of round {min(unopened)} opened no case"
    wrong = sorted(turn for turn, scheme_id in opened.items() if heard.get(turn) != scheme_id)
    return f"the case of round {wrong[0]} was not offered to its scheme" if wrong else None


def every_case_goes_only_where_its_state_allows(trail: Trail) -> str | None:
    """A case is opened once, and every later event may follow its state."""
    for turn, history in trail.case_streams.items():
        if not isinstance(history[0].event, CaseOpened):
            return f"the case of round {turn} was never opened"
        state = "offered"
        for one in history[1:]:
            if type(one.event) not in MAY[state]:
                return f"the case of round {turn} was {state} when version {one.version} was recorded"
            state = AFTER[type(one.event)]
    return None


def a_withdrawal_ends_whatever_was_open_where_it_was_heard(trail: Trail) -> str | None:
    """Triage holds it no more, matching has stopped, and no case of it is open."""
    taken_back = trail.withdrawn
    heard = {name for name in ("triage", "matching", "cases") if taken_back and trail.has_heard(name, taken_back)}
    held = bool(trail.assessment) and isinstance(trail.assessment[-1].event, ReferralHeldForReview)
    open_rounds = [turn for turn, case in trail.case_states.items() if case and case.state in OPEN]
    still_open = {"triage": held, "matching": not trail.match_stopped, "cases": bool(open_rounds)}
    if going_on := sorted(name for name in heard if still_open[name]):
        return f"it was taken back and goes on in {going_on[0]}"
    if len(trail.match_stopped) != ("matching" in heard):
        return "matching stopped for a withdrawal that it has not heard, or twice"
    return "cases notes a withdrawal it has not heard, or misses it" if trail.taken_back != ("cases" in heard) else None


def a_place_is_held_exactly_while_its_offer_or_case_is_open(trail: Trail) -> str | None:
    """A place is reserved with the offer, and freed once matching has heard that the case ended."""
    kept = [offer for _, offer in trail.offers if offer.round not in trail.moved]
    wanted = sorted(offer.scheme_id for offer in kept if not _end_heard(trail, offer.round))
    held = _held(trail)
    return None if held == wanted else f"it holds {len(held)} places and should hold {len(wanted)}"


def every_received_referral_is_in_exactly_one_place(trail: Trail) -> str | None:
    """It waits for a review, was returned, is parked, offered, accepted, closed or taken back, or is on its way."""
    found = places_of(trail)
    return None if len(found) == 1 else f"it is in {' and '.join(found)}" if found else "it is nowhere"


def _person_of(event: Event) -> str:
    facts = getattr(event, "facts", None)
    return str(getattr(facts if facts is not None else event, "person_id", ""))


def _decline_heard(trail: Trail, turn: int) -> bool:
    return isinstance(trail.last_heard("matching", trail.case_streams[turn]), OfferDeclined)


def _end_heard(trail: Trail, turn: int) -> bool:
    last = trail.last_heard("matching", trail.case_streams.get(turn, []))
    return last is not None and AFTER.get(type(last)) not in OPEN


def _held(trail: Trail) -> list[str]:
    held: list[str] = []
    for one in trail.places:
        scheme_id = one.stream.removeprefix("scheme-")
        if type(one.event).__name__ == "PlaceReserved":
            held.append(scheme_id)
        elif scheme_id in held:
            held.remove(scheme_id)
    return sorted(held)


WALK: tuple[WalkRule, ...] = (
    every_referral_is_received_once_and_taken_back_at_most_once,
    everything_recorded_under_a_referral_is_about_it,
    every_referral_is_about_one_person_who_was_met_when_it_came,
    every_referral_that_triage_heard_of_is_assessed,
    every_referral_that_matching_heard_was_triaged_is_matched,
    rounds_are_counted_from_one_and_each_follows_the_end_of_the_last,
    no_referral_is_offered_twice_to_one_scheme,
    every_offer_that_cases_heard_of_is_a_case_and_every_case_was_offered,
    every_case_goes_only_where_its_state_allows,
    a_withdrawal_ends_whatever_was_open_where_it_was_heard,
    a_place_is_held_exactly_while_its_offer_or_case_is_open,
    every_received_referral_is_in_exactly_one_place,
)
"""In the order of the walk: of one referral only the first that is broken is told, for later ones follow from it."""
