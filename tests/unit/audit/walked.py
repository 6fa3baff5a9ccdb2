"""A whole Onward in this process, moved by hand: referrals walk as far as the test lets them, and stop there."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection, select

from deploy.migrations.run import migrate
from deploy.rooms import room
from shared.clock import london_date
from shared.config.limits import READ_PAGE_EVENTS
from shared.config.settings import Settings
from shared.event_store.rows import upsert
from shared.messaging.heard import Heard
from shared.messaging.room import Room
from shared.messaging.topology import LISTENS, SERVICES, category
from tests.unit.audit.ways_in import knock, submit_together
from tests.unit.doors.referrals import invented_referral

MASTER = bytes(range(32))
NOWHERE = "ZZ99 3VZ"
COHORTS = ("bereaved", "carer", "new_parent")
SCHEMES: list[dict[str, Any]] = [
    {"id": cohort.replace("_", "-"), "name": f"Scheme {cohort}", "kind": "specialist", "cohorts": [cohort], "places": 4}
    for cohort in COHORTS
] + [{"id": "small", "name": "Small", "places": 5}, {"id": "large", "name": "Large", "places": 25}]
"""Few places, so that some referrals are parked."""
ACTIVITIES: list[dict[str, Any]] = [
    {
        "id": f"quay-{number}",
        "areas": ["E06999001"],
        "needs": ["food"],
        "listing": {
            "name": f"Quay Café {number}",
            "origin": {"directory": "Quayside", "id": str(number)},
            "categories": [{"taxonomy": "Quayside", "name": "Eating", "code": "eating"}],
            "venues": [{"name": "The Quay", "latitude": 53.1, "longitude": 2.1}],
            "openings": [{"days": ["MO"], "opens_at": "10:00", "closes_at": "12:00"}],
        },
    }
    for number in range(3)
]
"""With something in every table of the public directory."""


class Walked:
    """Every service's room on stores of one settings. `seed`: the same seed invents the same referrals."""

    def __init__(self, settings: Settings, stack: ExitStack, seed: int = 1) -> None:
        self.settings = settings
        self.rooms: dict[str, Room] = {
            service: stack.enter_context(room(settings, MASTER, service)) for service in SERVICES
        }
        self._random = Random(seed)
        self._sent = 0
        self.people: dict[str, dict[str, Any]] = {}

    def set_up(self) -> None:
        """Make the stores, and enter the schemes."""
        for service, wired in self.rooms.items():
            migrate(wired.store.engine, service)
            wired.prepare()
        self.rooms["matching"].commands.register_schemes(
            [{**scheme, "approved": True} for scheme in SCHEMES], "hub:test"
        )
        self.rooms["matching"].commands.plan_specification(
            "large", self._days_ahead(30), {"name": "Large", "places": 30}, "hub:test"
        )
        self._list_activities(self.rooms["matching"].commands)

    def _days_ahead(self, days: int) -> str:
        return (london_date(self.rooms["matching"].store.now()) + timedelta(days=days)).isoformat()

    def _list_activities(self, commands: Any) -> None:
        """List, list otherwise, and take off."""
        again = [{**ACTIVITIES[1], "needs": ["digital"]}]
        for entries in (ACTIVITIES, again):
            answers = commands.list_activities(entries, "hub:test")
            assert {answer["status"] for answer in answers} <= {"listed", "relisted"}, answers
        assert commands.take_off_activity("quay-2", "gone", "hub:test")["status"] == "done"
        drafts = [{"scheme": {"id": "drafted", "name": "Drafted"}, "listing": ACTIVITIES[0]["listing"]}]
        commands.import_schemes(drafts, "hub:test")

    def submit(self, count: int = 1, **replaced: Any) -> list[str]:
        """Send referrals that are triaged straight to matching, and return their references."""
        self._sent += count
        plain = {"safeguarding_concern": False, "urgency": "routine", "cohorts": [], "needs": ["befriending"]}
        referrals = [self.invented({**plain, **replaced}) for _ in range(count)]
        submissions = [
            {"key": f"key-{self._sent}-{number}", "referral": referral} for number, referral in enumerate(referrals)
        ]
        answers = self.rooms["intake"].commands.submit_referrals(submissions, "referrer:test")
        assert {answer["status"] for answer in answers} == {"received"}, answers
        references = [answer["reference"] for answer in answers]
        self.people |= {reference: one["person"] for reference, one in zip(references, referrals, strict=True)}
        return references

    def pump(self, *services: str) -> None:
        """Let events travel until nobody hears anything new, or only to the services named."""
        feeds: list[tuple[str, str, tuple[str, ...]]] = [
            (listener, source, kinds)
            for listener in services or tuple(LISTENS)
            for source, kinds in LISTENS[listener].items()
        ]
        while sum(self.hear(*feed) for feed in feeds):
            pass

    def hear(self, listener: str, source: str, kinds: tuple[str, ...], most: int = READ_PAGE_EVENTS) -> bool:
        """Let a service hear a few events of another, and return whether there were any."""
        inbox = self.rooms[listener].inbox
        assert inbox is not None
        rows = self.rooms[source].store.tail(most).after(self._reached(listener, source))
        if not rows:
            return False
        position = rows[-1].position
        heard = [Heard._make(row[1:]) for row in rows if category(row.stream) in kinds]
        inbox.take(heard, self._mark(listener, source, position))
        return True

    def _reached(self, listener: str, source: str) -> int:
        table = self.rooms[listener].store.tables.feed_positions
        with self.rooms[listener].store.reading() as connection:
            return connection.scalar(select(table.c.position).where(table.c.source == source)) or 0

    def _mark(self, listener: str, source: str, position: int) -> Callable[[Connection], None]:
        table = self.rooms[listener].store.tables.feed_positions
        return lambda connection: upsert(connection, table, [{"source": source, "position": position}])

    def invented(self, replaced: dict[str, Any]) -> dict[str, Any]:
        """Return a referral of somebody who does not exist, at home nowhere, whom anybody may contact."""
        referral = invented_referral(self._random, NOWHERE, **replaced)
        referral["person"].pop("gp_practice", None)
        return {name: value for name, value in referral.items() if name != "safe_contact"}


