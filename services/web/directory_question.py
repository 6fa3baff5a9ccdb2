"""What somebody asks who looks for a scheme or an activity, read strictly."""

from collections.abc import Mapping
from typing import Any

from flask import request
from marshmallow import ValidationError

from services.web.questions import FromText, PageQuestion, decimal, readable_postcode, whole
from shared.config.limits import AGE_YEARS_MAX, SEARCH_CHARACTERS_MAX
from shared.config.search_limits import DIRECTORY_PAGE_ENTRIES, SEARCH_KILOMETRES_MAX
from shared.contracts.vocabulary import COHORTS, NEEDS
from shared.doors.door import Broken, let_in
from shared.doors.fields import Code, Guarded
from shared.doors.foreign.moments import time_of
from shared.doors.foreign.weekdays import weekday_of
from shared.doors.words import Text

ENTRY_KINDS = {"scheme": "A scheme that receives referrals", "activity": "An activity people can be connected to"}


class AnyOf(Guarded):
    """Codes of one list of the vocabulary, each said once or repeated as often as there are codes."""

    def __init__(self, codes: Mapping[str, str]) -> None:
        super().__init__(f"Choose one of these, or repeat it for several: {', '.join(codes)}.")
        self.codes = codes

    def read(self, value: Any) -> tuple[str, ...]:
        """Return the codes in their order, each once."""
        if not all(one in self.codes for one in value):
            raise ValidationError(self.ask)
        return tuple(dict.fromkeys(value))


class DirectoryQuestion(PageQuestion):
    """What somebody who looks for a scheme or an activity may say. Units: kilometres; a person's age in whole years."""

    q = Text(SEARCH_CHARACTERS_MAX)
    need = AnyOf(NEEDS)
    cohort = AnyOf(COHORTS)
    kind = Code(ENTRY_KINDS, f"Choose one of: {', '.join(ENTRY_KINDS)}.")
    postcode = FromText(readable_postcode, "Give a full postcode such as BS1 4ND.")
    within_km = decimal(SEARCH_KILOMETRES_MAX)
    day = FromText(weekday_of, "Give a weekday, such as MO or Monday.")
    at = FromText(time_of, "Give a time of day such as 09:30.")
    age = whole(0, AGE_YEARS_MAX)


def directory_question() -> dict[str, Any]:
    """Return what the present request looks for. Why every name is judged: a misspelt one would find too much.

    Raises: Malformed.
    """
    sent: dict[str, Any] = {name: value for name, value in request.args.items() if value.strip()}
    for name in ("need", "cohort"):
        if codes := [code for code in request.args.getlist(name) if code.strip()]:
            sent[name] = codes
    return {"page": 1, "per_page": DIRECTORY_PAGE_ENTRIES, **let_in(_DIRECTORY, sent, _looking_rules)}


def _looking_rules(sent: Mapping[str, Any], told: dict[str, Any]) -> Broken:
    if "within_km" in sent and "postcode" not in sent:
        yield "within_km", "Give a postcode as well: this is how far around it."
    if "q" in told and not any(map(str.isalnum, told["q"])):
        yield "q", "Write at least one word, or a part of one."


_DIRECTORY = DirectoryQuestion()
