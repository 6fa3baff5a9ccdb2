"""The load on a hub: referrals one by one and in bulk, and schemes that answer."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from random import Random
from typing import Any

from tests.journeys.door import Answered, Door
from tests.journeys.ledger import Ledger, Sent
from tests.journeys.place import People

BULK_MAX = 50
PAUSE_SECONDS = 0.02
ANSWER_PAUSE_SECONDS = 0.01
AWAY_SECONDS = 0.2
AWAY = {0, 503}
"""Answers after which a sender sends again: none at all, and that the hub is away. Any other was never to be given."""


class Senders:
    """Threads that send and answer until told to stop. `seed`: of what they send, not of how they interleave."""

    def __init__(self, door: Door, ledger: Ledger, seed: int, senders: int = 2, answerers: int = 1) -> None:
        self._door = door
        self._ledger = ledger
        self._stopping = threading.Event()
        rounds = [self._sending(Random(seed * 100 + place), f"{seed}-{place}") for place in range(senders)]
        rounds += [self._answering(Random(seed * 100 + 50 + place)) for place in range(answerers)]
        self._threads = [threading.Thread(target=self._keep, args=(one,), daemon=True) for one in rounds]

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Send while the block runs."""
        for thread in self._threads:
            thread.start()
        try:
            yield
        finally:
            self._stopping.set()
            for thread in self._threads:
                thread.join()

    def _keep(self, turn: Callable[[], float]) -> None:
        while not self._stopping.wait(turn()):
            pass

    def _sending(self, random: Random, name: str) -> Callable[[], float]:
        people = People(random)
        count = 0

        def turn() -> float:
            nonlocal count
            size = random.choice((1, 1, random.randrange(2, BULK_MAX)))
            pack = [Sent(f"{name}-{count + place}", people.referral()) for place in range(size)]
            count += size
            answered = send(self._door, self._ledger, pack)
            return PAUSE_SECONDS if answered else AWAY_SECONDS

        return turn

    def _answering(self, random: Random) -> Callable[[], float]:
        def turn() -> float:
            if reference := self._ledger.some():
                answer(self._door, self._ledger, reference, random)
            return ANSWER_PAUSE_SECONDS

        return turn


def send(door: Door, ledger: Ledger, pack: Sequence[Sent]) -> bool:
    """Send a pack, one alone by the single door, and note what was promised; return whether it was answered."""
    ledger.ask(pack)
    if len(pack) == 1:
        answers = [_single(door, pack[0])]
    else:
        body = {"referrals": [{"idempotency_key": one.key, "referral": one.referral} for one in pack]}
        whole = door.ask("POST", "/api/v1/referrals/bulk", body)
        answers = _each(whole, len(pack))
    for one, answered in zip(pack, answers, strict=True):
        if answered.status == 202:
            ledger.promise(one, answered.body["reference"])
        elif answered.status not in AWAY:
            ledger.refuse(answered)
    return all(answered.status not in AWAY for answered in answers)


def _single(door: Door, sent: Sent) -> Answered:
    return door.ask("POST", "/api/v1/referrals", sent.referral, Idempotency_Key=sent.key)


def _each(whole: Answered, size: int) -> list[Answered]:
    if not whole.done:
        return [whole] * size
    return [Answered(one["status"], one) for one in whole.body["answers"]]


def answer(door: Door, ledger: Ledger, reference: str, random: Random) -> None:
    """Answer for a scheme, close a case, or take a referral back, and note what was promised."""
    what, body, noted = random.choice(_closing(ledger) if reference in ledger.accepted else _answers(ledger))
    answered = door.ask("POST", f"/api/v1/referrals/{reference}/{what}", body)
    if answered.status == 200:
        noted.add(reference)
    elif answered.status not in AWAY | {404, 409}:
        ledger.refuse(answered)


Answer = tuple[str, dict[str, Any] | None, set[str]]


def _answers(ledger: Ledger) -> list[Answer]:
    decline = {"reason": "no_capacity", "attributed_to": "by_scheme"}
    accept: Answer = ("acceptance", None, ledger.accepted)
    refuse: Answer = ("decline", decline, ledger.declined)
    back: Answer = ("withdrawal", {"reason": "sent_in_error"}, ledger.withdrawn)
    return [accept, accept, accept, refuse, refuse, back]


def _closing(ledger: Ledger) -> list[Answer]:
    close: Answer = ("closure", {"outcome": "goals_met", "reason": "completed"}, ledger.closed)
    return [close, close, ("withdrawal", {"reason": "moved"}, ledger.withdrawn)]


def send_the_rest(door: Door, ledger: Ledger, seconds: float) -> None:
    """Send everything unanswered again under its key, until all of it is promised or the time is up."""
    until = time.monotonic() + seconds
    while ledger.unanswered and time.monotonic() < until:
        left = ledger.unanswered
        for start in range(0, len(left), BULK_MAX):
            if not send(door, ledger, left[start : start + BULK_MAX]):
                time.sleep(AWAY_SECONDS)
