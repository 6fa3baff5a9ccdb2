"""The other side of the front door as far as the protocols go: one version of each is in force, any edit is taken."""

from typing import Any

from shared.contracts.codec import decode, encode
from shared.doors.malformed import Malformed
from shared.doors.protocol import load_protocol
from shared.doors.ranking import load_ranking
from tests.unit.doors.protocols import edited_protocol, edited_ranking

Answer = dict[str, Any]
PUBLISHED = {"version": 1, "published_at": "2026-11-22T09:05:00Z", "published_by": "onward:shipped"}
ASSESSED: Answer = {"route": "matching", "advice": None, "urgent_concern": [], "complexity": "low", "reasons": []}
CHOSEN: Answer = {"first_choice": "quay-company", "score": 90, "factors": {"local": 90}, "review_after_days": None}
AGAIN = {"decided_at": "2026-11-22T09:05:00Z", "protocol_version": 1, "replayable": True, "differences": []}


class AskedProtocols:
    """Answers what the front door asks of the protocols. `known`: the referral that has been decided."""

    known = "234567CF"

    def triage_protocol(self, version: int | None) -> Answer:
        return self._shown(edited_protocol(), version)

    def matching_ranking(self, version: int | None) -> Answer:
        return self._shown(edited_ranking(), version)

    def _shown(self, shipped: Answer, version: int | None) -> Answer:
        if version not in (None, 1):
            return {"status": "not_found"}
        content = decode(encode(shipped["protocol"]))
        return {"status": "found", **PUBLISHED, "in_force": 1, "versions": [PUBLISHED], "protocol": content}

    def triage_try_protocol(self, edited: object) -> Answer:
        changed = {"before": ASSESSED, "after": {**ASSESSED, "route": "review"}, "changed": ["route"]}
        return self._edited(load_protocol, edited, {"status": "compared", **_tried("route", changed)})

    def matching_try_ranking(self, edited: object) -> Answer:
        changed = {"before": CHOSEN, "after": {**CHOSEN, "score": 80}, "changed": ["score"]}
        tried = {"status": "compared", "leaves_out": ["capacity"], **_tried("score", changed)}
        return self._edited(load_ranking, edited, tried)

    def triage_publish_protocol(self, edited: object, by: str) -> Answer:
        return self._edited(load_protocol, edited, {"status": "published", "version": 2})

    def matching_publish_ranking(self, edited: object, by: str) -> Answer:
        return self._edited(load_ranking, edited, {"status": "published", "version": 2})

    def _edited(self, load: Any, edited: object, done: Answer) -> Answer:
        try:
            edit = load(edited)
        except Malformed as malformed:
            return {"status": "malformed", "errors": malformed.errors}
        if edit.based_on != 1:
            return {"status": "refused", "reason": "published_meanwhile", "version": 1}
        return done

    def triage_replayed(self, reference: str) -> Answer:
        return self._replayed(reference, {"decision": "triage", **AGAIN})

    def matching_replayed(self, reference: str) -> Answer:
        different = {"differences": ["SchemesShortlisted"], "scheme_ids": ["quay-company"]}
        first = {"decision": "matching", "round": 1, **AGAIN, "scheme_ids": []}
        second = {**first, "round": 2, "replayable": False}
        return self._replayed(reference, first, second, {**first, "round": 3, **different})

    def _replayed(self, reference: str, *decisions: Answer) -> Answer:
        if reference != self.known:
            return {"status": "not_found"}
        return {"status": "found", "decisions": list(decisions)}


def _tried(kind: str, change: Answer) -> Answer:
    counted = {"version": 1, "looked_at": 9, "left_out": 1, "complete": True, "changed": 1, "kinds": {kind: 1}}
    return {**counted, "changes": [{"reference": AskedProtocols.known, **change}]}
