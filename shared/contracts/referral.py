"""A referral as it was understood at the door: everything that is known of a person, sealed whole inside one event."""

from datetime import date

import msgspec


class PersonDetails(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who the referral is about.

    Shape: `nhs_number` ten digits; `postcode` as `AB1 2CD`; `phone` E.164, with `;ext=` where there is an extension;
    `gp_practice` an ODS code; `gender` a code of the vocabulary; `preferred_language` an ISO 639 or BCP 47 code;
    `carer` who cares for the person, in words.
    """

    given_name: str
    family_name: str
    born_on: date
    nhs_number: str | None = None
    address: str | None = None
    postcode: str | None = None
    phone: str | None = None
    email: str | None = None
    gp_practice: str | None = None
    gender: str | None = None
    ethnicity: str | None = None
    preferred_language: str | None = None
    interpreter_needed: bool | None = None
    reasonable_adjustments: tuple[str, ...] = ()
    carer: str | None = None


class SafeContact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which ways of reaching the person are safe; None where nobody said.

    Why: a voicemail or a letter can put somebody in danger, so no answer is never read as yes.
    """

    call: bool | None = None
    text: bool | None = None
    write: bool | None = None
    leave_message: bool | None = None
    notes: str | None = None
    contacting_prohibited: bool = False


class Referrer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who asks, by which channel, and where the answer goes. `source`: for outreach, which round or place it was."""

    channel: str
    name: str | None = None
    organisation: str | None = None
    ods_code: str | None = None
    role: str | None = None
    email: str | None = None
    phone: str | None = None
    source: str | None = None


class Sharing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The basis on which details may be shared for one purpose, who agreed it and when, and what was kept out."""

    purpose: str
    lawful_basis: str
    agreed_on: date | None = None
    agreed_by: str | None = None
    limits: str | None = None


class Referral(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One referral, whole and valid. Codes are those of `shared.contracts.vocabulary`.

    `cohorts` holds no age cohort: those are worked out from `born_on`. `no_known_risks` is what the referrer says;
    False with no `risks` means nobody said.
    """

    person: PersonDetails
    referrer: Referrer
    sharing: tuple[Sharing, ...]
    needs: tuple[str, ...] = ()
    cohorts: tuple[str, ...] = ()
    what_matters: str | None = None
    risks: str | None = None
    no_known_risks: bool = False
    safeguarding_concern: bool = False
    urgency: str = "routine"
    urgency_reason: str | None = None
    safe_contact: SafeContact | None = None
    requested_scheme: str | None = None
    other_services: tuple[str, ...] = ()
