"""Values that no field of a referral may have, by field: each with the kind of wrong it is."""

from typing import Any

from shared.config.limits import (
    CODES_MAX,
    EMAIL_CHARACTERS_MAX,
    LINE_CHARACTERS_MAX,
    NAME_CHARACTERS_MAX,
    NOTE_CHARACTERS_MAX,
    SHARING_ENTRIES_MAX,
    TEXTS_MAX,
)

Kinds = dict[str, Any]

NOT_TEXT: Kinds = {"a number": 4711, "a list": ["Wilhelmina"], "an object": {"text": "Wilhelmina"}, "true": True}
NOT_PRINTABLE: Kinds = {
    "with a NUL": "Wilhel\x00mina",
    "with a bell": "Wilhel\x07mina",
    "with a C1 control": "Wilhel\x9fmina",
    "with half a surrogate pair": "Wilhel\ud83dmina",
}
BLANK: Kinds = {"empty": "", "only spaces": "   "}
BROKEN_LINE: Kinds = {"with a line break": "Wilhel\nmina", "with a tab": "Wilhel\tmina"}
NOT_LIST: Kinds = {"a number": 4711, "an object": {"0": "debt"}, "false": False}
NOT_OBJECT: Kinds = {"a text": "Wilhelmina", "a number": 4711, "a list": ["Wilhelmina"], "true": True}
NOT_CODE: Kinds = {**NOT_TEXT, **BLANK, "an unknown code": "wilhelmina", "in capitals": "FEMALE", "with a space": "gp "}
NOT_FLAG: Kinds = {"a word": "yes", "one": 1, "zero": 0, "a list": [True], "empty": ""}
NOT_DAY: Kinds = {
    **NOT_TEXT,
    **BLANK,
    "a day that never was": "2023-02-29",
    "the British way round": "28/03/1951",
    "without hyphens": "19510328",
    "a week": "2020-W01-1",
    "with a time": "1951-03-28T00:00:00Z",
    "in the future": "2999-01-01",
    "month thirteen": "1951-13-01",
    "in other digits": "١٩٥١-٠٣-٢٨",
}


def text(longest: int) -> Kinds:
    """Return what is no free text of at most `longest` characters."""
    return {**NOT_TEXT, **NOT_PRINTABLE, **BLANK, "too long": "W" * (longest + 1)}


def name() -> Kinds:
    """Return what is no name on one line."""
    return {**text(NAME_CHARACTERS_MAX), **BROKEN_LINE, "no letter in it": "4711-!"}


def written(**wrong: str) -> Kinds:
    """Return what no text of a set form can be, and the forms given."""
    return {**NOT_TEXT, **NOT_PRINTABLE, **BLANK, **BROKEN_LINE, "endless": "9" * 10_000, **wrong}


EMAIL = written(
    no_at="wilhelmina.example.org", no_domain="wilhelmina@", spaces="wil helmina@example.org", two="w@i@example.org",
    too_long=f"{'w' * EMAIL_CHARACTERS_MAX}@example.org", angled="Wilhelmina <w@example.org>",
)  # fmt: skip
PHONE = written(
    too_short="0161 715", too_long="07700 900123 456789", letters="ring Wilhelmina", two="07700 900123 / 07700 900124",
    no_such_range="00000 000000", words="07700 900123 after six", emergency="999",
)  # fmt: skip
ORGANISATION = written(short="R1", long="RX1ABCDEFGHIJ", words="Wilhelmina Surgery", hyphen="RX-1")

WRONG: dict[str, Kinds] = {
    "person": NOT_OBJECT,
    "person.given_name": name(),
    "person.family_name": name(),
    "person.born_on": {**NOT_DAY, "131 years ago": "1894-01-01", "in the year 1": "0001-01-01"},
    "person.nhs_number": written(
        nine_digits="999000001", eleven_digits="99900000180", letters="999000001X", wrong_check_digit="9990000019",
        swapped_digits="9900900018", never_issued="9876543210", first_digit_five="5990128088", ten_zeros="0000000000",
    ),
    "person.address": text(LINE_CHARACTERS_MAX),
    "person.postcode": written(
        half="BS1", words="Wilhelmina Street", wrong_order="4ND BS1", five_letters="ABCDE", zip_code="90210",
        no_such_letters="QQ1 1QQQ", too_long="BS11 44ND",
    ),
    "person.phone": PHONE,
    "person.email": EMAIL,
    "person.gp_practice": written(short="L810", long="L810877", name="Wilhelmina Surgery", digits_first="81087L"),
    "person.gender": NOT_CODE,
    "person.ethnicity": text(NAME_CHARACTERS_MAX),
    "person.preferred_language": written(name="Wilhelminian", one_letter="e", underscore="en_GB"),
    "person.interpreter_needed": NOT_FLAG,
    "person.reasonable_adjustments": {**NOT_LIST, "too many": ["Large print"] * (TEXTS_MAX + 1)},
    "person.reasonable_adjustments.1": text(LINE_CHARACTERS_MAX),
    "person.carer": text(LINE_CHARACTERS_MAX),
    "safe_contact": NOT_OBJECT,
    **{f"safe_contact.{way}": NOT_FLAG for way in ("call", "text", "write", "leave_message", "contacting_prohibited")},
    "safe_contact.notes": text(NOTE_CHARACTERS_MAX),
    "referrer": NOT_OBJECT,
    "referrer.channel": NOT_CODE,
    "referrer.name": name(),
    "referrer.organisation": name(),
    "referrer.ods_code": ORGANISATION,
    "referrer.role": name(),
    "referrer.email": EMAIL,
    "referrer.phone": PHONE,
    "referrer.source": name(),
    "needs": {**NOT_LIST, "one bare code": "debt", "too many": ["debt"] * (CODES_MAX + 1)},
    "needs.0": {**NOT_CODE, "null": None},
    "cohorts": {**NOT_LIST, "one bare code": "carer", "too many": ["carer"] * (CODES_MAX + 1)},
    "cohorts.1": {**NOT_CODE, "null": None},
    "what_matters": text(NOTE_CHARACTERS_MAX),
    "risks": text(NOTE_CHARACTERS_MAX),
    "no_known_risks": NOT_FLAG,
    "safeguarding_concern": NOT_FLAG,
    "urgency": NOT_CODE,
    "urgency_reason": text(NOTE_CHARACTERS_MAX),
    "sharing": {**NOT_LIST, "empty": [], "too many": [{}] * (SHARING_ENTRIES_MAX + 1), "a text": "yes"},
    "sharing.1": {**NOT_OBJECT, "null": None},
    "sharing.0.purpose": NOT_CODE,
    "sharing.0.lawful_basis": NOT_CODE,
    "sharing.0.agreed_on": NOT_DAY,
    "sharing.0.agreed_by": text(NAME_CHARACTERS_MAX),
    "sharing.1.limits": text(NOTE_CHARACTERS_MAX),
    "requested_scheme": written(capitals="Riverside", underscore="river_side", words="the river one", long="r" * 81),
    "other_services": {**NOT_LIST, "too many": ["Lunch club"] * (TEXTS_MAX + 1)},
    "other_services.0": text(LINE_CHARACTERS_MAX),
}  # fmt: skip
"""Each set on a referral that is otherwise whole and valid; the field's own name is then the only one in the answer."""
