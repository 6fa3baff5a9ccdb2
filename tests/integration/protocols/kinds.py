"""Both protocols a hub edits, asked in the same way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.integration.walk.accounts import events
from tests.integration.walk.house import HUB, House
from tests.unit.doors.protocols import edited_protocol, edited_ranking, with_rule

Answer = dict[str, Any]
CAREFUL = {"code": "carers_first_seen", "when": {"any_cohort": ["carer"]}, "route": "review"}


@dataclass(frozen=True)
class Kind:
    """One of the protocols. `service`: who keeps it; `noun`: what it is called there; `stream`: its versions."""

    service: str
    noun: str
    stream: str

    def show(self, house: House, version: int | None = None) -> Answer:
        """Return a version."""
        return self._ask(house, self.noun, version)

    def attempt(self, house: House, sent: Any) -> Answer:
        """Try an edit."""
        return self._ask(house, f"try_{self.noun}", sent)

    def publish(self, house: House, sent: Any, by: str = HUB) -> Answer:
        """Publish an edit."""
        return self._ask(house, f"publish_{self.noun}", sent, by)

    def recorded(self, house: House) -> list[Any]:
        """Return the events of all versions."""
        return [one for one in events(house, self.service) if one.stream == self.stream]

    def edit(self, number: int = 1, based_on: int = 1) -> Answer:
        """Return an edit of what Onward ships with; another number is another edit."""
        if self.noun == "ranking":
            return edited_ranking(based_on, wished_for=400 + number)
        return with_rule(edited_protocol(based_on), {**CAREFUL, "code": f"carers_{number}"})

    def as_shipped(self, based_on: int = 1) -> Answer:
        """Return what Onward ships with."""
        return edited_ranking(based_on) if self.noun == "ranking" else edited_protocol(based_on)

    def _ask(self, house: House, what: str, *told: Any) -> Answer:
        answer: Answer = getattr(house.rooms[self.service].commands, what)(*told)
        return answer


KINDS: Mapping[str, Kind] = {
    "triage": Kind("triage", "protocol", "protocol-triage"),
    "ranking": Kind("matching", "ranking", "ranking-hub"),
}
