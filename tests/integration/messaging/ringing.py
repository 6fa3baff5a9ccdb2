"""A process of the listening service that takes every ring of a tower in, in an order and in batches of its own.

Usage: python -m tests.integration.messaging.ringing WHERE SEED BELLS RINGS [TIMES]   (WHERE: see `where_is`)
It says `taken` after each batch, so that it can be killed between two words.
"""

import sys
from random import Random

from shared.config.limits import BATCH_EVENTS_MAX
from shared.messaging.heard import Heard
from tests.integration.event_store.killed_writer import engine_at
from tests.integration.messaging.bells import Bells, ring


def every_ring(bells: int, rings: int) -> list[Heard]:
    """Return what a tower of so many bells has to say."""
    return [ring(f"referral-{bell:02}", number) for number in range(1, rings + 1) for bell in range(bells)]


def nearly_in_order(heard: list[Heard], random: Random) -> list[Heard]:
    """Return the events as packs bring them: mixed up, but none very far from its place."""
    places = {event: place + random.uniform(0, BATCH_EVENTS_MAX) for place, event in enumerate(heard)}
    return sorted(heard, key=places.__getitem__)


def take_all(where: str, seed: int, bells: int, rings: int) -> None:
    """Take everything in once, in this process's own order."""
    random = Random(seed)
    service = Bells(engine_at(where))
    heard = nearly_in_order(every_ring(bells, rings), random)
    start = 0
    while start < len(heard):
        size = random.randint(1, BATCH_EVENTS_MAX)
        service.inbox.take(heard[start : start + size])
        sys.stdout.write("taken\n")
        sys.stdout.flush()
        start += size


if __name__ == "__main__":
    take_all(sys.argv[1], *(int(number) for number in sys.argv[2:]))