def walk(walked: Walked) -> dict[str, list[str]]:
    """Send referrals every way there is, and return their references by what became of them."""
    went = {
        "in_review": walked.submit(3, safeguarding_concern=True),
        "returned": walked.submit(2, safeguarding_concern=True),
        "routed": walked.submit(2, safeguarding_concern=True),
        "taken_back_in_review": walked.submit(1, safeguarding_concern=True),
        "specialist": [one for cohort in COHORTS for one in walked.submit(2, cohorts=[cohort])],
        "offered": walked.submit(4),
        "accepted": walked.submit(3),
        "closed": walked.submit(2),
        "declined": walked.submit(3),
        "taken_back": walked.submit(2),
        "taken_back_after_acceptance": walked.submit(1),
    }
    intake, plain = walked.rooms["intake"].commands, {"safeguarding_concern": False, "cohorts": [], "needs": ["debt"]}
    went["together"] = submit_together(intake, walked.invented(plain), 2)
    walked.pump()
    _answer(walked, went)
    went["said_yes"] = knock(intake, walked.invented(plain))
    walked.pump()
    _end(walked, went)
    walked.pump()
    went["known_again"] = [walked.submit(1, person=walked.people[one])[0] for one in went["accepted"]]
    went["parked"] = walked.submit(20)[-2:]
    walked.pump()
    return went


def _answer(walked: Walked, went: dict[str, list[str]]) -> None:
    triage, cases = walked.rooms["triage"].commands, walked.rooms["cases"].commands
    for reference in went["returned"]:
        triage.decide_review(reference, "return", "not_suitable", "hub:test")
    for reference in went["routed"]:
        triage.decide_review(reference, "route", "looked_at", "hub:test")
    for reference in (*went["accepted"], *went["closed"], *went["taken_back_after_acceptance"]):
        cases.accept_offer(reference, "scheme:test")
    for reference in went["declined"]:
        cases.decline_offer(reference, "no_capacity", "by_scheme", "scheme:test")


def _end(walked: Walked, went: dict[str, list[str]]) -> None:
    for reference in went["closed"]:
        walked.rooms["cases"].commands.close_case(reference, "goals_met", "completed", "scheme:test")
    for reference in (*went["taken_back_in_review"], *went["taken_back"], *went["taken_back_after_acceptance"]):
        walked.rooms["intake"].commands.withdraw_referral(reference, "changed_mind", "referrer:test")


def settings_in(folder: Path) -> Settings:
    """Return the settings of an embedded Onward on one folder."""
    return Settings.from_environment({"ONWARD_DATA_DIR": str(folder)})
