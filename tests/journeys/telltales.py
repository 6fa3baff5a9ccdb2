"""Values that stand nowhere else in the world, and the search for them in whatever a hub leaves behind."""

import base64
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import quote

from tests.unit.doors.referrals import Referral, fullest_referral

FAULTY_NHS_NUMBER = "9990041732"  # of the range never issued, and its check digit is wrong
FAULTY_POSTCODE = "QX9 9ZZ"
FAULTY_PHONE = "07700 90Q173"

PERSON: dict[str, Any] = {
    "given_name": "Zephyrantha",
    "family_name": "Quillfeather-Żółkiewska",
    "born_on": "1937-09-23",
    "nhs_number": "9990041733",
    "address": "173 Quagmire Ginnel\nUpper Thrumpton",
    "phone": "07700 900173",
    "email": "zephyrantha.q@xylo-marimba.example.org",
    "ethnicity": "Zemblan-Caspian",
    "carer": "Her brother Ixion Quillfeather",
    "reasonable_adjustments": ["Lavender paper", "No ticking clocks"],
}
REFERRAL: dict[str, Any] = {
    "what_matters": "To hear the curlews of Thrumpton marsh once more.",
    "risks": "Keeps a crossbow by the pantry.",
    "urgency_reason": "Talks only to the grandfather clock.",
    "other_services": ["The Wednesday marimba circle"],
}
REFERRER = {
    "name": "Dr Ottoline Vavasour",
    "organisation": "Thrumpton Marsh Surgery",
    "role": "Locum phrenologist",
    "email": "ottoline@vavasour.example.org",
    "phone": "0113 496 0173",
    "source": "Curlew fair stall",
}
NOTES = {
    "contact": "Knock seven times at the scullery.",
    "agreed_by": "Ixion at the Thrumpton ford",
    "limits": "Not the verger.",
    "door": "A stuffed heron guards the porch.",
}
KEY = "zephyrantha-1937-09-23-key"
"""A sender's own key may well be made of personal details."""


class Telltale(NamedTuple):
    """One form of one value, as bytes to look for. `exact`: whether capitals count, as in base64."""

    value: str
    form: bytes
    exact: bool


def telling_referral(postcode: str) -> Referral:
    """Return a referral with every field filled with values that stand nowhere else."""
    referral = fullest_referral()
    referral.update(REFERRAL)
    referral["person"] = {**referral["person"], **PERSON, "postcode": postcode}
    referral["referrer"] = {**referral["referrer"], **REFERRER}
    referral["safe_contact"]["notes"] = NOTES["contact"]
    referral["sharing"][0].update(agreed_by=NOTES["agreed_by"], limits=NOTES["limits"])
    return referral


def telling_contact(postcode: str) -> dict[str, Any]:
    """Return an entry of a list with every field filled with such values."""
    person = {name: PERSON[name] for name in ("given_name", "family_name", "address", "phone")}
    basis = {"source": "marsh-doors-1", "lawful_basis": "public_task", "held_since": "2025-06-01"}
    safe_contact = {"call": True, "leave_message": False, "notes": NOTES["contact"]}
    return {**basis, **person, "postcode": postcode, "limits": NOTES["limits"], "safe_contact": safe_contact}


def values() -> list[str]:
    """Return every value that must be found nowhere."""
    told: list[Any] = [*PERSON.values(), *REFERRAL.values(), *REFERRER.values(), *NOTES.values()]
    lines = [line for value in told for line in _lines(value)]
    return [*lines, KEY, FAULTY_NHS_NUMBER, FAULTY_PHONE]


def _lines(value: Any) -> Iterable[str]:
    for text in value if isinstance(value, list) else [value]:
        yield text
        yield from text.split("\n")


def telltales(wanted: Sequence[str]) -> list[Telltale]:
    """Return every form in which these values might be written."""
    forms = {(value, written) for value in wanted for written in {*_written(value)}}
    plain = {Telltale(value, written.encode().lower(), exact=False) for value, written in forms}
    coded = [
        Telltale(value, code, exact=True) for value, written in forms for code in _coded(written) if len(code) >= 8
    ]
    return [*plain, *coded]


def _written(value: str) -> Iterable[str]:
    yield value
    yield value.replace("\n", "\\n")
    yield value.encode("unicode_escape").decode()
    yield quote(value)
    yield value.replace(" ", "+")
    yield value.replace(" ", "")
    if value.isdigit():
        yield f"{value[:3]} {value[3:6]} {value[6:]}"
        yield f"{value[:3]}-{value[3:6]}-{value[6:]}"
    if value.startswith("0"):
        yield f"+44{value[1:].replace(' ', '')}"
        yield f"44{value[1:].replace(' ', '')}"
    if value == PERSON["born_on"]:
        yield from _dates(date.fromisoformat(value))


def _dates(day: date) -> Iterable[str]:
    for form in ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y%m%d", "%d%m%Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d"):
        yield day.strftime(form)
    yield f"datetime.date({day.year}, {day.month}, {day.day})"


def _coded(written: str) -> Iterable[bytes]:
    """Give the base64 of the text wherever in a longer one it stands, and its hexadecimal digits."""
    raw = written.encode()
    for shift in range(3):
        whole = base64.b64encode(b"\0" * shift + raw)
        inner = whole[4 * (shift > 0) :]
        yield inner[: len(inner) // 4 * 4 - 4]
    yield raw.hex().encode()


def found(where: str, haystack: bytes, wanted: Sequence[Telltale]) -> list[str]:
    """Return which values stand in it, in which form."""
    lowered = haystack.lower()
    return [
        f"{where}: {one.value!r} as {one.form!r}" for one in wanted if one.form in (haystack if one.exact else lowered)
    ]
