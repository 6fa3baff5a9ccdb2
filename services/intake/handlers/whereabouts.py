"""Where somebody lives whose referral does not say so."""

from shared.config.limits import EARLIER_REFERRALS_LOOKED_AT_MAX
from shared.contracts.intake import ReferralReceived
from shared.event_store.transaction import Transaction


def last_known_areas(work: Transaction, person_id: str) -> tuple[str, ...]:
    """Return the areas of the newest referral of a known person that named any; nothing where none did.

    Why: a practice may send an NHS number and no postcode, and we know from earlier where that person lives.
    """
    met = work.histories([f"person-{person_id}"])[f"person-{person_id}"]
    references = [reference for one in met if (reference := getattr(one.event, "reference", None))]
    newest_first = [f"referral-{one}" for one in references[-EARLIER_REFERRALS_LOOKED_AT_MAX:][::-1]]
    histories = work.histories(newest_first)
    received = (one.event for stream in newest_first for one in histories[stream][:1])
    return next((one.facts.areas for one in received if isinstance(one, ReferralReceived) and one.facts.areas), ())
