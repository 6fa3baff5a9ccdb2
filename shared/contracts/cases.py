"""The facts cases records: an offer, its answer, and the life of the case that follows."""

from shared.contracts.event import Event, recorded


@recorded("cases.case_opened")
class CaseOpened(Event):
    """An offer lies with a scheme and waits for its answer."""

    case_id: str
    reference: str
    person_id: str
    round: int
    scheme_id: str
    scheme_name: str
    scheme_kind: str


@recorded("cases.offer_accepted")
class OfferAccepted(Event):
    """The scheme takes the person on."""

    case_id: str
    reference: str
    person_id: str
    scheme_id: str


@recorded("cases.offer_declined")
class OfferDeclined(Event):
    """The offer was not taken up. `reason`: a code; `attributed_to`: by_person, by_scheme or neither."""

    case_id: str
    reference: str
    person_id: str
    scheme_id: str
    reason: str
    attributed_to: str


@recorded("cases.offer_withdrawn")
class OfferWithdrawn(Event):
    """The referral was taken back while the offer was open."""

    case_id: str
    reference: str
    person_id: str
    scheme_id: str


@recorded("cases.case_transferred")
class CaseTransferred(Event):
    """An offer or case ended because its scheme could hold it no more, and the referral goes on. `reason`: a code."""

    case_id: str
    reference: str
    person_id: str
    scheme_id: str
    reason: str


@recorded("cases.case_closed")
class CaseClosed(Event):
    """Support ended. `outcome`: what came of it; `reason`: why it ended, a code of the closure reasons."""

    case_id: str
    reference: str
    person_id: str
    scheme_id: str
    outcome: str
    reason: str
