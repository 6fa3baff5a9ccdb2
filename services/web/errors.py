"""The one table that turns what went wrong into a problem, for a program as JSON and for a person as a page."""

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from services.web.problems import KINDS, Problem, answered, kind_of_status
from services.web.strict_json import NotReadable
from shared.config.limits import RETRY_AFTER_SECONDS
from shared.contracts.reference import UnreadableReference
from shared.doors.malformed import Malformed
from shared.logs import log
from shared.messaging.rpc.client import ServiceAway

_FOR_PROGRAMS = ("/api/", "/health/", "/metrics", "/openreferral/")


def handle_errors(app: Flask) -> None:
    """Register the handlers. What no line foresees is a 500 that tells its reader nothing of our insides."""
    app.register_error_handler(Problem, respond)
    app.register_error_handler(Malformed, lambda error: respond(_malformed(error)))
    app.register_error_handler(NotReadable, lambda error: respond(_not_readable(error)))
    app.register_error_handler(UnreadableReference, lambda error: respond(Problem("not_found", str(error))))
    app.register_error_handler(ServiceAway, lambda error: respond(_away(error)))
    app.register_error_handler(HTTPException, lambda error: respond(_http(error)))
    app.register_error_handler(Exception, lambda error: respond(_broken(error)))


def respond(problem: Problem) -> AnyResponse:
    """Return the problem in the form its asker reads: a page to a browser on a page's address, JSON to all others."""
    if _for_a_person():
        page = render_template("problem.html", title=KINDS[problem.kind].title, detail=problem.detail)
        return Response(page, problem.status, problem.headers, content_type="text/html; charset=utf-8")
    return answered(problem)


def _for_a_person() -> bool:
    kinds = request.accept_mimetypes
    return not request.path.startswith(_FOR_PROGRAMS) and kinds["text/html"] > kinds["application/problem+json"]


def _malformed(error: Malformed) -> Problem:
    fields = "1 field needs" if len(error.errors) == 1 else f"{len(error.errors)} fields need"
    return Problem("malformed", f"{fields} mending. Nothing was recorded.", errors=error.errors)


def _not_readable(error: NotReadable) -> Problem:
    if error.errors:
        return Problem("not_readable", str(error), errors=error.errors)
    return Problem("not_readable", str(error))


def _away(error: ServiceAway) -> Problem:
    log.warning("service_away", service=error.service, work=request.endpoint)
    detail = "Try again in a moment. What you were told was taken in is safe."
    return Problem("away", detail, {"Retry-After": str(RETRY_AFTER_SECONDS)})


def _http(error: HTTPException) -> Problem:
    kind = kind_of_status(error.code or 500)
    headers = {name: value for name, value in error.get_headers() if name in ("Allow", "Location")}
    return Problem(kind, _DETAILS.get(kind, "Check the request and try again."), headers)


def _broken(error: Exception) -> Problem:
    log.error("request_failed", work=request.endpoint, exc_info=error)
    return Problem("broken", _DETAILS["broken"])


_DETAILS = {
    "not_found": "Check the address: nothing is kept under it.",
    "method": "Use one of the methods named in the Allow header.",
    "too_large": "Send less at once.",
    "media_type": "Send JSON, and say so: Content-Type: application/json.",
    "broken": "Try again in a moment. If it happens again, tell the people who run Onward.",
}
