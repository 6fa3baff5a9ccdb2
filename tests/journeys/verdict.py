"""Whether a hub kept what it promised: judged from its stores, independently of its own audit, and then by that too."""

from collections import Counter, defaultdict

from deploy.audit import audit
from services.journeys.domain.story import reference_of
from shared.config.master_key import master_key
from shared.config.settings import Settings
from shared.contracts.cases import CaseClosed, OfferAccepted, OfferDeclined
from shared.contracts.directory import PlacesSet, SchemeRegistered
from shared.contracts.event import Event
from shared.contracts.intake import ReferralReceived, ReferralWithdrawn
from shared.contracts.matching import PlaceReleased, PlaceReserved
from tests.journeys.hub import Hub, wait_until
from tests.journeys.ledger import Ledger
from tests.journeys.senders import send, send_the_rest
from tests.journeys.stores import buried, events, states, waiting

REST_SECONDS_MAX = 120
RESENT_SECONDS_MAX = 90
ASKED_AGAIN = 100
ON_THE_WAY = {"received", "matching"}


def rest(hub: Hub, ledger: Ledger) -> float:
    """Send what was left unanswered, wait until every referral has come to rest, and return how long that took."""
    send_the_rest(hub.door, ledger, RESENT_SECONDS_MAX)
    assert not ledger.unanswered, f"{len(ledger.unanswered)} referrals could not be sent again"
    return wait_until("every referral is at rest", lambda: at_rest(hub.settings, ledger), REST_SECONDS_MAX)


def at_rest(settings: Settings, ledger: Ledger) -> bool:
    """Whether journeys tells of every promised referral, and none is on its way."""
    counts = states(settings)
    return sum(counts.values()) >= len(set(ledger.references)) and not ON_THE_WAY & counts.keys()


def faults(hub: Hub, ledger: Ledger) -> list[str]:
    """Return everything that is not as it was promised, in words; none is what a test wants."""
    settings = hub.settings
    intake, cases = events(settings, "intake"), events(settings, "cases")
    found = [*_lost_or_doubled(intake, ledger), *_answers_lost([*intake, *cases], ledger)]
    found += _oversubscribed(events(settings, "matching"))
    found += [
        f"{service} buried {len(why)}: {Counter(why).most_common(3)}" for service, why in buried(settings).items()
    ]
    if count := waiting(settings):
        found.append(f"{count} events wait for one that never came")
    return [*found, *_found_by_the_audit(settings)]


def _found_by_the_audit(settings: Settings) -> list[str]:
    audited = audit(settings, master_key(settings))
    found = [f"{one.rule}: {one.found} times, {one.examples[:2]}" for one in audited.verdicts if one.found]
    return found if audited.at_rest else [*found, "the audit found no rest"]


def _lost_or_doubled(intake: list[Event], ledger: Ledger) -> list[str]:
    received = Counter(reference_of(event) for event in intake if isinstance(event, ReferralReceived))
    promised = set(ledger.references)
    found = [f"{reference} was promised and is not there" for reference in promised - received.keys()]
    found += [f"{reference} is there and nobody was told" for reference in received.keys() - promised]
    found += [f"{reference} was received {count} times" for reference, count in received.items() if count > 1]
    if len(promised) != len(ledger.references):
        found.append("one reference was given to two referrals")
    return found + [f"a valid referral was answered {why}" for why in ledger.refused]


def _answers_lost(recorded: list[Event], ledger: Ledger) -> list[str]:
    promised: dict[type[Event], set[str]] = {
        OfferAccepted: ledger.accepted,
        OfferDeclined: ledger.declined,
        CaseClosed: ledger.closed,
        ReferralWithdrawn: ledger.withdrawn,
    }
    kept: dict[type[Event], set[str]] = defaultdict(set)
    for event in recorded:
        if event.__class__ in promised:
            kept[event.__class__].add(reference_of(event))
    return [
        f"{kind.__name__} of {reference} was promised and is not there"
        for kind, references in promised.items()
        for reference in references - kept[kind]
    ]


def _oversubscribed(matching: list[Event]) -> list[str]:
    places: dict[str, int | None] = {}
    held: dict[str, set[str]] = defaultdict(set)
    found = []
    for event in matching:
        places |= _places_told(event)
        if isinstance(event, PlaceReleased):
            held[event.scheme_id].discard(event.reference)
        elif isinstance(event, PlaceReserved):
            held[event.scheme_id].add(event.reference)
            most, now = places[event.scheme_id], len(held[event.scheme_id])
            if most is not None and now > most:
                found.append(f"{event.scheme_id} held {now} of {most} places")
    return found


def _places_told(event: Event) -> dict[str, int | None]:
    match event:
        case SchemeRegistered():
            return {event.scheme.id: event.scheme.places}
        case PlacesSet():
            return {event.scheme_id: event.places}
        case _:
            return {}


def asked_again(hub: Hub, ledger: Ledger) -> list[str]:
    """Send some promised referrals again under their keys; return each that was not answered as before."""
    before, again = ledger.sample(ASKED_AGAIN), Ledger()
    for sent, _ in before:
        send(hub.door, again, [sent])
    now = {sent.key: reference for sent, reference in again.sample(ASKED_AGAIN)}
    told = [(sent.key, reference, now.get(sent.key)) for sent, reference in before]
    return [f"{key} was {first}, and sent again {second}" for key, first, second in told if first != second]
