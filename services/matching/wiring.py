"""Matching, put together."""

from importlib.resources import files

import msgspec

from services.matching.domain.ranking import Ranking
from services.matching.handlers.commands import MatchingCommands
from services.matching.handlers.matching import Matching
from services.matching.projections import project
from services.matching.tables import STORE
from shared.contracts.cases import CaseClosed, OfferDeclined, OfferWithdrawn
from shared.contracts.intake import ReferralWithdrawn
from shared.contracts.triage import ReferralTriaged
from shared.event_store.engine import open_engine
from shared.event_store.store import Store
from shared.messaging.inbox import Inbox, by_kind
from shared.messaging.room import Means, Room


def wire(means: Means) -> Room:
    """Wire matching from its means."""
    store = Store(
        open_engine(means.settings, "matching"), STORE, means.master, means.clock, "service:matching", project
    )
    matching, directory = Matching(), MatchingCommands(store)
    reactions = by_kind(
        {
            OfferDeclined: matching.on_offer_declined,
            OfferWithdrawn: matching.on_offer_withdrawn,
            CaseClosed: matching.on_case_closed,
            ReferralWithdrawn: matching.on_referral_withdrawn,
            ReferralTriaged: matching.on_referral_triaged,
        }
    )
    return Room(
        "matching",
        store,
        directory,
        Inbox(store, reactions),
        prepare=lambda: directory.publish_ranking(shipped_ranking(), "onward:shipped"),
    )


def shipped_ranking() -> Ranking:
    """Return the ranking Onward ships with."""
    text = (files("services.matching.domain") / "ranking-1.json").read_bytes()
    return msgspec.json.decode(text, type=Ranking)
