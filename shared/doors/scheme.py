"""The door of the directory: `load_scheme` turns one entry of `onward schemes import` into a `Scheme`."""

from collections.abc import Mapping
from typing import Any

import msgspec

from shared.config.limits import (
    AGE_YEARS_MAX,
    MEASURES_MAX,
    PLACES_MAX,
    TIME_LIMIT_WEEKS_MAX,
    WAIT_DAYS_MAX,
)
from shared.contracts.scheme import Scheme
from shared.contracts.scheme_codes import AIMS, FUNDING_KINDS, SHARING_ARRANGEMENTS
from shared.contracts.vocabulary import (
    CHANNELS,
    COHORTS,
    COMPLEXITIES,
    NEEDS,
    SCHEME_KINDS,
    SEXES,
    SUPPORT_KINDS,
)
from shared.doors import identifiers
from shared.doors.door import Broken, Door, let_in
from shared.doors.fields import Code, Day, Flag, WholeNumber
from shared.doors.groups import Part, Parts
from shared.doors.scheme_parts import (
    AREAS,
    LANGUAGES,
    REFERRERS,
    CatchmentSchema,
    MeasureSchema,
    RemitSchema,
    codes_of,
)
from shared.doors.words import Name, Written


class SchemeSchema(Door):
    """The fields of a scheme, DESIGN section 6; only `id` and `name` must be there."""

    id = Written(identifiers.scheme_id, 80, "Give the scheme an id such as riverside-new-parents.", required=True)
    name = Name("Enter the scheme's name.", required=True)
    provider = Name()
    kind = Code(SCHEME_KINDS, f"Choose one of: {', '.join(SCHEME_KINDS)}.")
    remit = Part(RemitSchema)
    cohorts = codes_of(COHORTS, "cohorts")
    needs = codes_of(NEEDS, "needs")
    age_min = WholeNumber(0, AGE_YEARS_MAX)
    age_max = WholeNumber(0, AGE_YEARS_MAX)
    sexes = codes_of(SEXES, "sexes")
    complexity_max = Code(COMPLEXITIES, f"Choose one of: {', '.join(COMPLEXITIES)}.")
    catchment = Part(CatchmentSchema)
    channels = codes_of(CHANNELS, "channels")
    languages = LANGUAGES
    support = codes_of(SUPPORT_KINDS, "support kinds")
    places = WholeNumber(0, PLACES_MAX)
    usual_wait_days = WholeNumber(0, WAIT_DAYS_MAX)
    time_limit_weeks = WholeNumber(1, TIME_LIMIT_WEEKS_MAX)
    measures = Parts(MeasureSchema, MEASURES_MAX)
    funder = Name()
    funding_ends_on = Day()
    assured_until = Day()
    approved = Flag()
    takes_referrals = Flag()
    accepts_from = REFERRERS
    priority_areas = AREAS
    return_whenever = Flag()
    sharing_arrangement = Code(SHARING_ARRANGEMENTS, f"Choose one of: {', '.join(SHARING_ARRANGEMENTS)}.")
    funding = Code(FUNDING_KINDS, f"Choose one of: {', '.join(FUNDING_KINDS)}.")
    aims = codes_of(AIMS, "aims")
    grants = Flag()


_scheme = SchemeSchema()


def load_scheme(data: object) -> Scheme:
    """Return the scheme `data` tells. What is missing has the plain default: no limit, everyone, everywhere.

    Approval is the exception: a scheme is hidden until somebody says it is approved.
    Raises: Malformed, and nothing else, whatever JSON value came in.
    """
    return scheme_of(let_in(_scheme, data, scheme_rules))


def scheme_of(told: dict[str, Any]) -> Scheme:
    """Return the scheme of fields that are right, as `SchemeSchema` reads them."""
    catchment = told.get("catchment")
    if catchment is not None and not _named(catchment):
        catchment["everywhere"] = True
    return msgspec.convert(told, Scheme)


def scheme_rules(sent: Mapping[str, Any], told: dict[str, Any]) -> Broken:
    """Yield what is wrong between fields: ages the wrong way round, a specialist for everybody, a scheme nowhere."""
    if told.get("age_min") is not None and told.get("age_max", AGE_YEARS_MAX) < told["age_min"]:
        yield "age_max", "Give an oldest age that is not below the youngest."
    if told.get("kind") == "specialist" and not (sent.get("cohorts") or sent.get("needs")):
        yield "cohorts", "Say whom or what a specialist scheme is for: give its cohorts, or its needs."
    catchment = sent.get("catchment")
    if isinstance(catchment, Mapping) and catchment.get("everywhere") is False and not _named(catchment):
        yield "catchment", "Name areas or practices, or say that the scheme works everywhere."
    yield from _population_rules(told.get("catchment") or {})


def _population_rules(catchment: Mapping[str, Any]) -> Broken:
    """Yield a catchment with more people than the scheme's way of working allows, or with nobody having counted."""
    most, people = catchment.get("population_max"), catchment.get("population")
    if most is not None and people is None:
        yield "catchment.population", f"Say how many people live there: at most {most:,} may."
    elif most is not None and people is not None and people > most:
        yield "catchment.population", f"Choose a smaller area: {people:,} people live there, and at most {most:,} may."


def _named(catchment: Mapping[str, Any]) -> bool:
    return bool(catchment.get("areas") or catchment.get("practices"))
