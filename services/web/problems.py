"""Every error as `application/problem+json` (RFC 9457): what is wrong and what to do, and nothing about our insides."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import Response, json


class Kind(NamedTuple):
    """One kind of problem: its HTTP status and its title. Its anchor on the page of the API is its `type`."""

    status: int
    title: str


KINDS: Mapping[str, Kind] = {
    "not_readable": Kind(400, "The request cannot be read"),
    "key_missing": Kind(400, "The Idempotency-Key is missing or cannot be used"),
    "not_found": Kind(404, "There is nothing here"),
    "method": Kind(405, "This cannot be done here"),
    "not_acceptable": Kind(406, "There is no answer in that form"),
    "conflict": Kind(409, "This does not fit what has happened so far"),
    "too_large": Kind(413, "The request is too large"),
    "media_type": Kind(415, "The request must be JSON"),
    "malformed": Kind(422, "Something in the request is not right"),
    "broken": Kind(500, "Something went wrong on our side"),
    "away": Kind(503, "Part of Onward is away for the moment"),
}

_OF_STATUS = {kind.status: name for name, kind in reversed(list(KINDS.items()))}


class Problem(Exception):
    """A request that is answered with a problem. `more`: members beside the standard ones, such as `errors`."""

    def __init__(self, kind: str, detail: str, headers: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(kind)
        self.kind = kind
        self.detail = detail
        self.headers = dict(headers or {})
        self.more = more

    @property
    def status(self) -> int:
        """The HTTP status of this kind."""
        return KINDS[self.kind].status

    def as_dict(self) -> dict[str, Any]:
        """Return the members as they are sent."""
        kind = KINDS[self.kind]
        told = {"type": f"/api/docs#{self.kind}", "title": kind.title, "status": kind.status, "detail": self.detail}
        return told | self.more


def kind_of_status(status: int) -> str:
    """Return the kind that stands for an HTTP status; what has no kind of its own counts as its class."""
    return _OF_STATUS.get(status) or ("broken" if status >= 500 else "not_readable")


def answered(problem: Problem) -> Response:
    """Return the problem as a response."""
    response = Response(json.dumps(problem.as_dict()), problem.status, content_type="application/problem+json")
    response.headers.update(problem.headers)
    return response
