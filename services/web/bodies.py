"""The body of a request, read once and strictly."""

from typing import Any

from flask import request

from services.web.problems import Problem
from services.web.strict_json import NotReadable, read_json
from shared.doors.malformed import WHOLE, Malformed

NOT_AN_OBJECT = "Give an object with named fields, in curly brackets in JSON."


def read_body(bytes_max: int) -> Any:
    """Return the JSON value that was sent.

    Raises: Problem when it is too large or is not said to be JSON; NotReadable when it is not JSON.
    """
    _check_kind()
    if (request.content_length or 0) > bytes_max:
        raise _too_large(bytes_max)
    request.max_content_length = bytes_max + 1  # a body of unknown length is read no further than that
    if "chunked" in request.headers.get("Transfer-Encoding", ""):
        wsgi = request.environ
        wsgi["wsgi.input_terminated"] = True  # both our servers end such a body; eventlet's does not say so
    raw = request.get_data(cache=False)
    if len(raw) > bytes_max:
        raise _too_large(bytes_max)
    if not raw:
        raise NotReadable("Send a JSON object: the body is empty.")
    return read_json(raw)


def read_object(bytes_max: int) -> dict[str, Any]:
    """Return the JSON object that was sent. Raises: as `read_body`; Malformed when it is none."""
    body = read_body(bytes_max)
    if not isinstance(body, dict):
        raise Malformed({WHOLE: [NOT_AN_OBJECT]})
    return body


def _check_kind() -> None:
    if request.mimetype != "application/json" or request.mimetype_params.get("charset", "utf-8").lower() != "utf-8":
        raise Problem("media_type", "Send JSON in UTF-8, and say so: Content-Type: application/json.")
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Problem("media_type", "Send it as it is: compressed bodies are not read.")


def _too_large(bytes_max: int) -> Problem:
    return Problem("too_large", f"Send at most {bytes_max:,} bytes at once.")
