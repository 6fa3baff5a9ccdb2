"""The ranking protocol: what each factor is worth, as data under a version."""

import msgspec


class Local(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Points for how close a scheme's catchment fits the person, the most local that fits counts."""

    lsoa: int
    ward: int
    practice: int
    local_authority: int
    everywhere: int


class Waits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The usual wait beyond which a scheme comes after those that can take somebody sooner; None: never.

    Units: days, by how urgent the referral is.
    """

    routine: int | None = None
    soon: int | None = None
    urgent: int | None = None


class Ranking(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of the hub's ranking rules.

    Units: points. `narrow_cohort` is shared among a scheme's cohorts: the fewer, the more for each. `need_served`
    counts once per need, for `needs_counted_max` of them, so that many needs never outweigh the cohort.
    `wait_per_week` is at most `wait_points_max` points, whatever the wait. `priority_area` is for who lives where a
    scheme puts people first; versions older than the factor give nothing for it.
    """

    version: int
    specialist_for_cohort: int
    narrow_cohort: int
    need_served: int
    needs_counted_max: int
    local: Local
    language_spoken: int
    interpreter_offered: int
    wait_per_week: int
    wait_points_max: int
    wished_for: int
    review_parked_after_days: int
    priority_area: int = 0
    wait_days_max: Waits = Waits()
