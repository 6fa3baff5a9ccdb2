"""What may be asked of a report: which areas, months, needs and cohorts."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from marshmallow import ValidationError

from services.web.questions import FromText, question, whole
from shared.config.limits import OPEN_PAGES_MAX
from shared.config.report_limits import REPORT_AREAS, REPORT_AREAS_MAX, REPORT_MONTHS_MAX
from shared.contracts.vocabulary import COHORTS, NEEDS
from shared.doors import identifiers
from shared.doors.door import Door
from shared.doors.fields import Code
from shared.doors.malformed import Malformed

_LEVELS = {"ward": "Wards", "local_authority": "Local authorities"}
_ONLY = {"gaps": "What no scheme could take"}
_MONTH = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])")
_WHOLE_MONTH = "Give a whole month such as 2026-04."


def _month(text: str) -> str | None:
    return text if _MONTH.fullmatch(text) else None


def _area(text: str) -> str | None:
    try:
        return identifiers.area(text)
    except ValidationError:
        return None


ProvisionQuestion = Door.from_dict(
    {
        "level": Code(_LEVELS, f"Choose one of: {', '.join(_LEVELS)}."),
        "from": FromText(_month, _WHOLE_MONTH),
        "to": FromText(_month, _WHOLE_MONTH),
        "need": Code(NEEDS, f"Choose one of: {', '.join(NEEDS)}."),
        "cohort": Code(COHORTS, f"Choose one of: {', '.join(COHORTS)}."),
        "area": FromText(_area, "Give a GSS code such as E06000023."),
        "only": Code(_ONLY, f"Choose one of: {', '.join(_ONLY)}."),
        "page": whole(1, OPEN_PAGES_MAX),
        "per_page": whole(1, REPORT_AREAS_MAX),
    },
    name="ProvisionQuestion",
)
"""Which areas, months, needs and cohorts. Made from a dict because `from` is a word of Python's own."""

_QUESTION = cast(Door, ProvisionQuestion())
PARAMETERS = [
    {"name": name, "in": "query", "schema": {"type": "string"}, "description": says}
    for name, says in {
        "level": "ward or local_authority, which it is when left out.",
        "from": "The first month, as YYYY-MM.",
        "to": "The last month. Months are whole, so that no two reports tell of a single day.",
        "need": "Only this need, as a code.",
        "cohort": "Only this cohort, as a code.",
        "area": "Only this area, or those in it.",
        "only": "gaps: only what no scheme could take.",
        "page": "Which page of areas, from 1.",
        "per_page": f"How many areas on a page: {REPORT_AREAS} when left out, at most {REPORT_AREAS_MAX}.",
    }.items()
]
"""The same for the API's document."""


def provision_question() -> dict[str, Any]:
    """Return what the present request asks of the report of provision. Raises: Malformed."""
    told = {"level": "local_authority", **question(_QUESTION, REPORT_AREAS)}
    _check_months(told)
    return told


def _check_months(told: Mapping[str, Any]) -> None:
    """Raises: Malformed."""
    if "from" in told and "to" in told:
        first, last = (date.fromisoformat(f"{told[name]}-01") for name in ("from", "to"))
        if not 0 <= (last.year - first.year) * 12 + last.month - first.month < REPORT_MONTHS_MAX:
            raise Malformed({"to": [f"Give a month from the first on, at most {REPORT_MONTHS_MAX} months in all."]})
