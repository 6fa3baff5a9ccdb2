"""From what a referral says to what routing may know of it."""

from datetime import date

from shared.contracts.facts import Facts
from shared.contracts.referral import Referral


def facts_of(referral: Referral, reference: str, person_id: str, areas: tuple[str, ...], today: date) -> Facts:
    """Return the facts that may travel: codes and whole years, never who the person is."""
    person = referral.person
    contact = referral.safe_contact
    return Facts(
        reference=reference,
        person_id=person_id,
        needs=referral.needs,
        cohorts=referral.cohorts,
        age=whole_years(person.born_on, today),
        gender=person.gender,
        areas=areas,
        practice=person.gp_practice,
        channel=referral.referrer.channel,
        urgency=referral.urgency,
        language=person.preferred_language,
        interpreter_needed=bool(person.interpreter_needed),
        safeguarding_concern=referral.safeguarding_concern,
        risks_known=referral.risks is not None,
        contacting_prohibited=contact.contacting_prohibited if contact else False,
        what_matters_told=referral.what_matters is not None,
        sharing=tuple(f"{basis.purpose}:{basis.lawful_basis}" for basis in referral.sharing),
        requested_scheme=referral.requested_scheme,
        sender=referral.referrer.ods_code,
    )


def whole_years(born_on: date, today: date) -> int:
    """Return somebody's age. Somebody born on 29 February is a year older on 1 March of a common year."""
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
