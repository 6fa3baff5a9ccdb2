"""One look at all stores, each as it was at one instant, and every rule held against what is seen."""

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import ExitStack

from deploy.audit.delivery_rules import ahead, behind
from deploy.audit.journey_rules import every_journey_tells_exactly_what_was_recorded
from deploy.audit.outreach import OUTREACH_RULES, people_on_lists
from deploy.audit.people import PERSON_RULES, people
from deploy.audit.pulse import dead_streams
from deploy.audit.replayed_tables import replayed
from deploy.audit.report import Findings
from deploy.audit.schemes import SCHEME_RULES, schemes
from deploy.audit.sentences import (
    DELIVERED,
    KEYS_ONCE,
    NO_GAP,
    NONE_DEAD,
    NONE_STUCK,
    NOT_AHEAD,
    PASSED_ON,
    READABLE,
    sentence,
    tables_rule,
)
from deploy.audit.snapshot import Snapshot, snapshot
from deploy.audit.store_rules import (
    dead,
    gaps,
    keys_taken_twice,
    not_passed_on,
    not_read,
    received,
    waiting_for_nothing,
)
from deploy.audit.traces import trails
from deploy.audit.trail import Trail
from deploy.audit.walk_rules import WALK
from deploy.audit.whereabouts import places_of
from deploy.rooms import projected, tables
from shared.config.limits import AUDIT_WATCH_REFERRALS
from shared.messaging.room import Room
from shared.messaging.topology import LISTENS, SERVICES, listeners

Watch = Callable[[str, int, int], None]
"""Told what is being looked at, how much of it has been, and how much there is."""

DECIDING = tuple(service for service in SERVICES if service != "journeys")

EVERY_RULE = (
    *(NO_GAP, READABLE, KEYS_ONCE, NONE_DEAD, NONE_STUCK, PASSED_ON, DELIVERED, NOT_AHEAD),
    *(tables_rule(service) for service in DECIDING),
    *(sentence(rule) for rule in PERSON_RULES),
    *(rule.sentence for rule in OUTREACH_RULES),
    *(sentence(rule) for rule in SCHEME_RULES),
    *(sentence(rule) for rule in WALK),
    sentence(every_journey_tells_exactly_what_was_recorded),
)
"""In the order they are told."""


