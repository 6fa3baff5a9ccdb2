"""Matching, put together."""

from importlib.resources import files

import msgspec

from services.matching.domain.ranking import Ranking
from services.matching.handlers.commands import MatchingCommands
from services.matching.handlers.matching import Matching
from services.matching.handlers.ranking import RANKINGS
from services.matching.projections import project
from services.matching.tables import STORE
from shared.event_store.engine import open_engine
from shared.event_store.store import Store
from shared.messaging.inbox import Inbox
from shared.messaging.room import Means, Room


def wire(means: Means) -> Room:
    """Wire matching from its means."""
    store = Store(
        open_engine(means.settings, "matching"), STORE, means.master, means.clock, "service:matching", project
    )
    matching = Matching()
    commands = MatchingCommands(store, matching=matching)
    return Room(
        "matching",
        store,
        commands,
        Inbox(store, matching.react, in_waves=False),
        sweep=commands.sweep,
        prepare=lambda: RANKINGS.publish_first(store, shipped_ranking(), "onward:shipped"),
    )


def shipped_ranking() -> Ranking:
    """Return the ranking Onward ships with."""
    text = (files("services.matching.domain") / "ranking-1.json").read_bytes()
    return msgspec.json.decode(text, type=Ranking)
