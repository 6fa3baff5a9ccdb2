"""Who serves the same people already: matching says whom, intake says where, each asked once."""

from collections.abc import Mapping
from typing import Any

from services.web.answers import found
from services.web.asking import ask
from shared.config.report_limits import OVERLAPS_SHOWN_MAX

_SAID_AS_IS = ("id", "name", "provider", "kind", "places", "usual_wait_days")


def overlap_of(scheme_id: str) -> dict[str, Any]:
    """Return every other open scheme that serves some of the same people in some of the same places.

    Raises: Problem when there is no such scheme; ServiceAway.
    """
    told = found(ask("matching", "overlap", scheme_id=scheme_id))
    others = {one["id"]: one["areas"] for one in told["others"] if one["areas"] and not one["everywhere"]}
    covered = ask("intake", "covered", catchment=told["catchment"], others=others)
    schemes = [_scheme(one, covered) for one in told["others"]]
    near = [one for one in schemes if one["place_share"]]
    alike = sorted(near, key=lambda one: (-one["people_share"] * one["place_share"], one["id"]))
    free = [one["free_places"] for one in alike]
    return {
        "scheme": told["scheme"],
        "small_areas": covered["small_areas"],
        "overlapping": len(alike),
        "free_places": None if None in free else sum(free),
        "schemes": [_shown(one) for one in alike[:OVERLAPS_SHOWN_MAX]],
        "not_compared": told["not_compared"],
    }


def _scheme(one: Mapping[str, Any], covered: Mapping[str, Any]) -> dict[str, Any]:
    """Return another scheme with the shares of one's own remit and catchment that are its as well."""
    people, cover = one["people"], covered["others"].get(one["id"], {"small_areas": 0, "codes": [], "codes_total": 0})
    areas_share = cover["small_areas"] / covered["small_areas"] if covered["small_areas"] else 0.0
    shared = {name: people[name] for name in ("cohorts", "needs", "age_min", "age_max", "sexes")}
    return {
        **{name: one[name] for name in _SAID_AS_IS},
        "free_places": one["free"],
        "people_share": people["share"],
        "place_share": 1.0 if one["everywhere"] else max(areas_share, one["practices_share"]),
        "shared": {
            **shared,
            "everywhere": one["everywhere"],
            "areas": cover["codes"],
            "areas_total": cover["codes_total"],
            "practices": one["practices"],
            "practices_total": one["practices_total"],
        },
    }


def _shown(one: Mapping[str, Any]) -> dict[str, Any]:
    people, place = one["people_share"], one["place_share"]
    percents = {"overlap": people * place, "people": people, "place": place}
    return {**one, **{f"{name}_percent": round(100 * share, 1) for name, share in percents.items()}}
