"""Whom a scheme would serve that others serve already: the overlap, as far as it is about people."""

from collections.abc import Iterable
from typing import NamedTuple

from shared.config.report_limits import OLDEST_AGE_COUNTED_YEARS
from shared.contracts.needs_and_cohorts import AGE_COHORTS
from shared.contracts.scheme import Scheme
from shared.contracts.vocabulary import COHORTS, NEEDS, SEXES

UNNAMED = "no_cohort"
SITUATIONS = frozenset(COHORTS) - frozenset(AGE_COHORTS) | {UNNAMED}
"""Every cohort that is no age, and one more for people of whom none is known."""


class SharedPeople(NamedTuple):
    """Whom two schemes both serve; an empty list stands for everybody, or for any need, and so does None.

    `cohorts`: those both name; where they name none in common, those of either, whose people may belong to both.
    `share`: the part of one's own remit that is the other's as well. A remit is every combination of its cohorts,
    needs, years of age and sexes, where what is left open stands for all there are; each combination counts alike.
    A cohort of an age, such as over_50, stands for everybody of that age. It is a share of what a scheme is for, not
    of people: nobody knows how many people there are of each kind.
    """

    cohorts: tuple[str, ...]
    needs: tuple[str, ...]
    age_min: int | None
    age_max: int | None
    sexes: tuple[str, ...]
    share: float


def shared_people(own: Scheme, other: Scheme) -> SharedPeople | None:
    """Return whom both schemes serve, or None when there is nobody."""
    share = _share_of_kinds(own, other)
    for mine, theirs in (
        (_all_of(own.needs, NEEDS), _all_of(other.needs, NEEDS)),
        (_all_of(own.sexes, SEXES), _all_of(other.sexes, SEXES)),
    ):
        share *= len(mine & theirs) / len(mine)
    if not share:
        return None
    return SharedPeople(
        cohorts=_in_both(own.cohorts, other.cohorts) or tuple(sorted({*own.cohorts, *other.cohorts})),
        needs=_in_both(own.needs, other.needs),
        age_min=max((age for age in (own.age_min, other.age_min) if age is not None), default=None),
        age_max=min((age for age in (own.age_max, other.age_max) if age is not None), default=None),
        sexes=_in_both(own.sexes, other.sexes),
        share=share,
    )


def shared_practices(own: Scheme, other: Scheme) -> tuple[str, ...]:
    """Return the practices whose patients both schemes reach."""
    return tuple(sorted(set(own.catchment.practices).intersection(other.catchment.practices)))


def can_be_compared(own: Scheme, other: Scheme) -> bool:
    """Whether it can be said at all where both schemes reach people.

    Why not always: one of them may go by home and the other by practice, and where the patients of a practice live,
    nobody here knows.
    """
    mine, theirs = own.catchment, other.catchment
    if mine.everywhere or theirs.everywhere:
        return True
    return bool((mine.areas and theirs.areas) or (mine.practices and theirs.practices))


def _share_of_kinds(own: Scheme, other: Scheme) -> float:
    """Return the share of one's own kinds of people, by year of age and situation, that the other serves as well."""
    mine, theirs = _situations_by_age(own), _situations_by_age(other)
    both = sum(len(served & theirs[age]) for age, served in mine.items() if age in theirs)
    return both / max(sum(map(len, mine.values())), 1)


def _situations_by_age(scheme: Scheme) -> dict[int, frozenset[str]]:
    """Return for each year of age whom a scheme is for."""
    named = SITUATIONS.intersection(scheme.cohorts)
    limits = [AGE_COHORTS[cohort] for cohort in scheme.cohorts if cohort in AGE_COHORTS]
    open_to_all = limits if scheme.cohorts else [(0, None)]
    return {
        age: SITUATIONS if any(least <= age <= (most or age) for least, most in open_to_all) else named
        for age in _ages(scheme)
    }


def _all_of(named: tuple[str, ...], there_are: Iterable[str]) -> frozenset[str]:
    return frozenset(named or there_are)


def _ages(scheme: Scheme) -> frozenset[int]:
    """Return the years of age served; beyond the oldest that is counted, those of a limit are."""
    lowest = scheme.age_min or 0
    highest = max(OLDEST_AGE_COUNTED_YEARS, lowest) if scheme.age_max is None else scheme.age_max
    return frozenset(range(lowest, highest + 1))


def _in_both(own: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes both name; those of the one that names any, where the other leaves it open."""
    if own and other:
        return tuple(sorted(set(own).intersection(other)))
    return tuple(sorted(own or other))
