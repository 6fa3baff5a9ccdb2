"""What routing may know of a referral: codes and counts, nothing that says who the person is."""

import msgspec


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """The facts every later room decides on. They travel, so they hold no name, date, address, contact or free text.

    `age`: whole years on the day of receipt, where known. `areas`: GSS codes of LSOA or data zone, ward and local
    authority. `practice`: ODS code. `sharing`: one `purpose:lawful_basis` for each basis given. `sender`: ODS code
    of the organisation that refers. `checklist`: the id shared by the referrals of one checklist.
    """

    reference: str
    person_id: str
    needs: tuple[str, ...] = ()
    cohorts: tuple[str, ...] = ()
    age: int | None = None
    gender: str | None = None
    areas: tuple[str, ...] = ()
    practice: str | None = None
    channel: str = "gp"
    urgency: str = "routine"
    language: str | None = None
    interpreter_needed: bool = False
    safeguarding_concern: bool = False
    risks_known: bool = False
    contacting_prohibited: bool = False
    what_matters_told: bool = False
    sharing: tuple[str, ...] = ()
    requested_scheme: str | None = None
    sender: str | None = None
    checklist: str | None = None
