"""The objects inside a referral: the person, how to reach them safely, who refers, and what may be shared."""

from shared.config.limits import (
    EMAIL_CHARACTERS_MAX,
    LINE_CHARACTERS_MAX,
    NAME_CHARACTERS_MAX,
    NOTE_CHARACTERS_MAX,
    PHONE_CHARACTERS_MAX,
    TEXTS_MAX,
)
from shared.contracts.vocabulary import CHANNELS, GENDERS, LAWFUL_BASES, PURPOSES
from shared.doors import identifiers
from shared.doors.door import Door
from shared.doors.fields import Code, Day, Flag
from shared.doors.groups import ListOf
from shared.doors.phone import phone
from shared.doors.words import Name, Text, Written

_CODE_CHARACTERS_MAX = 40


class PersonSchema(Door):
    """The person. Names and date of birth must be there; whether the rest suffices is a rule of the whole referral.

    `gender` is what the person says. `carer` is who cares for them; that they care for somebody is a cohort.
    `ethnicity` is in the person's words. `reasonable_adjustments` may be one text or a list.
    """

    given_name = Name("Enter the person's given name.", required=True)
    family_name = Name("Enter the person's family name.", required=True)
    born_on = Day("Enter the date of birth as YYYY-MM-DD.", required=True)
    nhs_number = Written(identifiers.nhs_number, _CODE_CHARACTERS_MAX, "Write the 10 digits, or leave this out.")
    address = Text(LINE_CHARACTERS_MAX, lines=True)
    postcode = Written(identifiers.postcode, _CODE_CHARACTERS_MAX, "Write a full postcode, or leave this out.")
    phone = Written(phone, PHONE_CHARACTERS_MAX, "Write one telephone number, or leave this out.")
    email = Written(identifiers.email, EMAIL_CHARACTERS_MAX, "Write one email address, or leave this out.")
    gp_practice = Written(
        identifiers.practice, _CODE_CHARACTERS_MAX, "Write the practice's ODS code, or leave this out."
    )
    gender = Code(GENDERS, f"Choose one of: {', '.join(GENDERS)}.")
    ethnicity = Text(NAME_CHARACTERS_MAX)
    preferred_language = Written(identifiers.language, _CODE_CHARACTERS_MAX, "Write a short code such as en or cy.")
    interpreter_needed = Flag()
    reasonable_adjustments = ListOf(Text(LINE_CHARACTERS_MAX, required=True), TEXTS_MAX, lone=True)
    carer = Text(LINE_CHARACTERS_MAX, lines=True)


class SafeContactSchema(Door):
    """Which ways of reaching the person are safe. What is left out is not known, and never read as yes."""

    call = Flag()
    text = Flag()
    write = Flag()
    leave_message = Flag()
    notes = Text(NOTE_CHARACTERS_MAX, lines=True)
    contacting_prohibited = Flag()


class ReferrerSchema(Door):
    """Who asks. What must be there depends on the channel: see the rules of the whole referral."""

    channel = Code(CHANNELS, f"Choose one of: {', '.join(CHANNELS)}.", required=True)
    name = Name()
    organisation = Name()
    ods_code = Written(identifiers.organisation, _CODE_CHARACTERS_MAX, "Write the ODS code, or leave this out.")
    role = Name()
    email = Written(identifiers.email, EMAIL_CHARACTERS_MAX, "Write one email address, or leave this out.")
    phone = Written(phone, PHONE_CHARACTERS_MAX, "Write one telephone number, or leave this out.")
    source = Name()


class SharingSchema(Door):
    """One purpose for which details may be shared, on which basis. Each purpose stands at most once in a referral."""

    purpose = Code(PURPOSES, f"Choose one of: {', '.join(PURPOSES)}.", required=True)
    lawful_basis = Code(LAWFUL_BASES, f"Choose one of: {', '.join(LAWFUL_BASES)}.", required=True)
    agreed_on = Day()
    agreed_by = Text(NAME_CHARACTERS_MAX)
    limits = Text(NOTE_CHARACTERS_MAX, lines=True)
