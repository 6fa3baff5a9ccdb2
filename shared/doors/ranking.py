"""The door of the ranking: `load_ranking` lets in what a hub would have each factor count."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from shared.config.limits import CODES_MAX, PARKED_DAYS_MAX, RANKING_POINTS_MAX, WAIT_DAYS_MAX
from shared.doors.door import Broken, Door
from shared.doors.edited import Edit, based_on, load_edit
from shared.doors.fields import WholeNumber
from shared.doors.groups import Part

_FROM_NEAR_TO_FAR = ("lsoa", "ward", "local_authority", "everywhere")


def _points() -> WholeNumber:
    return WholeNumber(0, RANKING_POINTS_MAX, required=True)


class LocalSchema(Door):
    """What each level of a catchment counts; the most local that fits the person is taken."""

    lsoa = _points()
    ward = _points()
    practice = _points()
    local_authority = _points()
    everywhere = _points()


class WaitsSchema(Door):
    """How long people may usually wait, by how urgent the referral is; left out, as long as it takes."""

    routine = WholeNumber(0, WAIT_DAYS_MAX)
    soon = WholeNumber(0, WAIT_DAYS_MAX)
    urgent = WholeNumber(0, WAIT_DAYS_MAX)


class RankingSchema(Door):
    """What speaks for a scheme, in points; a wait speaks against it."""

    specialist_for_cohort = _points()
    narrow_cohort = _points()
    need_served = _points()
    needs_counted_max = WholeNumber(0, CODES_MAX, required=True)
    local = Part(LocalSchema, "Say what each level of a catchment counts.", required=True)
    language_spoken = _points()
    interpreter_offered = _points()
    wait_per_week = WholeNumber(-RANKING_POINTS_MAX, 0, required=True)
    wait_points_max = _points()
    priority_area = _points()
    wished_for = _points()
    review_parked_after_days = WholeNumber(1, PARKED_DAYS_MAX, required=True)
    wait_days_max = Part(WaitsSchema, "Say how long people may usually wait, in days, by urgency.")


class EditedRankingSchema(Door):
    """The ranking as the hub would have it."""

    based_on = based_on()
    protocol = Part(RankingSchema, "Give the whole ranking, as it is shown.", required=True)


_edited = EditedRankingSchema()


def load_ranking(data: object) -> Edit:
    """Return an edited ranking. Raises: Malformed, and nothing else, whatever JSON value came in."""
    return load_edit(_edited, data, _nearer_counts_no_less)


def _nearer_counts_no_less(_sent: Mapping[str, Any], told: dict[str, Any]) -> Broken:
    local = (told.get("protocol") or {}).get("local") or {}
    for near, far in (*pairwise(_FROM_NEAR_TO_FAR), ("practice", "everywhere")):
        if local.get(near, RANKING_POINTS_MAX) < local.get(far, 0):
            yield f"protocol.local.{far}", f"Give no more than for {near}: what is nearer comes first."
