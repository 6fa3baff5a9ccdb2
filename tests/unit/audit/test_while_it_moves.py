"""Wherever events stop on their way, and whatever is asked meanwhile, the auditor finds nothing wrong with it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import Any

import pytest

from deploy.audit import audit
from shared.messaging.topology import LISTENS
from tests.unit.audit.walked import COHORTS, MASTER, Walked, settings_in

STEPS = 25
Ask = Callable[[Walked, str], object]


@pytest.fixture
def walked(tmp_path: Path) -> Iterator[Walked]:
    with ExitStack() as stack:
        found = Walked(settings_in(tmp_path), stack)
        found.set_up()
        yield found


ASKED: tuple[Ask, ...] = (
    lambda walked, one: walked.rooms["cases"].commands.accept_offer(one, "scheme:test"),
    lambda walked, one: walked.rooms["cases"].commands.decline_offer(one, "too_far", "by_person", "scheme:test"),
    lambda walked, one: walked.rooms["cases"].commands.decline_offer(one, "no_capacity", "by_scheme", "scheme:test"),
    lambda walked, one: walked.rooms["cases"].commands.close_case(one, "goals_met", "completed", "scheme:test"),
    lambda walked, one: walked.rooms["intake"].commands.withdraw_referral(one, "changed_mind", "referrer:test"),
    lambda walked, one: walked.rooms["triage"].commands.decide_review(one, "route", "looked_at", "hub:test"),
    lambda walked, one: walked.rooms["triage"].commands.decide_review(one, "return", "not_suitable", "hub:test"),
)


@pytest.mark.parametrize("seed", range(3))
def test_an_onward_stopped_after_any_step_is_clean_and_comes_to_rest(walked: Walked, seed: int) -> None:
    random = Random(seed)
    references = walked.submit(2)
    for _ in range(STEPS):
        references += take_a_step(walked, random, references)
        found = audit(walked.settings, MASTER, wait_seconds=0)
        assert found.clean, found
    walked.pump()
    found = audit(walked.settings, MASTER, wait_seconds=0.01)
    assert found.clean, found
    assert found.at_rest
    assert found.figures["referrals"] == len(references)


def take_a_step(walked: Walked, random: Random, references: list[str]) -> list[str]:
    """Let one service hear, or ask something of one referral, or send some; return what was sent."""
    what = random.random()
    if what < 0.7:
        listener = random.choice(list(LISTENS))
        source, kinds = random.choice(list(LISTENS[listener].items()))
        walked.hear(listener, source, kinds, random.choice([1, 2, 20]))
    elif what < 0.9:
        random.choice(ASKED)(walked, random.choice(references))
    else:
        told: dict[str, Any] = {"safeguarding_concern": random.random() < 0.3, "cohorts": random.sample(COHORTS, 1)}
        if random.random() < 0.3:
            told["person"] = walked.people[random.choice(references)]
        return walked.submit(1, **told)
    return []
