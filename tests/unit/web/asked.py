"""The other side of the front door, as small as it can be: answers as the services do, out of one process's memory."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

from services.intake.handlers.agreements import completed
from shared.contracts.codec import decode, encode
from shared.contracts.reference import new_reference
from shared.doors.malformed import Malformed
from shared.doors.referral import load_referral
from shared.doors.scheme import load_scheme
from shared.messaging.rpc.client import ServiceAway
from tests.unit.web.asked_directory import AskedDirectory
from tests.unit.web.asked_doorsteps import LISTED, AskedDoorsteps
from tests.unit.web.asked_protocols import AskedProtocols
from tests.unit.web.asked_reports import AskedReports
from tests.unit.web.asked_standing import AskedStanding
from tests.unit.web.asked_together import AskedTogether

TODAY = date(2026, 11, 22)
RECEIVED_AT = "2026-11-22T09:05:00Z"
SCHEME = {"id": "quay-company", "name": "Quay Company", "kind": "generalist"}

Answer = dict[str, Any]


class Asked(AskedTogether, AskedDoorsteps, AskedDirectory, AskedProtocols, AskedReports, AskedStanding):
    """Answers what the front door asks. `away`: services that do not answer; `broken`: services that raise."""

    def __init__(self) -> None:
        AskedTogether.__init__(self)
        AskedDoorsteps.__init__(self)
        AskedDirectory.__init__(self)
        AskedStanding.__init__(self)
        self.away: set[str] = set()
        self.broken: set[str] = set()
        self.asked: list[tuple[str, str, dict[str, Any]]] = []
        self.referrals: dict[str, str] = {}
        self._sent: dict[str, tuple[Any, str]] = {}
        self._schemes = self.entered
        self._dice = Random(2)

    def __call__(self, service: str, method: str, **kwargs: Any) -> Any:
        self.asked.append((service, method, kwargs))
        if service in self.away:
            raise ServiceAway(service)
        if service in self.broken:
            raise RuntimeError("Ada Example, born 1948-05-17, could not be written")
        answer: Callable[..., Any] = getattr(self, f"{service}_{method}", self._ready)
        return answer(**kwargs)

    def _ready(self) -> Answer:
        return {"ready": True, "problems": [], "dead": 0}

    def intake_submit_referrals(self, submissions: list[Answer], by: str) -> list[Answer]:
        return [self._submit(one["key"], one["referral"]) for one in submissions]

    def _submit(self, key: str, sent: Answer) -> Answer:
        try:
            load_referral(sent, TODAY)
        except Malformed as malformed:
            return {"status": "malformed", "errors": malformed.errors}
        repeated = key in self._sent
        before, reference = self._sent.setdefault(key, (sent, self._new_reference()))
        self.referrals.setdefault(reference, "offered")
        if before != sent:
            return {"status": "conflict"}
        return {"status": "received", "reference": reference, "repeated": repeated}

    def intake_agree_outreach(self, contact_id: str, told: Answer, by: str) -> Answer:
        answer = self._answered(contact_id, "agreed", "received")
        return answer if answer["status"] != "received" else self._submit(contact_id, completed(told, LISTED))

    def intake_receipt(self, reference: str) -> Answer:
        if reference not in {given for _, given in self._sent.values()}:
            return {"status": "not_found"}
        return {"status": "found", "received_at": RECEIVED_AT, "by": "referrer:api"}

    def _new_reference(self) -> str:
        return new_reference(self._dice.randrange)

    def intake_withdraw_referral(self, reference: str, reason: str, by: str) -> Answer:
        return self._change(reference, "withdrawn", {"offered"})

    def triage_decide_review(self, reference: str, decision: str, reason: str, by: str) -> Answer:
        return self._change(reference, {"route": "routed", "return": "returned"}[decision], {"in_review"})

    def cases_accept_offer(self, reference: str, by: str, scheme_id: str | None) -> Answer:
        return self._change(reference, "accepted", {"offered"})

    def cases_decline_offer(
        self, reference: str, reason: str, attributed_to: str, by: str, scheme_id: str | None
    ) -> Answer:
        return self._change(reference, "declined", {"offered"})

    def cases_close_case(self, reference: str, outcome: str, reason: str, by: str, scheme_id: str | None) -> Answer:
        return self._change(reference, "closed", {"accepted"})

    def _change(self, reference: str, state: str, before: set[str]) -> Answer:
        if reference not in self.referrals:
            return {"status": "not_found"}
        if self.referrals[reference] not in before:
            return {"status": "refused", "reason": f"case_is_{self.referrals[reference]}"}
        self.referrals[reference] = state
        return {"status": state}

    def journeys_journey(self, reference: str) -> Answer:
        if reference not in self.referrals:
            return {"status": "not_found"}
        steps = [
            {"what": "referral_received", "at": RECEIVED_AT, "by": "referrer:api"},
            {"what": "offer_declined", "at": RECEIVED_AT, "by": "scheme:quay-company", "reason": "no_capacity"},
        ]
        told = {"reference": reference, "state": self.referrals[reference], "scheme": SCHEME, "review_on": None}
        return {"status": "found", **told, "steps": steps}

    def journeys_recent(self, limit: int) -> Answer:
        newest = list(self.referrals.items())[-limit:]
        rows = [
            {"reference": reference, "state": state, "scheme": SCHEME, "received_at": RECEIVED_AT}
            for reference, state in newest
        ]
        states = list(self.referrals.values())
        return {"status": "found", "journeys": rows, "counts": {state: states.count(state) for state in states}}

    def matching_shortlist(self, reference: str) -> Answer:
        if reference not in self.referrals:
            return {"status": "not_found"}
        looked_at = {"scheme_id": "quay-company", "suitable": False, "reasons": ["no_capacity"], "score": 0}
        schemes = [{**looked_at, "factors": {"kind": 0}}]
        return {"status": "found", "reference": reference, "round": 1, "protocol_version": 1, "schemes": schemes}

    def matching_register_schemes(self, schemes: list[Any], by: str) -> list[Answer]:
        return [self._register(scheme) for scheme in schemes]

    def _register(self, sent: Any) -> Answer:
        try:
            scheme = load_scheme(sent)
        except Malformed as malformed:
            return {"status": "malformed", "errors": malformed.errors}
        before = self._schemes.get(scheme.id)
        self._schemes[scheme.id] = scheme
        return {
            "status": "registered" if before is None else "unchanged" if before == scheme else "changed",
            "id": scheme.id,
        }

    def matching_export(self, what: str, after: str, limit: int) -> Answer:
        if what != "schemes":
            return super().matching_export(what, after, limit)
        rows = [one for scheme_id, one in sorted(self._schemes.items()) if scheme_id > after]
        return {"status": "found", "entries": [decode(encode(one)) for one in rows[:limit]]}

    def matching_schemes(self, state: str | None, after: str, limit: int) -> Answer:
        rows = [
            {"id": one.id, "name": one.name, "kind": one.kind, "provider": one.provider, "places": one.places}
            | {"held": 0, "approved": one.approved, "state": "open" if one.approved else "draft", "assured_until": None}
            for one in self._schemes.values()
        ]
        return {"status": "found", "schemes": rows[:limit], "total": len(rows), "more": len(rows) > limit}

    def matching_set_places(self, scheme_id: str, places: int, by: str) -> Answer:
        return {"status": "done" if scheme_id in self._schemes else "not_found"}

    def matching_approve_scheme(self, scheme_id: str, by: str) -> Answer:
        return {"status": "done" if scheme_id in self._schemes else "not_found"}
