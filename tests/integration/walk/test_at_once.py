"""Everything happens at once: several processes match, answer and take back, on PostgreSQL, for the same few places."""

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import ExceptionContext

from shared.config.settings import Settings
from shared.contracts.matching import SchemeOffered
from shared.contracts.vocabulary import AGE_COHORTS
from shared.contracts.vocabulary import COHORTS as COHORTS_OF_ALL
from shared.messaging.heard import Heard
from shared.messaging.topology import LISTENS, category
from tests.integration.walk.accounts import check, events
from tests.integration.walk.house import HUB, REFERRER, SCHEME, House, referral
from tests.integration.walk.races import at_once

PROCESSES = 3
DEADLOCK_DETECTED = "40P01"
COHORTS = [cohort for cohort in COHORTS_OF_ALL if cohort not in AGE_COHORTS][:10]
SCHEMES = [
    {"id": f"s{number:02}", "places": 2 + number % 4, "cohorts": [cohort]} for number, cohort in enumerate(COHORTS)
]
PEOPLE = [
    {"given_name": f"Person {number}", "postcode": "ZZ99 3VZ", "nhs_number": nhs}
    for number, nhs in enumerate(
        "9990000018 9990000026 9990000034 9990000042 9990000050 9990000069 9990000077 9990000085 9990000093".split()
    )
]


@pytest.fixture
def houses(postgresql_house_settings: Settings) -> Iterator[list[House]]:
    """Several processes of every service on the same stores."""
    opened = [House(postgresql_house_settings) for _ in range(PROCESSES)]
    opened[0].register(*SCHEMES)
    yield opened
    for house in opened:
        house.close()


def sent(house: House, random: Random, count: int) -> list[str]:
    """Send referrals, many of them for the same few people."""
    batch = [
        {
            "key": f"{random.random()}",
            "referral": referral(person=random.choice(PEOPLE) if n % 2 else None, cohorts=random.sample(COHORTS, 2)),
        }
        for n in range(count)
    ]
    return [answer["reference"] for answer in house.intake.submit_referrals(batch, REFERRER)]


def said(house: House, listener: str) -> list[Heard]:
    """Return all that a service should have heard by now."""
    return [
        Heard._make(row[1:])
        for source, categories in LISTENS[listener].items()
        for page in house.rooms[source].store.tail().pages()
        for row in page
        if category(row.stream) in categories
    ]


def deliver(house: House, listener: str, heard: Sequence[Heard], random: Random) -> Callable[[], None]:
    """Return the delivery of everything to one process of a service, shuffled, in batches of any size."""
    shuffled = random.sample(heard, len(heard))
    inbox = house.rooms[listener].inbox
    assert inbox is not None

    def run() -> None:
        start = 0
        while start < len(shuffled):
            size = random.randint(1, 40)
            inbox.take(shuffled[start : start + size])
            start += size

    return run


def answer_at_random(house: House, references: Sequence[str], random: Random) -> Callable[[], None]:
    """Return somebody who accepts, declines, closes and takes back whatever can be."""
    acts: list[Callable[[str], Any]] = [
        lambda one: house.cases.accept_offer(one, SCHEME),
        lambda one: house.cases.decline_offer(one, "no_capacity", "by_scheme", SCHEME),
        lambda one: house.cases.close_case(one, "goals_met", "completed", SCHEME),
        lambda one: house.intake.withdraw_referral(one, "moved", REFERRER),
    ]

    def run() -> None:
        for reference in random.sample(references, len(references)):
            random.choices(acts, weights=[3, 6, 2, 1])[0](reference)

    return run


class Deadlocks:
    """Counts the transactions that the database ended because they waited for each other."""

    def __init__(self, houses: Sequence[House]) -> None:
        self.count = 0
        for house in houses:
            for room in house.rooms.values():
                event.listen(room.store.engine, "handle_error", self.notice)

    def notice(self, context: ExceptionContext) -> None:
        """Count it if it is one."""
        self.count += getattr(context.original_exception, "pgcode", None) == DEADLOCK_DETECTED


def test_processes_that_match_at_once_never_oversubscribe_or_place_anybody_twice(houses: list[House]) -> None:
    random = Random(1)
    sent(houses[0], random, 80)
    houses[0].hear("triage", "intake")
    heard = said(houses[0], "matching")
    at_once(*(deliver(house, "matching", heard, Random(n)) for n, house in enumerate(houses)))
    offered = sum(isinstance(one.event, SchemeOffered) for one in events(houses[0], "matching"))
    assert offered == sum(houses[0].held().values()) > 20
    houses[0].settle()
    check(houses[0])


@pytest.mark.parametrize("seed", range(2))
def test_matching_answering_and_taking_back_at_once_leave_every_referral_in_exactly_one_place(
    seed: int, houses: list[House]
) -> None:
    random = Random(seed)
    waited_in_a_circle = Deadlocks(houses)
    references = sent(houses[0], random, 40)
    houses[0].settle()
    for _ in range(3):
        references += sent(houses[0], random, 15)
        houses[0].hear("triage", "intake")
        at_once(
            answer_at_random(houses[0], references, Random(random.random())),
            *(deliver(house, "matching", said(house, "matching"), Random(random.random())) for house in houses[1:]),
            *(deliver(house, "cases", said(house, "cases"), Random(random.random())) for house in houses[1:]),
        )
    houses[0].matching.set_places("s00", 50, HUB)
    houses[0].settle()
    check(houses[0])
    assert waited_in_a_circle.count == 0
