"""The other side of the front door as far as it asks how schemes stand: every scheme that was entered may be moved."""

from typing import Any

from shared.contracts.codec import decode, encode
from shared.contracts.scheme import Scheme
from shared.doors.malformed import Malformed
from shared.doors.scheme import load_scheme

Answer = dict[str, Any]
DONE, NOT_FOUND = {"status": "done"}, {"status": "not_found"}
REFERENCE = "234567CF"


class AskedStanding:
    """Answers what the front door asks of one scheme. `entered`: the schemes of the directory, by id."""

    def __init__(self) -> None:
        self.entered: dict[str, Scheme] = {}

    def matching_scheme(self, scheme_id: str) -> Answer:
        if scheme_id not in self.entered:
            return NOT_FOUND
        one = decode(encode(self.entered[scheme_id]))
        stands = {"state": "open", "places": None, "held": 0, "waiting": 0, "assured_until": "2027-01-31"}
        falls = {"due": {"review": "2027-01-31"}, "planned": [{"from_on": "2027-04-01", "specification": one}]}
        past = [{"number": 1, "from_on": "2026-11-22", "changed": []}]
        return {"status": "found", "id": scheme_id, **stands, **falls, "specification": one, "specifications": past}

    def matching_assure_scheme(self, scheme_id: str, assured_until: str, by: str) -> Answer:
        return self._done(scheme_id)

    def matching_pause_scheme(self, scheme_id: str, reason: str, until: str | None, by: str) -> Answer:
        return self._done(scheme_id)

    def matching_resume_scheme(self, scheme_id: str, by: str) -> Answer:
        return self._done(scheme_id)

    def matching_plan_specification(self, scheme_id: str, from_on: str, specification: Answer, by: str) -> Answer:
        try:
            load_scheme(specification)
        except Malformed as malformed:
            return {"status": "malformed", "errors": malformed.errors}
        return self._done(scheme_id)

    def matching_waiting_list(self, scheme_id: str) -> Answer:
        waiting = [{"position": 1, "reference": REFERENCE}]
        return {**self._found(scheme_id), "scheme_id": scheme_id, "waiting": waiting}

    def matching_what_if(self, scheme_id: str, places: int) -> Answer:
        neighbour = {"id": "quay-company", "name": "Quay Company", "places": 5, "held": 1, "would_hold": 2}
        moves = [{"reference": REFERENCE, "scheme_id": "quay-company"}, {"reference": "234567DG", "scheme_id": None}]
        found = {
            "held": 2,
            "waiting": 0,
            "places": places,
            "moves": moves,
            "nowhere": 1,
            "reasons": {"no_place_free": 1},
        }
        return {**self._found(scheme_id), "scheme_id": scheme_id, **found, "neighbours": [neighbour]}

    def matching_close_scheme(self, scheme_id: str, reason: str, by: str) -> Answer:
        return {**self._done(scheme_id), "moved": 1}

    def matching_shrink_scheme(self, scheme_id: str, places: int, by: str) -> Answer:
        return {**self._done(scheme_id), "moved": 1}

    def cases_states(self, references: list[str]) -> Answer:
        return {"status": "found", "states": dict.fromkeys(references[:1], "accepted")}

    def _done(self, scheme_id: str) -> Answer:
        return DONE if scheme_id in self.entered else NOT_FOUND

    def _found(self, scheme_id: str) -> Answer:
        return {"status": "found"} if scheme_id in self.entered else NOT_FOUND
