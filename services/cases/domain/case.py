"""One case: its states, what may happen in each, and the decisions about it."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.contracts.cases import (
    CaseClosed,
    CaseOpened,
    CaseTransferred,
    OfferAccepted,
    OfferDeclined,
    OfferWithdrawn,
)
from shared.contracts.event import Event
from shared.contracts.matching import SchemeOffered
from shared.contracts.vocabulary import CLOSURE_REASONS

AFTER: dict[type[Event], str] = {
    CaseOpened: "offered",
    OfferAccepted: "accepted",
    OfferDeclined: "declined",
    OfferWithdrawn: "withdrawn",
    CaseTransferred: "transferred",
    CaseClosed: "closed",
}
"""The state each event leads to."""

MAY: dict[str, frozenset[type[Event]]] = {
    "offered": frozenset({OfferAccepted, OfferDeclined, OfferWithdrawn, CaseTransferred}),
    "accepted": frozenset({CaseTransferred, CaseClosed}),
    "declined": frozenset(),
    "withdrawn": frozenset(),
    "transferred": frozenset(),
    "closed": frozenset(),
}
"""What may happen next in each state. Source: DESIGN section 7."""


OTHERWISE_CLOSED = "ended_early_by_person"
"""Why a case ends when its referral was taken back for a reason that is none of a closure."""


@dataclass(frozen=True)
class Case:
    """Where one case stands. `opened`: the event it began with."""

    opened: CaseOpened
    state: str

    def may(self, kind: type[Event]) -> bool:
        """Whether this can happen now."""
        return kind in MAY[self.state]


def case_of(history: Iterable[Event]) -> Case | None:
    """Fold a case's stream; None when it has not begun."""
    case: Case | None = None
    for event in history:
        if isinstance(event, CaseOpened):
            case = Case(event, "offered")
        elif case and type(event) in AFTER:
            case = Case(case.opened, AFTER[type(event)])
    return case


def case_id_of(reference: str, turn: int) -> str:
    """Return the id of the case of a referral's nth offer."""
    return f"{reference}-{turn}"


def open_case(offered: SchemeOffered, over: bool) -> list[Event]:
    """Open a case for an offer; if the referral was taken back or its support ended meanwhile, it ends as it begins."""
    case_id = case_id_of(offered.reference, offered.round)
    opened = CaseOpened(
        case_id=case_id,
        reference=offered.reference,
        person_id=offered.person_id,
        round=offered.round,
        scheme_id=offered.scheme_id,
        scheme_name=offered.scheme_name,
        scheme_kind=offered.scheme_kind,
    )
    return [opened, OfferWithdrawn(**_about(Case(opened, "offered")))] if over else [opened]


def accept(case: Case) -> list[Event] | None:
    """Take the person on; nothing when that was done before, None when it can not be done any more."""
    if case.state == "accepted":
        return []
    return [OfferAccepted(**_about(case))] if case.may(OfferAccepted) else None


def decline(case: Case, reason: str, attributed_to: str) -> list[Event] | None:
    """Leave the offer; nothing when that was done before, None when it can not be done any more."""
    if case.state == "declined":
        return []
    declined = OfferDeclined(**_about(case), reason=reason, attributed_to=attributed_to)
    return [declined] if case.may(OfferDeclined) else None


def close(case: Case, outcome: str, reason: str) -> list[Event] | None:
    """End the support; nothing when that was done before, None when it can not be done now."""
    if case.state == "closed":
        return []
    return [CaseClosed(**_about(case), outcome=outcome, reason=reason)] if case.may(CaseClosed) else None


def transfer(case: Case, reason: str) -> list[Event]:
    """End what a scheme can hold no more; nothing when it had ended already."""
    return [CaseTransferred(**_about(case), reason=reason)] if case.may(CaseTransferred) else []


def withdraw(case: Case, reason: str) -> list[Event]:
    """End what a referral taken back had begun: an open offer is withdrawn, a case under way is closed."""
    if case.may(OfferWithdrawn):
        return [OfferWithdrawn(**_about(case))]
    return close(case, "not_known", reason if reason in CLOSURE_REASONS else OTHERWISE_CLOSED) or []


def _about(case: Case) -> dict[str, str]:
    opened = case.opened
    return {
        "case_id": opened.case_id,
        "reference": opened.reference,
        "person_id": opened.person_id,
        "scheme_id": opened.scheme_id,
    }
