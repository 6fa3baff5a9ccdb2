"""Referrals of two invented towns, what came of them by chance, and what their events say when counted one by one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from random import Random
from typing import Any

from services.matching.queries.provision import AreaAsked, AreaCounts, ProvisionAsked
from shared.contracts.event import Event
from shared.contracts.matching import MatchWithdrawn, NoSchemeFound, PlaceReleased, SchemeOffered, SchemesShortlisted
from tests.integration.areas.conftest import invented_row
from tests.integration.walk.house import HUB, SCHEME, House

ROWS = [invented_row(place * 400 + number) for place in range(40) for number in range(9)]
TOWN, OTHER_TOWN, WARD = "E06999000", "E06999001", "E05999003"
LONELY = "lsoa21_code,perc\nE01999003,20\nE01999011,30\n"
SCHEMES: list[dict[str, Any]] = [
    {"id": "town", "catchment": {"areas": [TOWN]}, "places": 60},
    {"id": "carers", "catchment": {"areas": [WARD]}, "cohorts": ["carer"], "needs": ["debt", "food"], "places": 5},
    {"id": "women", "catchment": {"areas": ["E01999003"]}, "sexes": ["female"], "places": 5, "usual_wait_days": 14},
    {"id": "far", "catchment": {"areas": [OTHER_TOWN]}, "needs": ["debt"], "places": 3},
]
Exact = dict[tuple[str | None, str, str], tuple[int, ...]]
"""By area, need and cohort: referrals, people, and of the referrals those offered, placed and not placed."""


def refer(town: House, count: int, random: Random) -> list[str]:
    """Send referrals of people all over both towns, some of them of the same person, and let them be offered."""
    people = [
        {"given_name": f"Name{n}", "family_name": "Lee", "born_on": "1960-02-03", "postcode": random.choice(ROWS)[0]}
        for n in range(count * 2 // 3)
    ]
    people[0]["postcode"] = "ZZ99 3VZ"
    references = [
        town.submit(
            person=random.choice(people) if number else people[0],
            needs=random.sample(["debt", "food", "learning"], random.randint(1, 2)),
            cohorts=random.sample(["carer", "bereaved"], random.randint(0, 2)),
        )
        for number in range(count)
    ]
    town.settle()
    return references


def answer_some(town: House, references: Iterable[str], random: Random) -> None:
    """Accept, decline, close and take back what was offered, by chance."""
    for reference in references:
        if town.state(reference) == "offered":
            random.choice([_accept, _decline, _take_back, _close, lambda *_: None])(town, reference)
    town.settle()


def _accept(town: House, reference: str) -> None:
    town.cases.accept_offer(reference, SCHEME)


def _decline(town: House, reference: str) -> None:
    town.cases.decline_offer(reference, "no_capacity", "scheme", SCHEME)


def _close(town: House, reference: str) -> None:
    _accept(town, reference)
    town.cases.close_case(reference, "goals_met", "planned_end", SCHEME)


def _take_back(town: House, reference: str) -> None:
    town.intake.withdraw_referral(reference, "no_longer_wanted", HUB)


def counted(town: House, level: int) -> Exact:
    """Count from the events alone, one referral after the other. `level`: which of the areas, from the most local."""
    found: dict[Any, list[tuple[str, str, tuple[bool, ...]]]] = defaultdict(list)
    for said in all_matched(town):
        facts = next(event.facts for event in said if isinstance(event, SchemesShortlisted) and event.facts)
        area = facts.areas[level] if facts.areas else None
        for need in facts.needs or ("-",):
            for cohort in facts.cohorts or ("-",):
                found[area, need, cohort].append((facts.reference, facts.person_id, _came_of(said)))
    return {
        key: (len(rows), len({row[1] for row in rows}), *(sum(came[place] for *_, came in rows) for place in range(3)))
        for key, rows in found.items()
    }


def all_matched(town: House) -> Iterator[list[Event]]:
    """Give for each referral all that matching recorded of it."""
    by_reference: dict[str, list[Event]] = defaultdict(list)
    for page in town.rooms["matching"].store.decoded_whole():
        for one in page.events:
            by_reference[getattr(one.event, "reference", "")].append(one.event)
    by_reference.pop("", None)
    yield from by_reference.values()


def _came_of(said: list[Event]) -> tuple[bool, bool, bool]:
    """Return whether a referral was ever offered, has a place, and could not be placed."""
    offers = [event for event in said if isinstance(event, SchemeOffered)]
    freed = [event for event in said if isinstance(event, PlaceReleased) and event.reason != "closed"]
    decided = [event for event in said if isinstance(event, SchemeOffered | NoSchemeFound)]
    there = not any(isinstance(event, MatchWithdrawn) for event in said)
    return bool(offers), there and len(offers) > len(freed), there and isinstance(decided[-1], NoSchemeFound)


def asked(*codes: str, **more: Any) -> ProvisionAsked:
    return ProvisionAsked(
        **{"level": "ward", "areas": tuple(AreaAsked(code=code) for code in codes), "unknown_area": True, **more}
    )


def exact(counts: Iterable[AreaCounts]) -> Exact:
    return {
        (one.area, one.need or "", one.cohort or ""): (
            one.referrals,
            one.people,
            one.offered,
            one.placed,
            one.not_placed,
        )
        for one in counts
    }
