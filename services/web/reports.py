"""Reports over HTTP: what is asked for and offered in each area, as JSON and as a table."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from services.web.api import ApiPart, problems
from services.web.asking import ask
from services.web.report_questions import PARAMETERS, provision_question
from services.web.report_rows import HEADER, rows_of
from services.web.report_shapes import ProvisionShape
from services.web.spreadsheet import table
from shared.doors.malformed import Malformed

UNKNOWN_AREA = "We do not know this area. Check the code, or load the postcodes of the place."

reports = ApiPart("reports", __name__, url_prefix="/api/v1/reports", description="Reports: counts that name nobody")


@reports.get("/provision")
@reports.response(200, ProvisionShape)
@reports.doc(parameters=PARAMETERS, responses=problems("malformed"))
def report_provision() -> Any:
    """Report what is asked for and offered, by area, need and cohort

    Gaps and overlaps beside one another, with the modelled loneliness of each area where it is loaded. Counts of people
    are kept from telling of anybody: one to seven are hidden, all others rounded.
    """
    return _report()


@reports.get("/provision.csv")
@reports.response(200, {"type": "string"}, content_type="text/csv")
@reports.doc(parameters=PARAMETERS, responses=problems("malformed"))
def report_provision_as_table() -> Any:
    """Report the same as a table

    One row for each area as a whole, where need and cohort are empty, and one for each of its needs and cohorts. The
    next page is in the Link header.
    """
    told = _report()
    answer = Response(table(HEADER, rows_of(told["areas"])), content_type="text/csv; charset=utf-8; header=present")
    answer.headers["Content-Disposition"] = "attachment; filename=provision.csv"
    if told["page"] * told["per_page"] < told["total"]:
        following = urlencode({**request.args.to_dict(), "page": told["page"] + 1})
        answer.headers["Link"] = f'<{request.path}?{following}>; rel="next"'
    return answer


def _report() -> dict[str, Any]:
    """Return one page: the areas as intake knows them, then what matching counts there. Raises: Malformed."""
    told = provision_question()
    within, page, per_page = told.get("area"), told["page"], told["per_page"]
    known = ask("intake", "areas", level=told["level"], within=within, page=page, per_page=per_page)
    if within and not known["total"]:
        raise Malformed({"area": [UNKNOWN_AREA]})
    counted = ask("matching", "provision", asked=_asked(told, known["areas"]))["areas"]
    places = {one["code"]: {"within": one["within"], "loneliness": one["loneliness"]} for one in known["areas"]}
    nowhere: dict[str, Any] = {"within": [], "loneliness": None}
    areas = [{**one, **places.get(one["area"], nowhere)} for one in counted]
    return {"total": known["total"], "page": page, "per_page": per_page, "areas": areas}


def _asked(told: Mapping[str, Any], areas: list[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the question to matching; people whose area nobody knows come with the first page of all areas."""
    asked = {
        "level": told["level"],
        "areas": [{name: one[name] for name in ("code", "within", "holds")} for one in areas],
        "unknown_area": "area" not in told and told["page"] == 1,
        "only_gaps": "only" in told,
    }
    names = {"from": "from_month", "to": "to_month", "need": "need", "cohort": "cohort"}
    return asked | {theirs: told[name] for name, theirs in names.items() if name in told}
