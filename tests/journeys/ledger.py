"""What a hub has promised its senders, written down by them."""

import threading
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from tests.unit.doors.referrals import Referral


class Sent(NamedTuple):
    """One referral under one idempotency key."""

    key: str
    referral: Referral


class Ledger:
    """Every reference answered with 202, every change answered with 200, and what is still unanswered."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._random = Random(0)
        self._promised: list[tuple[Sent, str]] = []
        self._unanswered: dict[str, Sent] = {}
        self.refused: list[object] = []
        self.accepted: set[str] = set()
        self.declined: set[str] = set()
        self.withdrawn: set[str] = set()
        self.closed: set[str] = set()

    @property
    def references(self) -> list[str]:
        """Return every promised reference, without hyphen."""
        return [reference for _, reference in self._promised]

    @property
    def unanswered(self) -> Sequence[Sent]:
        """Return what was sent and not answered."""
        with self._lock:
            return list(self._unanswered.values())

    def ask(self, sent: Sequence[Sent]) -> None:
        """Note that these are about to be sent."""
        with self._lock:
            self._unanswered.update({one.key: one for one in sent})

    def promise(self, sent: Sent, written: str) -> None:
        """Note that a referral was answered with 202 and a reference."""
        with self._lock:
            self._unanswered.pop(sent.key, None)
            self._promised.append((sent, written.replace("-", "")))

    def refuse(self, why: object) -> None:
        """Note an answer that a valid referral must never get."""
        self.refused.append(why)

    def some(self) -> str | None:
        """Return a reference to be answered, more often one that was accepted or is new; None while there is none."""
        chosen = self._random.choice((sorted(self.accepted), self.references[-200:], self.references))
        return self._random.choice(chosen) if chosen else None

    def sample(self, count: int) -> list[tuple[Sent, str]]:
        """Return some of what was promised."""
        return self._random.sample(self._promised, min(count, len(self._promised)))
