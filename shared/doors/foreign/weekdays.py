"""Names of weekdays as directories write them."""

from shared.contracts.directory_codes import WEEKDAYS

CODES = tuple(WEEKDAYS)
"""The seven codes, from Monday."""


def weekday_of(text: str) -> str | None:
    """Return the code of a weekday, from `Monday`, `mon`, `MO`, `Tues.`, or schema.org's address of it."""
    name = text.strip().rpartition("/")[2].rstrip(".s").lower()
    if len(name) < 2:
        return None
    matches = [code for code, full in WEEKDAYS.items() if f"{full.lower()}".startswith(name) or code.lower() == name]
    return matches[0] if len(matches) == 1 else None


def days_between(first: str, last: str) -> tuple[str, ...]:
    """Return the weekdays from one to another, going round the end of the week where need be."""
    start, end = CODES.index(first), CODES.index(last)
    return tuple(CODES[place % 7] for place in range(start, (end if end >= start else end + 7) + 1))
