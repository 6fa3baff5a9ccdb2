"""Several processes of matching on one store, which hear of a few people and two schemes in any order."""

from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

from sqlalchemy import func, select

from services.matching.tables import PLACEMENTS, PLACES
from services.matching.wiring import wire
from shared.clock import system_clock
from shared.config.settings import Settings
from shared.contracts.cases import CaseClosed, OfferDeclined, OfferWithdrawn
from shared.contracts.codec import encode, public_part
from shared.contracts.event import BY_CLASS, Event, Meta
from shared.contracts.facts import Facts
from shared.contracts.intake import ReferralWithdrawn
from shared.contracts.matching import PlaceReleased, PlaceReserved
from shared.contracts.triage import ReferralTriaged
from shared.messaging.heard import Heard
from shared.messaging.room import Means
from tests.integration.walk.house import HUB, MASTER

PROCESSES = 3
PEOPLE = 3
HELD_BY = ("one-place", "two-places")
PLACES_OF = dict(zip(HELD_BY, (1, 2), strict=True))


class Said(NamedTuple):
    """Something another service said. `person` is told by the referral: each belongs to one."""

    kind: str
    referral: int
    scheme: int


class Schemes:
    """Two schemes of one example, reached by a practice of its own, and the processes that give their places."""

    _examples = count(10_000)

    def __init__(self, settings: Settings) -> None:
        self._rooms = [wire(Means(settings, MASTER)) for _ in range(PROCESSES)]
        self._rooms[0].prepare()
        self._store = self._rooms[0].store

    def begin(self) -> None:
        """Enter two schemes that nobody has a place with."""
        example = next(self._examples)
        self._practice, self._name = f"A{example}", f"example-{example}"
        entered = [
            {"id": self.id_of(number), "name": name, "approved": True, "places": PLACES_OF[name]}
            | {"catchment": {"practices": [self._practice]}}
            for number, name in enumerate(HELD_BY)
        ]
        assert {one["status"] for one in self._rooms[0].commands.register_schemes(entered, HUB)} == {"registered"}

    def id_of(self, scheme: int) -> str:
        """Return a scheme's id."""
        return f"{self._name}-{HELD_BY[scheme]}"

    def hear(self, process: int, said: Sequence[Said]) -> None:
        """Let one process hear some of it in one batch; what is said twice is heard twice."""
        inbox = self._rooms[process].inbox
        assert inbox is not None
        inbox.take([self._heard(one) for one in said])

    def check(self) -> None:
        """See that no scheme holds fewer than none or more than it has, and that tables and events say the same."""
        with self._store.reading() as connection:
            for number, name in enumerate(HELD_BY):
                scheme_id = self.id_of(number)
                held = connection.scalar(select(PLACES.c.held).where(PLACES.c.scheme_id == scheme_id))
                rows = select(func.count()).select_from(PLACEMENTS).where(PLACEMENTS.c.scheme_id == scheme_id)
                history = [one.event for one in self._store.read(f"scheme-{scheme_id}")]
                assert held == connection.scalar(rows) == _held_by(history)
                assert _ever_held(history) <= set(range(PLACES_OF[name] + 1))

    def ever_given(self) -> int:
        """Return how often a place was given in this example."""
        histories = [self._store.read(f"scheme-{self.id_of(number)}") for number in range(len(HELD_BY))]
        return sum(isinstance(one.event, PlaceReserved) for history in histories for one in history)

    def close(self) -> None:
        """Let go of every connection."""
        for room in self._rooms:
            room.store.engine.dispose()

    def _heard(self, said: Said) -> Heard:
        event = self._event(said)
        meta = encode(Meta(system_clock(), "service:test", "test")).decode()
        stream = f"{said.kind}-{self._name}-{said.referral}-{said.scheme}"
        return Heard(stream, 1, BY_CLASS[type(event)].stored_type, public_part(event), meta)

    def _event(self, said: Said) -> Event:
        reference, person = f"{self._name}-{said.referral}", f"{self._name}-person-{said.referral % PEOPLE}"
        about = {"reference": reference, "person_id": person}
        if said.kind == "assessment":
            facts = Facts(reference=reference, person_id=person, practice=self._practice, age=40)
            return ReferralTriaged(facts=facts, complexity="low", protocol_version=1)
        if said.kind == "referral":
            return ReferralWithdrawn(**about, reason="moved")
        ended = {**about, "case_id": f"{reference}-1", "scheme_id": self.id_of(said.scheme)}
        if said.kind == "declined":
            return OfferDeclined(**ended, reason="no_capacity", attributed_to="by_scheme")
        if said.kind == "withdrawn":
            return OfferWithdrawn(**ended)
        return CaseClosed(**ended, outcome="goals_met", reason="completed")


def _held_by(history: Sequence[Event]) -> int:
    return sum(isinstance(one, PlaceReserved) - isinstance(one, PlaceReleased) for one in history)


def _ever_held(history: Sequence[Event]) -> set[int]:
    """Return every number of places held at any time."""
    return {_held_by(history[:length]) for length in range(len(history) + 1)}
