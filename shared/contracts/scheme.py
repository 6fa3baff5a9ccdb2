"""A connector scheme as its specification describes it: for whom, where, how and for how long."""

from datetime import date

import msgspec


class Remit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a scheme is for, in plain words that a referrer reads before sending anybody."""

    for_whom: str | None = msgspec.field(name="for", default=None)
    not_for_whom: str | None = msgspec.field(name="not_for", default=None)
    how_long: str | None = None


class Catchment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whom a scheme reaches: who lives in one of `areas`, is a patient of one of `practices`, or is anywhere at all.

    Shape: `areas` are GSS codes of local authorities, wards, LSOAs or data zones; `practices` are ODS codes.
    `population`: how many people live there; `population_max`: the most there may be by how the scheme works.
    """

    areas: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()
    everywhere: bool = False
    population: int | None = None
    population_max: int | None = None


class PlannedMeasure(msgspec.Struct, frozen=True, kw_only=True):
    """One questionnaire and the months after the start at which it is due, some of them after closure."""

    instrument: str
    at_months: tuple[int, ...]


class Scheme(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One scheme's specification. An empty list is no limit, and so is None.

    Units: ages in whole years; `usual_wait_days`, `time_limit_weeks` as named; `places` people held at once, None for
    as many as come.

    `takes_referrals`: no for one that people are only told of, such as community signposters or a directory.
    `accepts_from`: ODS codes of the organisations whose referrals it takes. `priority_areas`: GSS codes of where people
    come first, such as deprived neighbourhoods. `return_whenever`: whether people may come back when they like.
    `grants`: whether it can pay for something that is missing nearby.
    """

    id: str
    name: str
    provider: str | None = None
    kind: str = "generalist"
    remit: Remit = Remit()
    cohorts: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    age_min: int | None = None
    age_max: int | None = None
    sexes: tuple[str, ...] = ()
    complexity_max: str = "high"
    catchment: Catchment = Catchment(everywhere=True)
    channels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    support: tuple[str, ...] = ()
    places: int | None = None
    usual_wait_days: int | None = None
    time_limit_weeks: int | None = None
    measures: tuple[PlannedMeasure, ...] = ()
    funder: str | None = None
    funding_ends_on: date | None = None
    assured_until: date | None = None
    approved: bool = False
    takes_referrals: bool = True
    accepts_from: tuple[str, ...] = ()
    priority_areas: tuple[str, ...] = ()
    return_whenever: bool = False
    sharing_arrangement: str | None = None
    funding: str | None = None
    aims: tuple[str, ...] = ()
    grants: bool = False
