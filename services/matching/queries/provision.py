"""What was asked for, counted by area, need and cohort. Exact: whoever tells of it sees to small numbers first."""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, text

from services.matching.tables.requests import NONE_TOLD

AreaLevel = Literal["ward", "local_authority"]


class AreaAsked(msgspec.Struct, frozen=True, kw_only=True):
    """An area to be reported on: with the codes that hold it and those it holds, of whatever level."""

    code: str
    within: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()


class ProvisionAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be reported. `unknown_area`: also people whose area nobody knows. Units: months as YYYY-MM."""

    level: AreaLevel
    areas: tuple[AreaAsked, ...]
    unknown_area: bool = False
    from_month: str = "0000-00"
    to_month: str = "9999-99"
    need: str | None = None
    cohort: str | None = None
    only_gaps: bool = False


class AreaCounts(NamedTuple):
    """Exact counts of one area, or of one need and cohort in it. Units: referrals; `people` are counted once each."""

    area: str | None
    need: str | None
    cohort: str | None
    referrals: int
    people: int
    offered: int
    placed: int
    not_placed: int


class Reasons(NamedTuple):
    """How many referrals of one need and cohort in an area could not be placed for one leading reason."""

    area: str | None
    need: str
    cohort: str
    reason: str
    referrals: int


_PLACED = "r.offers > r.freed and not r.withdrawn"
_NOT_PLACED = "r.reason is not null and not r.withdrawn"
"""Source: `Placing`, in SQL."""

_COUNTS = f"""count(*), count(distinct r.person_id), sum(case when r.offers > 0 then 1 else 0 end),
    sum(case when {_PLACED} then 1 else 0 end), sum(case when {_NOT_PLACED} then 1 else 0 end)"""
_WANTED = """(r.{level} in :areas or (r.{level} is null and :unknown_area))
    and r.month between :from_month and :to_month
    and (:need is null or ' ' || r.needs || ' ' like :need_within escape '!')
    and (:cohort is null or ' ' || r.cohorts || ' ' like :cohort_within escape '!')"""
_CELLS = "(:need is null or n.value = :need) and (:cohort is null or c.value = :cohort)"
_EACH = {
    "sqlite": """json_each('["' || replace(r.{column}, ' ', '","') || '"]') as {name}""",
    "postgresql": "unnest(string_to_array(r.{column}, ' ')) as {name}(value)",
}
"""One row for each code of a list, in the words of either database."""


def of_areas(connection: Connection, asked: ProvisionAsked) -> list[AreaCounts]:
    """Return the counts of each area as a whole; of those where nothing was asked for, none."""
    statement = f"select r.{{level}}, null, null, {_COUNTS} from requests r where {_WANTED} group by r.{{level}}"
    return [AreaCounts(*row) for row in _rows(connection, statement, asked)]


def of_needs_and_cohorts(connection: Connection, asked: ProvisionAsked) -> list[AreaCounts]:
    """Return the counts of each need and cohort that was asked for, by area, need and cohort.

    A referral counts under each pair of its needs and cohorts, so no sum of these is a count of referrals.
    """
    statement = f"""select r.{{level}}, n.value, c.value, {_COUNTS} from requests r
        cross join {{needs}} cross join {{cohorts}} where {_WANTED} and {_CELLS}
        group by r.{{level}}, n.value, c.value order by 1, 2, 3"""
    return [AreaCounts(*row) for row in _rows(connection, statement, asked)]


def of_reasons(connection: Connection, asked: ProvisionAsked) -> list[Reasons]:
    """Return why referrals of each need and cohort could not be placed."""
    statement = f"""select r.{{level}}, n.value, c.value, r.reason, count(*) from requests r
        cross join {{needs}} cross join {{cohorts}} where {_WANTED} and {_CELLS} and {_NOT_PLACED}
        group by r.{{level}}, n.value, c.value, r.reason order by 1, 2, 3, 4"""
    return [Reasons(*row) for row in _rows(connection, statement, asked)]


def told_code(code: str | None) -> str | None:
    """Return a need or cohort, None where nobody named one."""
    return None if code == NONE_TOLD else code


def _rows(connection: Connection, statement: str, asked: ProvisionAsked) -> Sequence[Any]:
    each = _EACH[connection.dialect.name]
    filled = statement.format(
        level=asked.level, needs=each.format(column="needs", name="n"), cohorts=each.format(column="cohorts", name="c")
    )
    question = text(filled).bindparams(bindparam("areas", expanding=True))
    return connection.execute(
        question,
        {
            "areas": [one.code for one in asked.areas],
            "unknown_area": asked.unknown_area,
            "from_month": asked.from_month,
            "to_month": asked.to_month,
            "need": asked.need,
            "cohort": asked.cohort,
            "need_within": _within(asked.need),
            "cohort_within": _within(asked.cohort),
        },
    ).fetchall()


def _within(code: str | None) -> str:
    """Return the pattern of a list that has a code. Why the mark: an underscore would stand for any letter."""
    return f"% {(code or '').replace('_', '!_')} %"
