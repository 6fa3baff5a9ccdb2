"""Cases, put together."""

from services.cases.handlers import Cases
from services.cases.projections import project
from services.cases.tables import STORE
from shared.contracts.intake import ReferralWithdrawn
from shared.contracts.matching import ReferralMoved, SchemeOffered
from shared.event_store.engine import open_engine
from shared.event_store.store import Store
from shared.messaging.inbox import Inbox, by_kind
from shared.messaging.room import Means, Room


def wire(means: Means) -> Room:
    """Wire cases from its means."""
    store = Store(open_engine(means.settings, "cases"), STORE, means.master, means.clock, "service:cases", project)
    cases = Cases(store)
    reactions = by_kind(
        {
            ReferralMoved: cases.on_referral_moved,
            SchemeOffered: cases.on_scheme_offered,
            ReferralWithdrawn: cases.on_referral_withdrawn,
        }
    )
    return Room("cases", store, cases, Inbox(store, reactions))