class Look:
    """Looks as often as asked. `delivered`: whether what nobody has heard counts as lost; else it is only counted."""

    def __init__(self, rooms: Mapping[str, Room], embedded: bool, delivered: bool, allow_dead: bool) -> None:
        self._rooms = rooms
        self._embedded = embedded
        self._delivered = delivered
        self._allow_dead = allow_dead
        self.figures: Counter[str] = Counter()

    def once(self, watch: Watch) -> Findings:
        """Return what is found now.

        Why effects before causes: what a service did is seen together with what it had heard, and what it had heard
        is then surely in the store it came from.
        """
        self.figures = Counter()
        findings = Findings(EVERY_RULE)
        with ExitStack() as stack:
            stores = {
                service: stack.enter_context(snapshot(self._rooms[service].store.engine, tables(service)))
                for service in reversed(SERVICES)
            }
            self._stores(stores, findings)
            for service in DECIDING:
                self._tables(service, stores[service], findings, watch)
            self._lists(stores["intake"], findings)
            self._people_and_schemes(stores, findings)
            self._referrals(stores, findings, watch)
        return findings

    def _stores(self, stores: Mapping[str, Snapshot], findings: Findings) -> None:
        for service in SERVICES:
            store = stores[service]
            events = store.number("select count(*) from events")
            self.figures[f"events of {service}"] = events
            self.figures["dead events"] += store.number("select count(*) from dead_events")
            self.figures["waiting events"] += store.number("select count(*) from inbox_waiting")
            findings.judge(NO_GAP, events, (f"{service}: {gap}" for gap in gaps(store)))
            findings.judge(NONE_STUCK, 1, (f"{service}: {one}" for one in waiting_for_nothing(store)))
            found = () if self._allow_dead else dead(store)
            findings.judge(NONE_DEAD, 1, (f"{service}: {one}" for one in found))
        findings.judge(KEYS_ONCE, received(stores["intake"]), keys_taken_twice(stores["intake"]))
        self._passing_on(stores, findings)

    def _passing_on(self, stores: Mapping[str, Snapshot], findings: Findings) -> None:
        if not self._delivered:
            findings.leave_out(PASSED_ON)
            findings.leave_out(DELIVERED)
            return
        for source in DECIDING:
            if not self._embedded:
                behind = not_passed_on(stores[source]) if listeners(source) else ()
                findings.judge(PASSED_ON, 1, (f"{source}: {one}" for one in behind))
                continue
            newest = stores[source].number("select max(position) from events")
            for listener in listeners(source):
                found = not_read(stores[listener], source, newest)
                findings.judge(PASSED_ON, 1, (f"{listener}: {one}" for one in found))

    def _tables(self, service: str, store: Snapshot, findings: Findings, watch: Watch) -> None:
        rule = tables_rule(service)
        watch(rule, 0, self.figures[f"events of {service}"])
        try:
            found = replayed(self._rooms[service].store, store, projected(service))
        except Exception as failure:  # noqa: BLE001 - a projection may fall over anything that contradicts itself
            if findings.broken[NO_GAP] or findings.broken[KEYS_ONCE]:
                findings.leave_out(rule)
            else:
                findings.judge(rule, 1, [f"{service}: the replay fell over a {type(failure).__name__}"])
            return
        findings.judge(READABLE, found.events, (f"{service}: {one}" for one in found.unreadable))
        if found.unreadable:
            findings.leave_out(rule)
        else:
            findings.judge(rule, found.events, found.differences)

    def _lists(self, intake: Snapshot, findings: Findings) -> None:
        counts = people_on_lists(intake)
        self.figures.update(counts)
        for rule in OUTREACH_RULES:
            findings.judge(rule.sentence, sum(counts.values()), rule.broken(intake))

    def _people_and_schemes(self, stores: Mapping[str, Snapshot], findings: Findings) -> None:
        for events in people(stores["intake"]):
            self.figures["people"] += 1
            for rule in PERSON_RULES:
                findings.hold(sentence(rule), events[0].stream, rule(events))
        for history in schemes(stores["matching"]):
            self.figures["schemes"] += 1
            self.figures["places held"] += len(history.held)
            for scheme_rule in SCHEME_RULES:
                findings.hold(sentence(scheme_rule), history.scheme_id, scheme_rule(history))

    def _referrals(self, stores: Mapping[str, Snapshot], findings: Findings, watch: Watch) -> None:
        stuck = {service: frozenset(dead_streams(stores[service])) for service in LISTENS}
        total = stores["journeys"].number("select count(*) from journeys")
        for count, trail in enumerate(trails(stores)):
            if count % AUDIT_WATCH_REFERRALS == 0:
                watch("every referral", count, total)
            if not trail.unreadable:
                self._referral(trail, stuck, findings)

    def _referral(self, trail: Trail, stuck: Mapping[str, frozenset[str]], findings: Findings) -> None:
        self.figures["referrals"] += trail.received is not None
        self.figures.update(f"referrals {place}" for place in places_of(trail)[:1])
        self._walk(trail, findings)
        rule = every_journey_tells_exactly_what_was_recorded
        findings.hold(sentence(rule), trail.reference, rule(trail))
        awaited = list(behind(trail))
        self.figures["events not heard yet"] += sum(one.stands_at - one.heard for one in awaited)
        if self._delivered:
            lost = [one.where for one in awaited if one.stream not in stuck[one.service]]
            findings.judge(DELIVERED, 1, lost)
        findings.judge(NOT_AHEAD, 1, (one.where for one in ahead(trail)))

    def _walk(self, trail: Trail, findings: Findings) -> None:
        """Tell the first rule that is broken, and hold it against the later ones no more."""
        for rule in WALK:
            wrong = rule(trail)
            findings.hold(sentence(rule), trail.reference, wrong)
            if wrong:
                return
