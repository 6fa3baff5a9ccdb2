"""The objects and lists inside a scheme's specification."""

from collections.abc import Mapping

from shared.config.limits import (
    CATCHMENT_CODES_MAX,
    CODES_MAX,
    MEASURE_MONTHS_MAX,
    NOTE_CHARACTERS_MAX,
    POPULATION_MAX,
)
from shared.contracts.vocabulary import INSTRUMENTS
from shared.doors import identifiers
from shared.doors.door import Door
from shared.doors.fields import Code, Flag, WholeNumber
from shared.doors.groups import ListOf
from shared.doors.words import Text, Written

_CODE_CHARACTERS_MAX = 40
_AREA = Written(identifiers.area, _CODE_CHARACTERS_MAX, "Write a GSS code such as E06000023.", required=True)
_PRACTICE = Written(identifiers.practice, _CODE_CHARACTERS_MAX, "Write an ODS code such as L81087.", required=True)
_ORGANISATION = Written(identifiers.organisation, _CODE_CHARACTERS_MAX, "Write an ODS code such as RX1.", required=True)
_LANGUAGE = Written(identifiers.language, _CODE_CHARACTERS_MAX, "Write a short code such as en or cy.", required=True)

LANGUAGES = ListOf(_LANGUAGE, CODES_MAX)
"""The languages a scheme can speak."""

AREAS = ListOf(_AREA, CATCHMENT_CODES_MAX)
"""Areas by their GSS codes."""

REFERRERS = ListOf(_ORGANISATION, CATCHMENT_CODES_MAX)
"""Organisations by their ODS codes."""


def codes_of(codes: Mapping[str, str], called: str) -> ListOf:
    """Return the field for a list of codes; `called` is what the list is called in the documentation."""
    return ListOf(
        Code(codes, f"Use a code of the list of {called}, such as {next(iter(codes))}.", required=True), CODES_MAX
    )


RemitSchema = Door.from_dict(
    {
        "for": Text(NOTE_CHARACTERS_MAX, lines=True),
        "not_for": Text(NOTE_CHARACTERS_MAX, lines=True),
        "how_long": Text(NOTE_CHARACTERS_MAX, lines=True),
    },
    name="RemitSchema",
)
"""For whom a scheme is, for whom not, and for how long. Made from a dict because `for` is a word of Python's own."""


class CatchmentSchema(Door):
    """Where a scheme works. `everywhere` need not be said where no area and no practice is named."""

    areas = AREAS
    practices = ListOf(_PRACTICE, CATCHMENT_CODES_MAX)
    everywhere = Flag()
    population = WholeNumber(0, POPULATION_MAX)
    population_max = WholeNumber(1, POPULATION_MAX)


class MeasureSchema(Door):
    """One questionnaire, and the months after the start at which it is due."""

    instrument = Code(INSTRUMENTS, f"Choose one of: {', '.join(INSTRUMENTS)}.", required=True)
    at_months = ListOf(
        WholeNumber(0, MEASURE_MONTHS_MAX, required=True),
        CODES_MAX,
        "List the months it is due, such as 0.",
        required=True,
    )
