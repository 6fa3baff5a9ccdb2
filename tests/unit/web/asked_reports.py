"""The other side of the front door as far as reports go: two towns, one overlap."""

from typing import Any

Answer = dict[str, Any]

TOWN, OTHER_TOWN = "E06000023", "E06000024"
LONELY = {"value": 23.28, "unit": "percent", "says": "Adults who feel lonely", "measure": "survey_england"} | {
    "small_areas": 3,
    "source": "A survey",
    "year": "2020-21",
}
COUNTS = {"referrals": 15, "people": 10, "offered": 10, "placed": None, "not_placed": 0, "hidden": ["placed"]}
CELL = {
    "need": "debt",
    "cohort": None,
    **COUNTS,
    "reasons": {"no_place_free": None},
    "schemes": 2,
    "specialists": 0,
    "overlapping": 2,
    "places": 30,
    "free_places": None,
}
OTHER = {
    "id": "quay-company",
    "name": "Quay Company",
    "provider": None,
    "kind": "generalist",
    "people": {"cohorts": [], "needs": ["debt"], "age_min": 18, "age_max": None, "sexes": [], "share": 0.5},
    "everywhere": False,
    "areas": ["E05000001"],
    "practices": [],
    "practices_total": 0,
    "practices_share": 0.0,
    "places": 30,
    "free": 12,
    "usual_wait_days": 14,
}


class AskedReports:
    """Answers what the front door asks for reports. `others`: the schemes that serve some of the same people."""

    def __init__(self) -> None:
        super().__init__()
        self.others: list[Answer] = [OTHER]

    def intake_areas(self, level: str, within: str | None, page: int, per_page: int) -> Answer:
        codes = [code for code in (TOWN, OTHER_TOWN) if within in (None, code)]
        shown = codes[(page - 1) * per_page : page * per_page]
        areas = [{"code": code, "level": level, "within": [], "holds": [], "loneliness": LONELY} for code in shown]
        return {"status": "found", "total": len(codes), "areas": areas}

    def intake_covered(self, catchment: list[str] | None, others: dict[str, list[str]]) -> Answer:
        covers = {name: {"small_areas": 1, "codes": codes, "codes_total": len(codes)} for name, codes in others.items()}
        return {"status": "found", "small_areas": 4, "others": covers}

    def matching_provision(self, asked: Answer) -> Answer:
        codes = [one["code"] for one in asked["areas"]] + ([None] if asked["unknown_area"] else [])
        areas = [{"area": code, **COUNTS, "schemes": 2, "cells": [CELL]} for code in codes]
        return {"status": "found", "areas": areas}

    def matching_overlap(self, scheme_id: str) -> Answer:
        if scheme_id != "riverside":
            return {"status": "not_found"}
        scheme = {"id": scheme_id, "name": "Riverside", "approved": False}
        found = {"scheme": scheme, "catchment": [TOWN], "others": self.others, "not_compared": 1}
        return {"status": "found", **found}
